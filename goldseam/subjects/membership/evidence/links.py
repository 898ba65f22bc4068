"""The mailed links of evidence: one opens the page that shows it, the other confirms an address. Neither signs in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing

from goldseam.core.people.models import Person

SHOW, PROVE = "membership.evidence", "membership.evidence.address"
# From the welcome to the end of the grace of a long term.
SHOW_FOR, PROVE_FOR = timedelta(days=500), timedelta(days=3)


@dataclass(frozen=True)
class Proof:
    """What the letter to a university stands for."""

    person: Person
    address: str
    studies_end_on: date
    asked_at: datetime


def show_path(person: Person) -> str:
    """The address of the page on which this person shows evidence and does nothing else."""
    return f"/studies/{signing.dumps({'person': person.pk, 'email': person.email}, salt=SHOW)}/"


def person_of(token: str) -> Person | None:
    """Whose page a link is; None when it is forged, old, or was sent to another address."""
    try:
        told = signing.loads(token, salt=SHOW, max_age=SHOW_FOR)
    except signing.BadSignature:
        return None
    return _person(told)


def prove_path(proof: Proof) -> str:
    """The address that confirms an address by having arrived there."""
    told = {
        "person": proof.person.pk,
        "email": proof.person.email,
        "address": proof.address,
        "ends": proof.studies_end_on.isoformat(),
        "at": proof.asked_at.isoformat(),
    }
    return f"/studies/confirm/{signing.dumps(told, salt=PROVE)}/"


def proof_of(token: str) -> Proof | None:
    """What a link to confirm stands for; None as for `person_of`, three days after the letter."""
    try:
        told = signing.loads(token, salt=PROVE, max_age=PROVE_FOR)
    except signing.BadSignature:
        return None
    person = _person(told)
    ends_on, asked_at = date.fromisoformat(told["ends"]), datetime.fromisoformat(told["at"])
    return Proof(person, told["address"], ends_on, asked_at) if person else None


def _person(told: dict[str, object]) -> Person | None:
    people = Person.objects.filter(pk=told["person"], email=told["email"], is_active=True)
    return people.first() if told["email"] else None
