from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldseam.core.people.models import Person
from goldseam.faces.demo.accounts import ACCOUNTS, PASSWORD, current_codes, person_of
from goldseam.faces.demo.seed.places import make_places
from goldseam.faces.demo.seed.staff import meet_staff
from goldseam.faces.demo.seed.telling import Telling
from goldseam.foundation import clock

pytestmark = pytest.mark.django_db

STAFF = ["office", "treasurer", "events", "auditor", "editor", "hublead", "judge"]
ROLES = [*STAFF, "coordinator", "member", "student", "lapsed"]


@pytest.fixture(autouse=True)
def staff(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_places()
    meet_staff(Telling(seed=1, today=clock.local_date(clock.now())))


def test_there_is_an_account_for_every_role() -> None:
    assert list(ACCOUNTS) == ROLES
    for role in ROLES:
        person = Person.objects.get(email=f"{role}@aimh.example")
        assert person.is_proved
        assert person.check_password(PASSWORD)
    assert {role for role in ROLES if Person.objects.get(email=f"{role}@aimh.example").is_staff} == set(STAFF)


def test_the_page_names_them_all_and_shows_the_codes_of_staff(client: Client) -> None:
    seen = client.get("/demo/").content.decode()

    for role in ROLES:
        assert f'name="role" value="{role}"' in seen
        assert f"{role}@aimh.example" in seen
    assert sorted(current_codes()) == sorted(f"{role}@aimh.example" for role in STAFF)
    for code in current_codes().values():
        assert f"<strong>{code}</strong>" in seen
    for place in ("mail/", "mail.json", "clock/", "bank/", "components/"):
        assert f'href="{place}"' in seen or f'href="/demo/{place}"' in seen


def test_the_code_shown_is_the_one_an_authenticator_would_show() -> None:
    factor = Authenticator.objects.get(user__email="office@aimh.example")
    assert factor.wrap().validate_code(current_codes()["office@aimh.example"])


@pytest.mark.parametrize("role", ROLES)
def test_one_press_makes_a_visitor_somebody(client: Client, role: str) -> None:
    answer = client.post("/demo/sign-in/", {"role": role})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person_of(role).pk)
    assert answer["Location"] == ("/office/" if role in STAFF else "/me/")
    assert client.get(answer["Location"]).status_code == 200, "one press counts as a second factor, too"


def test_nobody_else_can_be_become(client: Client) -> None:
    Person.objects.create(given_name="Ada", family_name="Osei", email="ada@aimh.example", met_at=clock.now())
    for role in ("", "ada", "ada@aimh.example", "office@aimh.example", "admin"):
        assert client.post("/demo/sign-in/", {"role": role}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_looking_signs_nobody_in(client: Client) -> None:
    assert client.get("/demo/sign-in/?role=office").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/demo/sign-in/", {"role": "office"}).status_code == 403


def test_the_components_are_shown(client: Client) -> None:
    assert b"Everything a page may be made of" in client.get("/demo/components/").content
