"""The people a visitor can be, and those who lead the hubs."""

import base64
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.faces.demo.accounts import ACCOUNTS, PASSWORD, Account
from goldseam.faces.demo.seed.telling import Telling

LEADS = {
    "fife-and-the-east": ("Ailsa", "Drummond-Reyes"),
    "midlands": ("Parveen", "Aldous"),
    "south-wales": ("Ffion", "Darrow"),
    "london-and-the-south-east": ("Tunde", "Marchetti"),
}
HOME_HUB = "yorkshire-and-the-north"
BEGAN = timedelta(days=3 * 365 + 40)


def meet_staff(telling: Telling) -> None:
    """Enter the accounts and the hub leads, give them their roles, passwords and second factors."""
    at = telling.end - BEGAN
    # One hash for all: hashing the same word ten times would take three seconds.
    password = make_password(PASSWORD)
    home = Hub.objects.get(slug=HOME_HUB)
    for account in ACCOUNTS.values():
        person = people.meet(
            email=account.email, given_name=account.given_name, family_name=account.family_name,
            at=at, hub=home, profession=account.profession, postcode_district="LS6",
        )  # fmt: skip
        Person.objects.filter(pk=person.pk).update(password=password)
        people.prove_address(person=person, at=at)
        _give_roles(person, account, home, at)
    for slug, (given_name, family_name) in LEADS.items():
        _meet_lead(Hub.objects.get(slug=slug), given_name, family_name, at)


def _give_roles(person: Person, account: Account, home: Hub, at: datetime) -> None:
    for role in account.grants:
        hub = home if role == "hublead" else None
        people.give_role(person=person, role=role, hub=hub, at=at, by=None)
        if hub:
            Hub.objects.filter(pk=hub.pk).update(lead=person)
    if account.grants:
        TOTP.activate(person, totp_secret(account.slug))


def totp_secret(slug: str) -> str:
    """The same secret on every machine: an authenticator set up once works for every demo."""
    return base64.b32encode(f"goldseam demo {slug}".ljust(20, ".").encode()[:20]).decode()


def _meet_lead(hub: Hub, given_name: str, family_name: str, at: datetime) -> None:
    email = f"{given_name}.{family_name}@hubs.aimh.example".lower()
    person = people.meet(
        email=email, given_name=given_name, family_name=family_name, at=at, hub=hub,
        profession="Hub lead", postcode_district=f"{hub.postcode_areas[0]}1",
    )  # fmt: skip
    people.prove_address(person=person, at=at)
    people.give_role(person=person, role="hublead", hub=hub, at=at, by=None)
    Hub.objects.filter(pk=hub.pk).update(lead=person)
