"""Changing an e-mail address: the new one is proved by a mailed link, the old one is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from goldseam.core.mail.actions import Basis, release, send, send_again
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person

SALT = "portal.new_address"
GOOD_FOR = timedelta(days=3)


@dataclass(frozen=True)
class Change:
    """What a mailed link stands for: `person` moves from the address it had then to `email`."""

    person: Person
    email: str
    is_done: bool


def ask_for_proof(*, person: Person, email: str, at: datetime) -> None:
    """Write to the new address. If it belongs to somebody else, the letter says so to them and to nobody else."""
    known = people.find(email)
    if known and known != person:
        send(template="portal/address_known", address=email, basis=Basis.SIGN_IN, at=at)
        return
    told = {"person": person.pk, "from": person.email, "to": email}
    link = f"/me/preferences/address/{signing.dumps(told, salt=SALT)}/"
    send(
        template="portal/new_address",
        person=person,
        address=email,
        context={"link": link, "email": email},
        basis=Basis.SIGN_IN,
        at=at,
    )


def change_of(token: str) -> Change | None:
    """What a mailed link stands for; None when it is forged, older than three days by real time, or overtaken."""
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    people_with_it = Person.objects.unmerged().filter(email__in=[told["from"], told["to"]], is_active=True)
    person = people_with_it.filter(pk=told["person"]).first()
    return Change(person, told["to"], person.email == told["to"]) if person else None


@transaction.atomic
def carry_out(*, change: Change, at: datetime) -> None:
    """Use the new address from now on, send there what had come back, and tell the old one.

    Raises people.AddressTaken when somebody else has come to use it since.
    """
    person, old = change.person, change.person.email
    people.change_address(person=person, email=change.email, at=at, by=person)
    release(address=change.email, at=at)
    send_again(person=person, at=at)
    if old:
        send(
            template="portal/address_changed",
            person=person,
            address=old,
            context={"email": change.email},
            basis=Basis.SIGN_IN,
            at=at,
        )
