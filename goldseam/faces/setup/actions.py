"""The first account of the office, and the day on which the site opens."""

import hashlib
import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person, RoleGrant
from goldseam.faces.setup import facts
from goldseam.faces.setup.models import SetUp
from goldseam.foundation import pagecache
from goldseam.foundation.timeline.record import record

OFFICE = "office"
ADDRESS_TAKEN = _("Somebody with this address was brought in already. Please use another one.")
SECRET_BYTES = 32


class LinkDead(Exception):
    """The link is not, or no longer, the one that opens the set-up."""


class AlreadyOpen(Exception):
    """The site is open to the public."""


def is_peopled() -> bool:
    """Whether somebody runs the office and can come back: with the role and a second factor."""
    strong = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user")
    return RoleGrant.objects.filter(role=OFFICE, ended_at=None, person__in=strong).exists()


@transaction.atomic
def new_link(*, at: datetime) -> str | None:
    """A new secret for the link into the set-up, in place of any before; None when there is nothing to set up.

    There is something to set up where nobody ever held a role, and from then on until the office is peopled or the
    site is open.
    """
    if not SetUp.objects.exists():
        if RoleGrant.objects.exists():
            return None
        SetUp.objects.bulk_create([SetUp(pk=1, begun_at=at)], ignore_conflicts=True)
    begun = SetUp.objects.select_for_update().get()
    if begun.opened_at or is_peopled():
        return None
    secret = secrets.token_urlsafe(SECRET_BYTES)
    SetUp.objects.update(link_hash=_hash(secret))
    return secret


def opens(secret: str) -> bool:
    """Whether this secret opens the set-up now."""
    return SetUp.objects.filter(link_hash=_hash(secret), opened_at=None).exists() and not is_peopled()


def _hash(secret: str) -> str:
    # The secret has 256 random bits: nothing slower is needed to keep it from being found again.
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def begin_account(*, secret: str, given_name: str, family_name: str, email: str, password: str, at: datetime) -> Person:
    """Make the first account of the office, or make it anew while its second factor is missing.

    Whoever holds the link stands at the server, which is believed about the address: no letter can be sent yet.
    Raises LinkDead; AddressTaken when an imported person has the address.
    """
    begun = SetUp.objects.select_for_update().first()
    if begun is None or not opens(secret):
        raise LinkDead
    person = begun.account or people.meet(email=email, given_name=given_name, family_name=family_name, at=at)
    if begun.account is None:
        SetUp.objects.update(account=person)
        people.give_role(person=person, role=OFFICE, at=at, by=None)
        record(facts.CAME_BY_LINK, person=person, subject=person, at=at)
        people.prove_address(person=person, at=at)
    people.change_details(
        person=person, details={"given_name": given_name, "family_name": family_name}, at=at, by=person
    )
    if (person.email or "").lower() != email.lower():
        people.change_address(person=person, email=email, at=at, by=person)
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


def is_open() -> bool:
    """Whether the public sees the site. An association that was never set up here is open."""
    return not SetUp.objects.filter(opened_at=None).exists()


@transaction.atomic
def open_site(*, at: datetime, by: Person) -> None:
    """Let the public in. Raises AlreadyOpen."""
    if not SetUp.objects.filter(opened_at=None).update(opened_at=at):
        raise AlreadyOpen
    record(facts.OPENED, person=by, subject=SetUp.objects.get(), by=by, at=at)
    pagecache.drop()
