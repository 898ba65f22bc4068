"""Who may set the association up, and what everybody else sees meanwhile."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person, RoleGrant
from goldseam.faces.office.tests.factories import NOON, at_the_desk, somebody, staff
from goldseam.faces.setup import actions, preparing
from goldseam.faces.setup.models import SetUp
from goldseam.faces.setup.tests.factories import ACCOUNT, address
from goldseam.subjects.publishing.tests.factories import a_site

pytestmark = pytest.mark.django_db

PUBLIC = ("/", "/join/", "/blog/", "/library/", "/search/", "/robots.txt", "/me/", "/nothing-here/")


def test_ottilie_comes_by_the_link_and_is_the_first_of_the_office(link: str, client: Client) -> None:
    assert "Welcome. Who are you?" in client.get(link).content.decode()

    answer = client.post(link, ACCOUNT)

    assert answer["Location"] == "/set-up/second-factor/"
    ottilie = Person.objects.get()
    assert (ottilie.roles, ottilie.check_password(ACCOUNT["password1"])) == ({"office"}, True)
    assert client.get("/set-up/")["Location"] == "/sign-in/second-factor/", "the office opens with a second factor"
    page = client.get("/set-up/second-factor/").content.decode()
    assert "/sign-in/second-factor/totp/activate/" in page


def test_the_secret_stands_nowhere_and_cannot_be_guessed(link: str, client: Client) -> None:
    secret = link.split("/")[3]
    assert len(secret) == 43, "256 random bits"
    assert secret not in str(SetUp.objects.values().get())
    for other in ("x", secret[:-1], secret.swapcase(), f"{secret}A", SetUp.objects.get().link_hash):
        assert client.get(address(other)).status_code == 404
        assert client.post(address(other), ACCOUNT).status_code == 404
    assert not Person.objects.exists()


def test_the_link_is_dead_once_the_office_is_peopled(ottilie: Person, client: Client, link: str) -> None:
    assert client.get(link).status_code == 404
    assert client.post(link, ACCOUNT | {"email": "mallory@example.org"}).status_code == 404
    assert actions.new_link(at=NOON) is None, "and no start prints another one"
    assert RoleGrant.objects.get().person == ottilie


def test_a_fresh_start_prints_another_link_and_the_one_before_is_dead(link: str, client: Client) -> None:
    again = actions.new_link(at=NOON)
    assert client.get(link).status_code == 404
    assert client.get(address(again or "")).status_code == 200


def test_whoever_left_before_the_second_factor_comes_by_the_link_again(link: str, client: Client) -> None:
    """Her phone was empty, and she had mistyped her address."""
    client.post(link, ACCOUNT | {"email": "otilie@association.example"})

    Client().post(link, ACCOUNT | {"password1": "a cup of strong tea", "password2": "a cup of strong tea"})

    ottilie = Person.objects.get()
    assert (ottilie.email, ottilie.check_password("a cup of strong tea")) == (ACCOUNT["email"], True)
    assert RoleGrant.objects.count() == 1


def test_an_association_with_staff_is_not_set_up_again(db: None) -> None:
    staff("editor")
    assert actions.new_link(at=NOON) is None
    assert not SetUp.objects.exists()
    assert actions.is_open()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password2": "something else"}, "The two passwords differ"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "ottilie@association.example", "password2": "ottilie@association.example"}, "too similar"),
        ({"email": "nobody"}, "valid email"),
        ({"given_name": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    link: str, client: Client, wrong: dict[str, str], words: str
) -> None:
    answer = client.post(link, ACCOUNT | wrong)
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert 'value="Marchbank"' in page
    assert "kettle" not in page, "a password is never written into a page"
    assert not Person.objects.exists()


def test_an_address_that_was_brought_in_is_said_to_be_taken(link: str, client: Client) -> None:
    somebody("Nia", email=ACCOUNT["email"])
    answer = client.post(link, ACCOUNT)
    assert "was brought in already" in answer.content.decode()
    assert not RoleGrant.objects.exists()


def test_a_stranger_reads_that_the_site_is_being_prepared(link: str, client: Client) -> None:
    a_site()
    for path in PUBLIC:
        answer = client.get(path)
        page = answer.content.decode()
        assert (answer.status_code, "This site is being prepared" in page) == (503, True), path
        assert "set-up" not in page
        assert "no-store" in answer["Cache-Control"]
    for path in ("/set-up/", "/set-up/mail/", "/office/"):
        assert client.get(path)["Location"].startswith("/sign-in/"), path
    assert client.get("/healthz").status_code in (200, 503)


def test_a_member_who_was_brought_in_waits_too_and_staff_see_the_site(ottilie: Person) -> None:
    a_site()
    assert at_the_desk(somebody("Nia")).get("/").status_code == 503
    assert at_the_desk(ottilie).get("/").status_code == 200


def test_once_opened_it_is_open_for_all_and_asked_about_no_more(ottilie: Person, client: Client) -> None:
    a_site()
    actions.open_site(at=NOON, by=ottilie)
    assert client.get("/").status_code == 200
    SetUp.objects.update(opened_at=None)
    assert client.get("/").status_code == 200, "this process has seen it open"
    assert preparing.remembered.is_open


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False], ids=["locked", "control: without the lock"])
def test_three_who_press_at_once_make_one_account(link: str, monkeypatch: pytest.MonkeyPatch, is_locked: bool) -> None:
    all_there = threading.Barrier(3)
    meet = people.meet

    def meet_together(**told: Any) -> Person:
        """Go on when all three are here, or when nobody else can come."""
        with suppress(threading.BrokenBarrierError):
            all_there.wait(0.5)
        return meet(**told)

    monkeypatch.setattr(people, "meet", meet_together)
    if not is_locked:
        monkeypatch.setattr(SetUp.objects, "select_for_update", SetUp.objects.all)

    def press(name: str) -> None:
        Client(raise_request_exception=False).post(link, ACCOUNT | {"email": f"{name}@association.example"})
        connection.close()

    presses = [threading.Thread(target=press, args=[name]) for name in ("one", "two", "three")]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert (Person.objects.count() == RoleGrant.objects.count() == 1) == is_locked
