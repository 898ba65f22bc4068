"""Writing to people: every letter of the association, sign-in letters too, goes through `send`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import urlparse
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value

from goldseam.core.mail import facts
from goldseam.core.mail.letters import write
from goldseam.core.mail.models import MailServer, Message, Suppression
from goldseam.core.mail.server import PURPOSE
from goldseam.core.people.models import Consent, Hold, Person
from goldseam.foundation.amending import amend
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


def send(
    *,
    template: str,
    at: datetime,
    basis: Basis = Basis.SERVICE,
    person: Person | None = None,
    address: str = "",
    purpose: str = "",
    context: Mapping[str, Any] | None = None,
    also: Sequence[tuple[str, Mapping[str, Any]]] = (),
    documents: Sequence[str] = (),
    about: Any = None,
) -> Message:
    """Write and store one letter; the worker sends it. Suppressed and held recipients get a row that says so.

    `also` are letters (template and context) that are told in the same one, in a paragraph each.

    Raises NoBasis when `basis` is consent and the person has not consented to `purpose`; ValueError without an address.
    """
    address = address or _address_of(person)
    if basis is Basis.CONSENT and not _consents(person, purpose):
        raise NoBasis(purpose)
    refusal = "" if basis is Basis.SIGN_IN else _refusal(person, address, at)
    message = Message.objects.create(
        person=person,
        address=address,
        template=template,
        basis=basis,
        purpose=purpose if basis is Basis.CONSENT else "",
        **asdict(write(template, {"person": person, **(context or {})}, also)),
        documents=list(documents),
        about=about if isinstance(about, str) else subject_key(about) if about else "",
        written_at=at,
        due_at=at,
        state=Message.State.HELD if refusal else Message.State.WAITING,
        answer=refusal,
        message_id=new_message_id(),
    )
    if not refusal:
        kick("mail.deliver")
    return message


def can_write(*, person: Person | None, at: datetime, address: str = "") -> bool:
    """Whether a service letter to this person, or to that address, would be sent now."""
    address = address or (person.email if person else "") or ""
    return bool(address) and not _refusal(person, address, at)


def why_not(*, message: Message, at: datetime) -> str:
    """Why a stored letter may not be sent now; '' when it may. Whoever signs in waits for the letter and gets it."""
    if message.basis == Basis.SIGN_IN:
        return ""
    if message.basis == Basis.CONSENT and not _consents(message.person_id, message.purpose):
        return NO_CONSENT
    return _refusal(message.person_id, message.address, at)


def _address_of(person: Person | None) -> str:
    if person is None or not person.email:
        raise ValueError("A letter needs an address.")
    return person.email


def _consents(person: Person | int | None, purpose: str) -> bool:
    return bool(Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exists())


def _refusal(person: Person | int | None, address: str, at: datetime) -> str:
    """Why this letter is not sent, '' when it is: one question to the database for both reasons."""
    suppressed = Suppression.objects.filter(address__iexact=address, ended_at=None).order_by()
    reasons = suppressed.values_list(Value("suppressed"))
    if person:
        reasons = reasons.union(Hold.on(person, at=at).values_list(Value("on hold")))
    return max((reason for (reason,) in reasons), default="")


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


@transaction.atomic
def send_again(*, person: Person, at: datetime) -> int:
    """Send the letters that came back or were withheld since to the person's present address; returns how many."""
    missed = person.messages.filter(state__in=[Message.State.BOUNCED, Message.State.HELD], again=None, first=None)
    count = 0
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"), withdrawn_at=None)
    missed = missed.exclude(Q(basis=Basis.CONSENT) & ~Exists(agreed))
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
