"""Showing that one is studying, and what the office makes of it."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from goldseam.core.mail.actions import Basis, send
from goldseam.core.people.models import Person
from goldseam.foundation.calendar import months_later
from goldseam.foundation.clock import local_date
from goldseam.foundation.files import delete_after_commit
from goldseam.foundation.files.kinds import PDF, PICTURES, kind_of, plain_name
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.evidence.asking import ADDRESS_COUNTS_MONTHS
from goldseam.subjects.membership.evidence.links import Proof, prove_path, show_path
from goldseam.subjects.membership.models import Evidence, Plan
from goldseam.subjects.membership.renewals.stopping import look_again

READABLE = (PDF, PICTURES["PNG"], PICTURES["JPEG"])


class NoSuchAddress(Exception):
    """The address is of no university that the plan names."""


class AddressInUse(Exception):
    """Somebody else has confirmed the same address, and it counts for them."""


class DecidedAlready(Exception):
    """Somebody has looked at this paper since."""


def is_of(plan: Plan, address: str) -> bool:
    """Whether an address is one of those by which the plan knows a student."""
    domain = "." + address.rpartition("@")[2].lower()
    return any(domain.endswith("." + ending.lower().strip().lstrip("@.")) for ending in plan.evidence_domains)


def check_paper(file: Any) -> None:
    """Raise ValidationError unless the upload is a PDF, a PNG or a JPEG, by what is in it."""
    try:
        is_readable = kind_of(file) in READABLE
    except ValidationError as error:
        # It names what the office may keep; here less will do.
        if error.code != "unknown_kind":
            raise
        is_readable = False
    if not is_readable:
        raise ValidationError(
            _("Please choose a PDF or a picture (JPEG or PNG). A photograph with your phone will do."),
            code="unknown_kind",
        )


def ask_address(*, person: Person, plan: Plan, address: str, studies_end_on: date, at: datetime) -> None:
    """Write to the address of a university; nothing counts before the letter there is answered.

    Raises NoSuchAddress.
    """
    if not is_of(plan, address):
        raise NoSuchAddress
    proof = Proof(person, address, studies_end_on, at)
    context = {"confirm_url": prove_path(proof), "name": person.given_name}
    send(
        template="membership/evidence_confirm",
        person=person,
        address=address,
        context=context,
        basis=Basis.SIGN_IN,
        at=at,
    )


@transaction.atomic
def confirm_address(*, proof: Proof, at: datetime) -> Evidence:
    """The letter has arrived, so the address is theirs: it counts from now on. Pressed twice, it is the same.

    Raises AddressInUse.
    """
    person = _locked(proof.person)
    today = local_date(at)
    there = Evidence.objects.filter(person=person, shown_at=proof.asked_at).first()
    if there:
        return there
    _one_at_a_time(proof.address)
    others = Evidence.objects.good(on=today).filter(address__iexact=proof.address).exclude(person=person)
    if others.exists():
        raise AddressInUse
    _let_go_waiting(person)
    evidence = Evidence.objects.create(
        person=person,
        address=proof.address,
        studies_end_on=proof.studies_end_on,
        shown_at=proof.asked_at,
        decided_at=at,
        valid_until=min(proof.studies_end_on, months_later(today, ADDRESS_COUNTS_MONTHS)),
    )
    look_again(person=person, at=at)
    told: dict[str, Any] = {"valid_on": evidence.valid_until}
    record(facts.EVIDENCE_CONFIRMED, person=person, subject=evidence, by=person, at=at, **told)
    return evidence


@transaction.atomic
def hand_in(*, person: Person, file: Any, studies_end_on: date, at: datetime) -> Evidence:
    """Take a paper for the office to read, in place of one that still waits. Raises ValidationError."""
    check_paper(file)
    kind = kind_of(file)
    person = _locked(person)
    _let_go_waiting(person)
    evidence = Evidence(
        person=person,
        name=plain_name(file.name or "", kind),
        content_type=kind.content_type,
        studies_end_on=studies_end_on,
        shown_at=at,
    )
    evidence.file.save("", file, save=True)
    record(facts.EVIDENCE_HANDED_IN, person=person, subject=evidence, by=person, at=at)
    return evidence


@transaction.atomic
def accept(*, evidence: Evidence, valid_until: date, at: datetime, by: Person) -> None:
    """What was handed in counts until that day; the paper itself goes. Raises DecidedAlready."""
    evidence = _decided(evidence, at, by, valid_until=valid_until)
    look_again(person=evidence.person, at=at)
    told: dict[str, Any] = {"valid_on": valid_until}
    record(facts.EVIDENCE_ACCEPTED, person=evidence.person, subject=evidence, by=by, at=at, **told)
    context = {"valid_on": valid_until}
    _write("membership/evidence_accepted", evidence, context, at)


@transaction.atomic
def ask_again(*, evidence: Evidence, reason: str, at: datetime, by: Person) -> None:
    """What was handed in will not do: ask for another paper and say why; this one goes. Raises DecidedAlready."""
    evidence = _decided(evidence, at, by, reason=reason)
    record(facts.EVIDENCE_ASKED_AGAIN, person=evidence.person, subject=evidence, by=by, at=at, text=reason)
    context = {"reason": reason, "show_url": show_path(evidence.person)}
    _write("membership/evidence_asked_again", evidence, context, at)


def _write(template: str, evidence: Evidence, context: dict[str, Any], at: datetime) -> None:
    # Whose details were erased meanwhile has no address.
    if evidence.person.email:
        send(template=template, person=evidence.person, context=context, about=evidence, at=at)


def _decided(evidence: Evidence, at: datetime, by: Person, **decision: Any) -> Evidence:
    found = Evidence.objects.select_for_update(of=("self",)).select_related("person").get(pk=evidence.pk)
    if found.decided_at:
        raise DecidedAlready
    delete_after_commit(found.file.storage, found.file.name)
    found.file, found.decided_at, found.decided_by = "", at, by
    for name, value in decision.items():
        setattr(found, name, value)
    found.save(update_fields=["file", "decided_at", "decided_by", *decision])
    return found


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _one_at_a_time(address: str) -> None:
    """Wait until nobody else confirms this address; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"evidence {address.casefold()}"])


def _let_go_waiting(person: Person) -> None:
    waiting = Evidence.objects.select_for_update().filter(person=person).waiting().first()
    if waiting:
        delete_after_commit(waiting.file.storage, waiting.file.name)
        waiting.delete()
