"""Writing to people: every letter of the association, sign-in letters too, goes through `send`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlparse
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from goldseam.core.mail import facts
from goldseam.core.mail.letters import Also, Form
from goldseam.core.mail.models import MailServer, Message, Suppression
from goldseam.core.mail.server import PURPOSE
from goldseam.core.people import kept
from goldseam.core.people.models import Consent, Person
from goldseam.foundation.amending import amend
from goldseam.foundation.rows import among, insert_each
from goldseam.foundation.sealing import seal
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work.kick import kick


class Basis(StrEnum):
    """Why we may write: UK GDPR article 6 and PECR regulation 22."""

    SERVICE = "service"
    CONSENT = "consent"
    SIGN_IN = "sign_in"


NO_CONSENT = "no consent"


class NoBasis(Exception):
    """There is no lawful basis for this letter to this person."""


@cache
def _domain() -> str:
    return urlparse(settings.BASE_URL).hostname or "localhost"


def new_message_id() -> str:
    """A number for a letter that no other letter has (RFC 5322, 3.6.4)."""
    return f"<{uuid4().hex}@{_domain()}>"


@dataclass(frozen=True)
class Draft:
    """One letter to be written. `own` are the reader's own words where many letters share one `context` (letters.Form).

    `person` may be a key where `address` is told. `about` is a row, or the subject key of one.
    """

    person: Person | int | None = None
    address: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    also: Sequence[Also] = ()
    documents: Sequence[str] = ()
    about: Any = None

    @property
    def goes_to(self) -> str:
        """The address it goes to; raises ValueError when there is none."""
        return self.address or _address_of(self.person)

    @property
    def person_id(self) -> int | None:
        return self.person.pk if isinstance(self.person, Person) else self.person

    @property
    def subject_key(self) -> str:
        return self.about if isinstance(self.about, str) else subject_key(self.about) if self.about else ""


class Written(NamedTuple):
    """A letter that was entered: its key, and what stands in its row and not in that of each other."""

    pk: int
    told: Mapping[str, Any]

    @property
    def message(self) -> Message:
        """What it says is fetched when somebody reads it."""
        names = ["person_id", "address", "subject", "about", "state"]
        return Message.from_db(connection.alias, ["id", *names], [self.pk, *(self.told[name] for name in names)])


def send(
    *,
    template: str,
    at: datetime,
    basis: Basis = Basis.SERVICE,
    person: Person | None = None,
    address: str = "",
    purpose: str = "",
    context: Mapping[str, Any] | None = None,
    also: Sequence[Also] = (),
    documents: Sequence[str] = (),
    about: Any = None,
) -> Message:
    """Write and store one letter; the worker sends it. Suppressed and held recipients get a row that says so.

    `also` are letters (template and context) that are told in the same one, in a paragraph each.

    Raises NoBasis when `basis` is consent and the person has not consented to `purpose`; ValueError without an address.
    """
    draft = Draft(person, address, {"person": person, **(context or {})}, documents=documents, about=about, also=also)
    return send_many(template=template, drafts=[draft], at=at, basis=basis, purpose=purpose)[0].message


def send_many(
    *, template: str, drafts: Sequence[Draft], at: datetime, basis: Basis = Basis.SERVICE, purpose: str = ""
) -> list[Written]:
    """The same for many letters of one template, in as many questions as for one; in the order of the drafts."""
    addresses = [draft.goes_to for draft in drafts]
    if basis is Basis.CONSENT:
        _ask_for_basis({draft.person_id for draft in drafts}, purpose)
    refusals = [""] * len(drafts)
    if basis is not Basis.SIGN_IN:
        refusals = _refusals([(draft.person, draft.goes_to) for draft in drafts], at)
    letters: list[Any] = [None] * len(drafts)
    same: dict[str, Any] = {"template": template, "basis": basis, "written_at": at, "due_at": at}
    same["purpose"] = purpose if basis is Basis.CONSENT else ""
    for form, places in _forms(template, drafts):
        each = [
            _told(drafts[place], addresses[place], refusals[place]) | form.words(drafts[place].own) for place in places
        ]
        keys = insert_each(Message, each, same=same | {"text": form.text, "html": form.html})
        for place, key, told in zip(places, keys, each, strict=True):
            letters[place] = Written(key, told)
    if not all(refusals):
        kick("mail.deliver")
    return letters


def _forms(template: str, drafts: Sequence[Draft]) -> Iterable[tuple[Form, list[int]]]:
    """The letters as they are composed, once for those that share a context; each with the places of its drafts."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        places[id(draft.context)].append(place)
    association = kept.association() if drafts else None
    for theirs in places.values():
        first = drafts[theirs[0]]
        yield Form(template, {"association": association, **first.context}, first.own, first.also), theirs


def _told(draft: Draft, address: str, refusal: str) -> dict[str, Any]:
    """What stands in one letter's row and not in that of each other."""
    return {
        "person_id": draft.person_id,
        "address": address,
        "documents": draft.documents,
        "about": draft.subject_key,
        "state": Message.State.HELD if refusal else Message.State.WAITING,
        "answer": refusal,
        "message_id": new_message_id(),
    }


def can_write(*, person: Person | None, at: datetime, address: str = "") -> bool:
    """Whether a service letter to this person, or to that address, would be sent now."""
    address = address or (person.email if person else "") or ""
    return bool(address) and not _refusal(person, address, at)


def writable(*, addresses: Mapping[int, str | None], at: datetime) -> set[int]:
    """Of people (their addresses by key) those to whom a service letter would be sent now: one question for any number
    of them.
    """
    reached = [(person, address) for person, address in addresses.items() if address]
    refusals = _refusals(reached, at)
    return {person for (person, _address), refusal in zip(reached, refusals, strict=True) if not refusal}


def why_not(*, message: Message, at: datetime) -> str:
    """Why a stored letter may not be sent now; '' when it may. Whoever signs in waits for the letter and gets it."""
    if message.basis == Basis.SIGN_IN:
        return ""
    if message.basis == Basis.CONSENT and not _consents(message.person_id, message.purpose):
        return NO_CONSENT
    return _refusal(message.person_id, message.address, at)


def _address_of(person: Person | int | None) -> str:
    if not isinstance(person, Person) or not person.email:
        raise ValueError("A letter needs an address.")
    return person.email


def _ask_for_basis(people: set[int | None], purpose: str) -> None:
    """Raises NoBasis unless each of them has consented: one question for any number."""
    known = among([person for person in people if person])
    agreed = Consent.objects.filter(person__in=known, purpose=purpose, withdrawn_at=None).order_by()
    if people - set(agreed.values_list("person_id", flat=True)):
        raise NoBasis(purpose)


def _consents(person: Person | int | None, purpose: str) -> bool:
    return bool(Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exists())


def _refusal(person: Person | int | None, address: str, at: datetime) -> str:
    """Why this letter is not sent, '' when it is."""
    return _refusals([(person, address)], at)[0]


# Asked for each letter, so written out: building the query took ten times as long as asking it.
_REASONS = """
SELECT lower(address), 0 FROM mail_suppression WHERE ended_at IS NULL AND lower(address) = ANY(%s)
UNION ALL
SELECT '', person_id FROM people_hold
WHERE person_id = ANY(%s) AND since <= %s AND (ended_at IS NULL OR ended_at > %s)
"""


def _refusals(letters: Sequence[tuple[Person | int | None, str]], at: datetime) -> list[str]:
    """The same for many: one question to the database for both reasons, however many letters there are."""
    if not letters:
        return []
    people = [person if isinstance(person, int) else person.pk if person else None for person, _address in letters]
    addresses = [address.lower() for _person, address in letters]
    with connection.cursor() as cursor:
        cursor.execute(_REASONS, [addresses, [person for person in people if person], at, at])
        found = set(cursor.fetchall())
    return [
        "suppressed" if (address, 0) in found else "on hold" if ("", person) in found else ""
        for person, address in zip(people, addresses, strict=True)
    ]


@transaction.atomic
def note_bounce(*, message: Message, answer: str, at: datetime) -> None:
    """Note that a letter came back for good: from an SMTP refusal now, from a parsed bounce notice later.

    The address is suppressed until somebody gives another one. The same news twice changes nothing.
    """
    if (
        not Message.objects.exclude(state=Message.State.BOUNCED)
        .filter(pk=message.pk)
        .update(state=Message.State.BOUNCED, answer=answer[:300])
    ):
        return
    if not Suppression.objects.filter(address__iexact=message.address, ended_at=None, reason="bounce").exists():
        Suppression.objects.create(
            address=message.address, reason=Suppression.Reason.BOUNCE, since=at, message=message, answer=answer[:300]
        )
    record(facts.BOUNCED, person=message.person, subject=message, at=at)


@transaction.atomic
def release(*, address: str, at: datetime) -> None:
    """End the suppressions of an address because somebody has shown that it works again."""
    Suppression.objects.filter(address__iexact=address, ended_at=None).update(ended_at=at)


def forget_words(letters: QuerySet[Message]) -> None:
    """Forget what letters to others say, in the caller's transaction, because they speak of somebody who is erased; one
    that has not gone yet does not go any more.
    """
    letters.filter(state=Message.State.WAITING).update(state=Message.State.HELD)
    letters.update(subject="", text="", html="", answer="")


@transaction.atomic
def send_again(*, person: Person, at: datetime) -> int:
    """Send the letters that came back or were withheld since to the person's present address; returns how many."""
    missed = person.messages.filter(state__in=[Message.State.BOUNCED, Message.State.HELD], again=None, first=None)
    count = 0
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"), withdrawn_at=None)
    # Words that were forgotten, because of their age or of whom they spoke, cannot be sent.
    missed = missed.exclude(Q(basis=Basis.CONSENT) & ~Exists(agreed)).exclude(text="")
    # Codes and links for signing in are worth nothing when they are old.
    for message in missed.exclude(basis=Basis.SIGN_IN).order_by("id"):
        copy = Message.objects.get(pk=message.pk)
        copy.pk, copy.state, copy.answer = None, Message.State.WAITING, ""
        copy.address = person.email or message.address
        copy.due_at, copy.attempts, copy.message_id = at, 0, new_message_id()
        copy.save(force_insert=True)
        Message.objects.filter(pk=message.pk).update(again=copy)
        record(facts.SENT_AGAIN, person=person, subject=copy, at=at)
        count += 1
    if count:
        kick("mail.deliver")
    return count


@transaction.atomic
def name_server(*, details: Mapping[str, Any], password: str | None, at: datetime, by: Person) -> None:
    """Say by which server letters leave; `password` None keeps the one there is. What changed is tried anew."""
    server = MailServer.objects.select_for_update().get_or_create(pk=1)[0]
    changed = amend(server, details)
    if password is not None:
        server.sealed_password = seal(password, purpose=PURPOSE) if password else ""
        changed.append("password")
    if changed:
        server.tested_at = server.records_seen_at = None
        server.save()
        record(facts.SERVER_NAMED, subject=server, by=by, at=at, server=str(server), fields=", ".join(changed))
        kick("mail.deliver")


@transaction.atomic
def note_server_works(*, server: str, at: datetime, by: Person) -> None:
    """Note that the server took a letter of trial."""
    row = MailServer.objects.update_or_create(pk=1, defaults={"tested_at": at})[0]
    record(facts.SERVER_TRIED, subject=row, by=by, at=at, server=server)


def note_records(*, missing: Sequence[str], at: datetime) -> None:
    """Note which records of the association's domain are missing."""
    MailServer.objects.update_or_create(pk=1, defaults={"records_seen_at": at, "records_missing": list(missing)})
