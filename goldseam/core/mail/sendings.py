"""Writing one letter to many: prepared as rows, looked at, begun, and carried on by a long run until all are written.

Whom it goes to is fixed by one statement, again at the moment it begins; each letter then is a message like any other,
written in batches and handed to the mail server batch by batch, so that a stop stops what has not been handed over.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _

from goldseam.core.mail import facts
from goldseam.core.mail.actions import Basis, new_message_id
from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.letters import Foot, Letter, compose
from goldseam.core.mail.models import LetterVersion, Message, Recipient, Sending, Suppression
from goldseam.core.mail.placeholders import fill
from goldseam.core.mail.unsubscribing import unsubscribe_url
from goldseam.core.people import kept
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Association, Consent, Hold, Hub, Person
from goldseam.foundation.timeline.record import record, record_many, subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.kick import kick
from goldseam.foundation.work.runs import NotNow, Tell

BATCH = 100
GOOD_FOR = timedelta(days=1)
Reason = Recipient.Reason
# What stands in the gaps of a letter, by key of the person and name of the gap.
Words = Callable[[Sequence[int], datetime], Mapping[int, Mapping[str, str]]]


class CannotBegin(Exception):
    """The sending cannot begin as things stand; the message says why."""


_FIX = """
INSERT INTO mail_recipient (sending_id, person_id, address, reason)
SELECT {sending}, id, address, reason FROM ({judged}) AS judged (id, address, reason)
"""
_FIX_AGAIN = """
UPDATE mail_recipient AS r SET address = judged.address, reason = judged.reason
FROM ({judged}) AS judged (id, address, reason) WHERE r.sending_id = {sending} AND r.person_id = judged.id
"""


@transaction.atomic
def prepare(
    *,
    version: LetterVersion,
    people: QuerySet[Any],
    audience: str,
    lacking: Q | None = None,
    hub: Hub | None = None,
    by: Person | None,
    at: datetime,
) -> Sending:
    """Lay a letter out for everybody in `people`, with the reason beside each who does not get it.

    `lacking` finds those of whom the letter names something that is not known.
    """
    sending = Sending.objects.create(version=version, audience=audience, hub=hub, prepared_by=by, prepared_at=at)
    everybody = Person.objects.filter(pk__in=people.order_by().values("pk"))
    _write_down(_FIX, sending, everybody, lacking, at)
    return sending


def _write_down(statement: str, sending: Sending, people: QuerySet[Any], lacking: Q | None, at: datetime) -> None:
    judged = _judged(people, sending.version, lacking, at)
    sql, given = judged.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sending=int(sending.pk), judged=sql), given)


def _judged(people: QuerySet[Any], version: LetterVersion, lacking: Q | None, at: datetime) -> QuerySet[Any, Any]:
    """Key, address and reason of each: the first that holds, the ones that end by themselves last."""
    stopped = Suppression.objects.annotate(low=Lower("address")).filter(low=Lower(OuterRef("email")), ended_at=None)
    agreed = Consent.objects.filter(person=OuterRef("pk"), purpose=version.purpose, withdrawn_at=None)
    reasons = [
        When(Q(merged_into__isnull=False) | Q(taken_back_at__isnull=False), then=Value(Reason.MERGED)),
        When(Q(email=None) | Q(email=""), then=Value(Reason.NO_ADDRESS)),
        *([When(~Exists(agreed), then=Value(Reason.NO_CONSENT))] if version.purpose else []),
        When(Exists(stopped), then=Value(Reason.SUPPRESSED)),
        When(Exists(Hold.on(OuterRef("pk"), at=at)), then=Value(Reason.ON_HOLD)),
        *([When(lacking, then=Value(Reason.NO_WORDS))] if lacking else []),
    ]
    why = Case(*reasons, default=Value(""))
    named = people.order_by("family_name", "given_name", "pk")
    return named.values_list("pk", Coalesce("email", Value("")), why)


def letter_to(sending: Sending, recipient: Recipient, words: Words, *, shown_to: Person, at: datetime) -> Letter:
    """The letter as this recipient gets it. The link below it ends the yes of whoever looks, not the recipient's."""
    told = words([recipient.person_id], at)[recipient.person_id]
    return _filled(sending.version, shown_to.pk, told, kept.association())


def _filled(version: LetterVersion, person: int, told: Mapping[str, str], association: Association) -> Letter:
    foot = None
    if version.purpose:
        purpose = PURPOSES.get(version.purpose, version.purpose)
        why = _("You get this letter because you said yes to: %(purpose)s.") % {"purpose": purpose}
        foot = Foot(why, _("Send me no more of these"), unsubscribe_url(person, version.purpose))
    return compose(fill(version.subject, told), fill(version.body, told), association, foot)


@transaction.atomic
def send_test(*, sending: Sending, recipient: Recipient, to: Person, words: Words, at: datetime) -> Message:
    """Send the letter, as this recipient would get it, to a member of staff."""
    letter = letter_to(sending, recipient, words, shown_to=to, at=at)
    message = _message(sending, letter, Recipient(person=to, address=to.email or ""), at)
    message.subject = (_("Test: %(subject)s") % {"subject": letter.subject})[:200]
    message.about, message.purpose, message.basis, message.is_one_of_many = "", "", Basis.SERVICE, False
    message.save()
    kick("mail.deliver")
    return message


@transaction.atomic
def begin(*, sending: Sending, lacking: Q | None = None, by: Person, at: datetime) -> int:
    """Fix who gets it and have the worker write to them; returns how many. Raises CannotBegin."""
    sending = Sending.objects.select_for_update(of=("self",)).select_related("version__letter").get(pk=sending.pk)
    if sending.begun_at:
        raise CannotBegin(_("This has been sent already."))
    if at - sending.prepared_at > GOOD_FOR:
        raise CannotBegin(_("This was prepared more than a day ago. Please choose the people again: lists change."))
    if sending.version != sending.version.letter.versions.first():
        raise CannotBegin(_("The letter has been changed since. Please prepare it again with what it says now."))
    people = Person.objects.filter(pk__in=sending.recipients.values("person"))
    _write_down(_FIX_AGAIN, sending, people, lacking, at)
    count = sending.recipients.filter(reason=Reason.NONE).count()
    if not count:
        raise CannotBegin(_("Nobody can be written to."))
    sending.begun_at, sending.begun_by = at, by
    sending.save(update_fields=["begun_at", "begun_by"])
    runs.begin(kind="mail.sending", subject=subject_key(sending), by=by, at=at)
    record(facts.SENDING_BEGUN, subject=sending, by=by, at=at, people=count, letter=str(sending))
    return count


def stop(*, sending: Sending, by: Person, at: datetime) -> None:
    """Stop writing: what has not been handed to the mail server stays here until somebody goes on."""
    run = runs.latest(subject_key(sending))
    if run and run.is_open:
        runs.stop(run=run)
        record(facts.SENDING_STOPPED, subject=sending, by=by, at=at)


def go_on(*, sending: Sending, by: Person, at: datetime) -> None:
    """Go on writing to whoever has not been written to. Doing it twice is doing it once."""
    run = runs.latest(subject_key(sending))
    if run is None or run.is_open:
        return
    try:
        with transaction.atomic():
            runs.resume(run=run)
            record(facts.SENDING_RESUMED, subject=sending, by=by, at=at)
    except IntegrityError:
        return


@transaction.atomic
def discard(*, sending: Sending) -> bool:
    """Forget a sending that was prepared and not begun; says whether it was."""
    rows = Sending.objects.select_for_update().filter(pk=sending.pk, begun_at=None)
    return bool(rows.delete()[0])


def forget_prepared(*, at: datetime) -> int:
    """Forget what was prepared and not begun in time: it names people for nothing."""
    return Sending.objects.filter(begun_at=None, prepared_at__lt=at - 2 * GOOD_FOR).delete()[0]


def write_and_deliver(*, sending: Sending, words: Words, at: datetime, tell: Tell) -> None:
    """The work of the run: write a batch, hand it over, and so on. Begun anew it goes on with whoever has no letter."""
    getting = sending.recipients.filter(reason=Reason.NONE)
    done, total = getting.exclude(message=None).count(), getting.count()
    while True:
        deliver_due(at=at)
        if _waits_untried(sending):
            raise NotNow(_("The mail server does not take letters at the moment. What waits goes out by itself."))
        tell(done, total)
        written = _write_batch(sending, words, at)
        if not written:
            return
        done += written


def _waits_untried(sending: Sending) -> bool:
    """Whether the server did not take even the first try at letters of ours: then it is away, or this is a copy."""
    waiting = Message.objects.filter(state=Message.State.WAITING, is_one_of_many=True, attempts=0)
    return bool(waiting.filter(about=subject_key(sending)).exists())


@transaction.atomic
def _write_batch(sending: Sending, words: Words, at: datetime) -> int:
    waiting = sending.recipients.filter(reason=Reason.NONE, message=None)
    waiting.filter(address="").update(reason=Reason.NO_ADDRESS)  # erased since
    rows = list(waiting.select_for_update().order_by("id")[:BATCH])
    told = words([row.person_id for row in rows], at)
    association = kept.association()
    messages = Message.objects.bulk_create(
        _message(sending, _filled(sending.version, row.person_id, told[row.person_id], association), row, at)
        for row in rows
    )
    for row, message in zip(rows, messages, strict=True):
        row.message = message
    Recipient.objects.bulk_update(rows, ["message"])
    happened = [(row.person_id, message) for row, message in zip(rows, messages, strict=True)]
    record_many(facts.WRITTEN, happened, at=at, by=sending.begun_by, letter=str(sending))
    return len(rows)


def _message(sending: Sending, letter: Letter, to: Recipient, at: datetime) -> Message:
    version = sending.version
    return Message(
        person_id=to.person_id,
        address=to.address,
        template=f"standard/{version.letter_id}-{version.number}",
        basis=version.basis,
        purpose=version.purpose,
        is_one_of_many=True,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        about=subject_key(sending),
        written_at=at,
        due_at=at,
        message_id=new_message_id(),
    )


def reasons_of(sending: Sending) -> dict[str, int]:
    """How many get it ('') and how many do not, by reason."""
    return dict(sending.recipients.values_list("reason").annotate(count=Count("pk")).order_by())


def states_of(sendings: Sequence[int]) -> dict[int, dict[str, int]]:
    """How the letters of each sending (by key) stand: how many by state, and how many are not written yet ('')."""
    found: dict[int, dict[str, int]] = {key: {} for key in sendings}
    rows = Recipient.objects.filter(sending__in=sendings, reason=Reason.NONE)
    state = Coalesce("message__state", Value(""))
    for sending, name, count in rows.values_list("sending", state).annotate(count=Count("pk")).order_by():
        found[sending][name] = count
    return found
