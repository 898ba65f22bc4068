"""An association on its first day."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import NOON, at_the_desk
from goldseam.faces.setup import actions, preparing

ACCOUNT = {
    "given_name": "Ottilie",
    "family_name": "Marchbank",
    "email": "ottilie@association.example",
    "password1": "a kettle on the hob",
    "password2": "a kettle on the hob",
}


@pytest.fixture
def link(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> str:
    """The address that the terminal prints, at a site that nobody has opened yet."""
    # Hashing a password as it should be takes a third of a second.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(preparing, "remembered", preparing._Remembered())
    secret = actions.new_link(at=NOON)
    assert secret
    return address(secret)


def address(secret: str) -> str:
    return f"/set-up/begin/{secret}/"


@pytest.fixture
def ottilie(link: str) -> Person:
    """She came by the link and has her second factor."""
    answer = Client().post(link, ACCOUNT)
    assert answer.status_code == 302, answer.content.decode()
    person: Person = Person.objects.get(email=ACCOUNT["email"])
    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.fixture
def desk(ottilie: Person) -> Client:
    """Her browser."""
    return at_the_desk(ottilie)
