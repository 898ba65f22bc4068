import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldseam.core.people.actions import give_role
from goldseam.faces.portal.sign_in import sign_in
from goldseam.faces.portal.tests.factories import (
    MET,
    SECRET_WORD,
    a_member,
    an_app_for,
    newest_letter,
    shown_by,
    sign_in_by_code,
    staff,
)

pytestmark = pytest.mark.django_db
RUTH = "ruth@families.example"


def set_up_an_app(client: Client) -> str:
    page = client.get("/sign-in/second-factor/totp/activate/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found, page
    client.post("/sign-in/second-factor/totp/activate/", {"code": shown_by(found[1])})
    return found[1]


@pytest.mark.django_db(transaction=True)
def test_staff_without_a_device_are_led_to_set_one_up_and_then_the_office_opens(client: Client) -> None:
    staff("Ruth")
    sign_in_by_code(client, RUTH)

    led = client.get("/office/")
    assert (led.status_code, led["Location"]) == (302, "/sign-in/second-factor/")
    assert b"You have not set one up yet" in client.get(led["Location"]).content
    set_up_an_app(client)

    assert client.get("/office/").status_code == 200
    assert newest_letter("portal/changed").address == RUTH


def test_the_code_for_the_app_is_drawn_without_anything_inline(client: Client) -> None:
    staff("Ruth")
    sign_in_by_code(client, RUTH)
    page = client.get("/sign-in/second-factor/totp/activate/").content.decode()
    assert '<div class="qr" role="img"' in page
    assert "<style" not in page
    assert " style=" not in page


def test_staff_with_a_device_are_asked_for_it_by_every_way_in(client: Client) -> None:
    ruth = staff("Ruth", password=SECRET_WORD)
    secret = an_app_for(ruth)

    by_code = sign_in_by_code(client, RUTH)
    assert by_code["Location"] == "/sign-in/second-factor/authenticate/"
    assert client.get("/me/").status_code == 302
    by_password = Client().post("/sign-in/password/", {"login": RUTH, "password": SECRET_WORD})
    assert by_password["Location"] == "/sign-in/second-factor/authenticate/"

    client.post("/sign-in/second-factor/authenticate/", {"code": shown_by(secret)})
    assert client.get("/office/").status_code == 200


def test_a_code_of_the_app_works_once() -> None:
    ruth = staff("Ruth", password=SECRET_WORD)
    code = shown_by(an_app_for(ruth))
    opened = []
    for _browser in range(2):
        client = Client()
        client.post("/sign-in/password/", {"login": RUTH, "password": SECRET_WORD})
        client.post("/sign-in/second-factor/authenticate/", {"code": code})
        opened.append(client.get("/me/").status_code)
    assert opened == [200, 302]


def test_a_recovery_code_lets_in_once_when_the_phone_is_lost(client: Client) -> None:
    ruth = staff("Ruth")
    sign_in_by_code(client, RUTH)
    set_up_an_app(client)
    page = client.get("/sign-in/second-factor/recovery-codes/", follow=True).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10, page
    for expected in (200, 302):
        other = Client()
        sign_in_by_code(other, RUTH)
        other.post("/sign-in/second-factor/authenticate/", {"code": codes[0]})
        assert other.get("/office/").status_code == expected
    assert ruth.grants.exists()


def test_a_session_from_before_the_device_cannot_remove_it(client: Client) -> None:
    ruth = staff("Ruth", password=SECRET_WORD)
    client.post("/sign-in/password/", {"login": RUTH, "password": SECRET_WORD})
    an_app_for(ruth)

    removal = "/sign-in/second-factor/totp/deactivate/"
    for typed in ({}, {"again-way": "password", "again-password": SECRET_WORD}):
        asked = client.post(removal, typed)
        assert asked.status_code == 403
        assert b"Is it still you?" in asked.content

    assert Authenticator.objects.filter(user=ruth).exists()
    assert client.get("/office/").status_code == 302


def test_a_session_from_before_the_role_passes_its_second_step_again(client: Client) -> None:
    nia = a_member("Nia")
    sign_in_by_code(client, "nia@families.example")
    give_role(person=nia, role="office", at=MET, by=None)
    secret = an_app_for(nia)
    page = client.get("/office/", follow=True)
    assert b"You came in without your second step" in page.content
    passed = client.post("/sign-in/second-factor/reauthenticate/", {"code": shown_by(secret), "next": "/office/"})
    assert passed["Location"] == "/office/"
    assert client.get("/office/").status_code == 200


def test_members_need_no_second_step_but_may_have_one(client: Client) -> None:
    nia = a_member("Nia")
    an_app_for(nia)
    assert sign_in_by_code(client, "nia@families.example")["Location"] == "/sign-in/second-factor/authenticate/"


def test_the_one_click_sign_in_of_a_demo_counts_as_a_second_factor(rf: object, client: Client) -> None:
    ruth = staff("Ruth")
    client.get("/sign-in/")
    request = client.request().wsgi_request
    request.session = client.session
    sign_in(request, ruth, method="demo")
    request.session.save()
    client.cookies["sessionid"] = str(request.session.session_key)
    assert client.get("/office/").status_code == 200
