"""Conversations with whoever writes to us: begun, answered, closed. What changes one locks its enquiry's row."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from goldseam.core.mail.actions import send
from goldseam.core.people.models import Hub, Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.enquiries import facts
from goldseam.subjects.enquiries.letters import can_write_to, letter_to
from goldseam.subjects.enquiries.models import Enquiry, Entry
from goldseam.subjects.enquiries.promises import promised

Kind, Way = Entry.Kind, Entry.Way


class CannotWrite(Exception):
    """A letter to them would not be sent: there is no address, or letters to it come back or are not wanted."""


class IsClosed(Exception):
    """The conversation is closed."""


@dataclass(frozen=True)
class Enquirer:
    """Who writes to us, as typed."""

    given_name: str
    family_name: str = ""
    email: str = ""
    organisation: str = ""
    seats: int | None = None
    hub: Hub | None = None


def begin_enquiry(
    *,
    enquirer: Enquirer,
    topic: str,
    text: str,
    at: datetime,
    signed_in: Person | None = None,
    key: str | None = None,
    way: str = Way.PAGE,
    received_at: datetime | None = None,
    by: Person | None = None,
    mail_id: str | None = None,
) -> Enquiry:
    """Take in what somebody wrote or said, and tell them by when we answer. The same form sent twice is one enquiry."""
    with transaction.atomic():
        enquiry, is_new = enter(
            enquirer=enquirer,
            topic=topic,
            text=text,
            signed_in=signed_in,
            key=key,
            way=way,
            received_at=received_at,
            by=by,
            mail_id=mail_id,
            at=at,
        )
        if is_new:
            _acknowledge(enquiry, at)
    return enquiry


def enter(
    *,
    enquirer: Enquirer,
    topic: str,
    text: str,
    at: datetime,
    signed_in: Person | None = None,
    key: str | None = None,
    way: str = Way.PAGE,
    received_at: datetime | None = None,
    by: Person | None = None,
    mail_id: str | None = None,
    owes_answer: bool = True,
) -> tuple[Enquiry, bool]:
    """Enter a conversation in the caller's transaction; the one there is already under this key, and False."""
    came_at = received_at or at
    enquiry = Enquiry(key=key, topic=topic, **vars(enquirer), person=signed_in, owner=by, received_at=came_at)
    if owes_answer:
        enquiry.promised_on = promised(topic, local_date(came_at))
    try:
        with transaction.atomic():
            enquiry.save(force_insert=True)
    except IntegrityError:
        again = Enquiry.objects.filter(key=key).first() if key else None
        if again is None:
            raise
        return again, False
    said = {"kind": Kind.THEIRS, "way": way, "text": text, "said_at": came_at, "author": by, "mail_id": mail_id}
    Entry.objects.create(enquiry=enquiry, **said)
    told: dict[str, Any] = {"promised_on": enquiry.promised_on} if owes_answer else {}
    record(facts.RECEIVED if owes_answer else facts.LOOKED, person=signed_in, subject=enquiry, by=by, at=at, **told)
    return enquiry, True


def _acknowledge(enquiry: Enquiry, at: datetime) -> None:
    """Tell them that it reached us, where a letter would be sent. What they wrote is not repeated: whoever types the
    address of somebody else must not make us write their words to them.
    """
    if not can_write_to(enquiry, at):
        return
    letter = letter_to(enquiry, "complaint_received" if enquiry.is_complaint else "received", at)
    Entry.objects.create(enquiry=enquiry, kind=Kind.RECEIVED, way=Way.MAIL, said_at=at, letter=letter)


def lock_enquiry(pk: int) -> Enquiry:
    """The enquiry with its row locked until commit."""
    return Enquiry.objects.select_for_update(of=("self",)).select_related("person", "owner", "hub").get(pk=pk)


@transaction.atomic
def go_on(
    *,
    enquiry: Enquiry,
    text: str,
    at: datetime,
    way: str = Way.PAGE,
    by: Person | None = None,
    mail_id: str | None = None,
) -> Entry | None:
    """Take in what they say further. It opens a closed conversation again, and we owe an answer by a new day.

    The same letter twice changes nothing: None.
    """
    enquiry = lock_enquiry(enquiry.pk)
    if mail_id and Entry.objects.filter(mail_id=mail_id).exists():
        return None
    said = {"kind": Kind.THEIRS, "way": way, "text": text, "said_at": at, "author": by, "mail_id": mail_id}
    entry = Entry.objects.create(enquiry=enquiry, **said)
    _open_again(enquiry)
    # Whoever writes twice before our answer has been promised one already.
    enquiry.promised_on = enquiry.promised_on or promised(enquiry.topic, local_date(at))
    enquiry.save(update_fields=["closed_at", "outcome", "promised_on"])
    record(facts.ASKED_ON, person=enquiry.person, subject=enquiry, by=by, at=at, promised_on=enquiry.promised_on)
    return entry


def _open_again(enquiry: Enquiry) -> None:
    enquiry.closed_at, enquiry.outcome = None, ""


@transaction.atomic
def answer(*, enquiry: Enquiry, text: str, by: Person, at: datetime) -> Entry:
    """Write to them. Who answers first looks after the conversation. Raises CannotWrite, IsClosed."""
    enquiry = lock_enquiry(enquiry.pk)
    if enquiry.closed_at:
        raise IsClosed
    if not can_write_to(enquiry, at):
        raise CannotWrite
    letter = letter_to(enquiry, "answer", at, text=text, by=by)
    return _answered(enquiry, by, at, way=Way.MAIL, text=text, said_at=at, letter=letter)


@transaction.atomic
def note_answer(*, enquiry: Enquiry, text: str, way: str, said_at: datetime, by: Person, at: datetime) -> Entry:
    """Record what we answered by another way, by telephone or by post. Raises IsClosed."""
    enquiry = lock_enquiry(enquiry.pk)
    if enquiry.closed_at:
        raise IsClosed
    return _answered(enquiry, by, at, way=way, text=text, said_at=said_at)


def _answered(enquiry: Enquiry, by: Person, at: datetime, **said: Any) -> Entry:
    entry = note_ours(enquiry=enquiry, by=by, **said)
    record(facts.ANSWERED, person=enquiry.person, subject=enquiry, by=by, at=at)
    return entry


def note_ours(*, enquiry: Enquiry, by: Person | None, **said: Any) -> Entry:
    """Enter what we say, in the caller's transaction: then nothing waits for us."""
    entry = Entry.objects.create(enquiry=enquiry, kind=Kind.OURS, author=by, **said)
    # A complaint waits for its outcome, however often we write.
    if not enquiry.is_complaint:
        enquiry.promised_on = None
    enquiry.owner = enquiry.owner or by
    enquiry.save(update_fields=["promised_on", "owner"])
    return entry


@transaction.atomic
def write_note(*, enquiry: Enquiry, text: str, by: Person, at: datetime) -> Entry:
    """Keep words that only the office reads."""
    return Entry.objects.create(enquiry=enquiry, kind=Kind.NOTE, way=Way.PAGE, text=text, said_at=at, author=by)


@transaction.atomic
def move_promise(*, enquiry: Enquiry, promised_on: date, reason: str, by: Person, at: datetime) -> None:
    """Say that the answer takes longer, and why: they read both, in a letter where one can be sent. Raises IsClosed
    when no answer is owed.
    """
    enquiry = lock_enquiry(enquiry.pk)
    before = enquiry.promised_on
    if before is None:
        raise IsClosed
    enquiry.promised_on = promised_on
    enquiry.save(update_fields=["promised_on"])
    letter = letter_to(enquiry, "moved", at, reason=reason) if can_write_to(enquiry, at) else None
    way = Way.MAIL if letter else Way.PAGE
    said = {"kind": Kind.MOVED, "way": way, "text": reason, "said_at": at, "author": by, "letter": letter}
    Entry.objects.create(enquiry=enquiry, **said)
    told: dict[str, Any] = {"before_on": before, "promised_on": promised_on}
    record(facts.PROMISE_MOVED, person=enquiry.person, subject=enquiry, by=by, at=at, **told)


@transaction.atomic
def give(*, enquiry: Enquiry, owner: Person | None, hub: Hub | None, by: Person, at: datetime) -> None:
    """Say who looks after a conversation, and of which hub it is: its lead sees it too."""
    enquiry = lock_enquiry(enquiry.pk)
    if enquiry.owner != owner:
        record(facts.GIVEN, person=enquiry.person, subject=enquiry, by=by, at=at)
    if enquiry.hub != hub and hub:
        record(facts.MOVED_TO_HUB, person=enquiry.person, subject=enquiry, by=by, at=at, hub=hub.name)
    enquiry.owner, enquiry.hub = owner, hub
    enquiry.save(update_fields=["owner", "hub"])


@transaction.atomic
def close(*, enquiry: Enquiry, outcome: str, by: Person, at: datetime, text: str = "") -> None:
    """End a conversation; no answer is owed any more. `text` is what a complainant is told of the outcome: in a letter
    where one can be sent, else it is what they were told by another way. Twice changes nothing.
    """
    enquiry = lock_enquiry(enquiry.pk)
    if enquiry.closed_at:
        return
    if text:
        letter = letter_to(enquiry, "outcome", at, text=text, by=by) if can_write_to(enquiry, at) else None
        way = Way.MAIL if letter else Way.POST
        said = {"kind": Kind.OURS, "way": way, "text": text, "said_at": at, "author": by, "letter": letter}
        Entry.objects.create(enquiry=enquiry, **said)
    enquiry.closed_at, enquiry.outcome, enquiry.promised_on = at, outcome, None
    enquiry.owner = enquiry.owner or by
    enquiry.save(update_fields=["closed_at", "outcome", "promised_on", "owner"])
    record(facts.CLOSED, person=enquiry.person, subject=enquiry, by=by, at=at)


@transaction.atomic
def reopen(*, enquiry: Enquiry, by: Person, at: datetime) -> None:
    """Go on with a closed conversation: we owe an answer. Twice changes nothing."""
    enquiry = lock_enquiry(enquiry.pk)
    if enquiry.closed_at:
        _open_again(enquiry)
        enquiry.promised_on = promised(enquiry.topic, local_date(at))
        enquiry.save(update_fields=["closed_at", "outcome", "promised_on"])
        record(facts.REOPENED, person=enquiry.person, subject=enquiry, by=by, at=at)


def remind_owner(*, enquiry: Enquiry, at: datetime) -> None:
    """Write to whoever of us looks after a conversation that waits too long, else to the lead of its hub, in the
    caller's transaction. Where there is nobody, it is for the office.
    """
    lead = enquiry.hub.lead if enquiry.hub and not enquiry.is_complaint else None
    owner = enquiry.owner or lead
    if owner and owner.email:
        send(template="enquiries/remind_owner", person=owner, about=enquiry, at=at, context={"enquiry": enquiry})
