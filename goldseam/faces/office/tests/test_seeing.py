"""The office sees the site as Nia does: with her leave or for a written reason, for half an hour, changing nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goldseam.core.mail.models import Message
from goldseam.core.people.actions import end_role, give_role
from goldseam.core.people.models import Person
from goldseam.core.people.seeing import end_permit, give_permit
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.access import eyes
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.cpd.models import Activity
from goldseam.subjects.library.actions import enter_factsheet, publish_version
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.publishing.tests.factories import a_site

pytestmark = pytest.mark.django_db
WHY = "She telephoned: her card shows the wrong hub."


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    an_association()
    today_is(monkeypatch, NOON)


@pytest.fixture
def nia() -> Person:
    nia = somebody("Nia")
    with transaction.atomic():
        add_term(person=nia, plan=a_plan(opens_library=True), at=NOON)
    return nia


@pytest.fixture
def ruth() -> Person:
    return staff("office", given_name="Ruth")


def looks(ruth: Person, nia: Person, reason: str = WHY) -> Client:
    """Ruth's browser, in which she sees the site as Nia does."""
    client = at_the_desk(ruth)
    answer = press(client, f"/office/people/{nia.pk}/eyes/", {"reason": reason})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/me/"
    return client


def page(client: Client, path: str = "/me/") -> str:
    response: Any = client.get(path)
    assert response.status_code == 200, response.content.decode()
    return str(response.content.decode())


def test_with_a_reason_ruth_sees_what_nia_sees_and_every_page_says_so(nia: Person, ruth: Person) -> None:
    a_site()
    client = looks(ruth, nia)
    for path in ("/me/", "/", "/join/", "/me/history/", "/search/?q=x", "/library/", "/me/preferences/"):
        told = page(client, path)
        assert "You see the site as Nia Ferreday does." in told, path
        assert "You are Ruth Staff; it ends by itself in 30 minutes." in " ".join(told.split()), path
        assert 'action="/own-eyes/"' in told, path
    assert "You see the site" not in page(at_the_desk(nia)), "Nia herself sees no banner"


def test_it_stands_in_her_history_and_in_her_file_and_she_is_told_by_letter(nia: Person, ruth: Person) -> None:
    looks(ruth, nia)
    own = page(at_the_desk(nia), "/me/history/")
    assert "The office looked at your pages" in own
    assert f"Ruth Staff: {WHY}" in own
    file = page(at_the_desk(ruth), f"/office/people/{nia.pk}/")
    assert "for a reason" in file
    assert WHY in file
    letter = Message.objects.get(template="office/seen")
    assert letter.address == nia.email
    assert WHY in letter.text
    assert "Ruth Staff" in letter.text


@pytest.mark.parametrize("reason", ["", "why", "because because because", "a b c d", "   "])
def test_without_leave_a_sentence_is_asked_for(nia: Person, ruth: Person, reason: str) -> None:
    client = at_the_desk(ruth)
    answer = press(client, f"/office/people/{nia.pk}/eyes/", {"reason": reason})
    assert answer.status_code == 422
    assert not Fact.objects.filter(kind__startswith="people.seen").exists()
    assert eyes.KEY not in client.session


def test_with_her_leave_no_reason_is_needed_and_no_letter_goes_out(nia: Person, ruth: Person) -> None:
    own = at_the_desk(nia)
    told = own.post("/me/preferences/eyes/", {"days": "1"}, follow=True).content.decode()
    assert "The office may see your pages now." in told
    assert "End it now" in told
    looks(ruth, nia, reason="")
    assert not Message.objects.filter(template="office/seen").exists()
    history = page(own, "/me/history/")
    assert "The office looked at your pages, as you had allowed" in history
    assert "until 5 May 2026" in history


def test_when_she_takes_it_back_the_next_page_is_ruths_own(nia: Person, ruth: Person) -> None:
    give_permit(person=nia, days=7, at=NOON)
    client = looks(ruth, nia, reason="")
    end_permit(person=nia, at=NOON)
    told = page(client)
    assert "You see with your own eyes again." in told
    assert "You see the site as" not in told
    assert "Ruth Staff" in told


def test_a_leave_ends_by_itself(nia: Person, ruth: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    give_permit(person=nia, days=1, at=NOON)
    client = looks(ruth, nia, reason="")
    today_is(monkeypatch, NOON + timedelta(days=1, minutes=1))
    assert "You see the site as" not in page(client)
    assert press(at_the_desk(ruth), f"/office/people/{nia.pk}/eyes/", {"reason": ""}).status_code == 422


def test_only_a_day_or_a_week_can_be_given(nia: Person) -> None:
    own = at_the_desk(nia)
    for days in ("", "0", "400", "-1", "x"):
        told = own.post("/me/preferences/eyes/", {"days": days}, follow=True).content.decode()
        assert "Please choose for how long." in told
    assert not nia.view_permits.exists()


def test_a_new_leave_takes_the_place_of_the_one_before(nia: Person) -> None:
    give_permit(person=nia, days=1, at=NOON)
    give_permit(person=nia, days=7, at=NOON + timedelta(hours=1))
    assert nia.view_permits.filter(ended_at=None).get().until == NOON + timedelta(days=7, hours=1)


def test_after_half_an_hour_it_is_over(nia: Person, ruth: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client = looks(ruth, nia)
    until = client.session[eyes.KEY]["until"]
    monkeypatch.setattr(eyes.time, "time", lambda: until - 1)
    assert "in 1 minute." in page(client)
    monkeypatch.setattr(eyes.time, "time", lambda: until)
    told = page(client)
    assert "You see with your own eyes again." in told
    assert "You see the site as" not in told
    assert eyes.KEY not in client.session


def test_one_button_ends_it_and_leads_back_to_the_file(nia: Person, ruth: Person) -> None:
    client = looks(ruth, nia)
    assert client.get("/own-eyes/").status_code == 405
    assert client.post("/own-eyes/")["Location"] == f"/office/people/{nia.pk}/"
    assert "You see the site as" not in page(client)
    assert client.get("/office/").status_code == 200


THEIRS_ALONE = [
    *("/me/preferences/", "/me/preferences/address/", "/me/preferences/close/", "/me/preferences/close/keep/"),
    *("/me/preferences/copy/", "/me/preferences/eyes/", "/me/preferences/eyes/end/", "/me/cpd/add/"),
    *("/me/preferences/browsers/others/end/", "/join/qualified/", "/sign-in/", "/sign-in/password/set/"),
    *("/sign-in/second-factor/totp/activate/", "/sign-in/second-factor/totp/deactivate/", "/office/", "/me/"),
]


@pytest.mark.parametrize("path", THEIRS_ALONE)
def test_nothing_is_done_in_her_name(nia: Person, ruth: Person, path: str) -> None:
    client = looks(ruth, nia)
    before = (Fact.objects.count(), Message.objects.count())
    answer = client.post(path, {"given_name": "X", "days": "1", "email": "thief@families.example"})
    assert answer.status_code == 403
    assert b"This is theirs alone" in answer.content
    assert b"You look with the eyes of Nia Ferreday" in answer.content
    assert (Fact.objects.count(), Message.objects.count()) == before


@pytest.mark.parametrize(
    "path",
    [
        *("/me/preferences/close/", "/me/preferences/copy/download/", "/me/preferences/browsers/", "/office/"),
        *("/sign-in/second-factor/", "/sign-in/second-factor/recovery-codes/", "/sign-in/second-factor/totp/activate/"),
        *("/sign-in/password/change/", "/sign-in/password/set/", "/set-up/"),
    ],
)
def test_what_only_she_may_see_stays_shut(nia: Person, ruth: Person, path: str) -> None:
    client = looks(ruth, nia)
    answer = client.get(path)
    assert answer.status_code == 403
    assert b"This is theirs alone" in answer.content


def test_reading_with_her_eyes_adds_nothing_to_her_learning(nia: Person, ruth: Person) -> None:
    sheet = enter_factsheet(slug="calm", number=1, title="Calm", summary="For all.", minutes=30, at=NOON, by=None)
    publish_version(factsheet=sheet, body="<p>The text, for members.</p>", authors=["A."], at=NOON, by=None)
    client = looks(ruth, nia)
    assert "The text, for members." in page(client, "/library/calm/")
    assert not Activity.objects.exists()
    assert "The text, for members." in page(at_the_desk(nia), "/library/calm/")
    assert Activity.objects.exists(), "the control: her own reading is kept"


def test_nobody_sees_with_the_eyes_of_the_office(ruth: Person, nia: Person) -> None:
    other = staff("editor", given_name="Imogen")
    desk = at_the_desk(ruth)
    assert "See with their eyes" not in page(desk, f"/office/people/{other.pk}/")
    assert "See with their eyes" in page(desk, f"/office/people/{nia.pk}/")
    answer = press(desk, f"/office/people/{other.pk}/eyes/", {"reason": WHY})
    assert answer.status_code == 422
    assert b"never for somebody who has a role here" in answer.content


def test_it_ends_when_she_gets_a_role_or_ruth_loses_hers(nia: Person, ruth: Person) -> None:
    client = looks(ruth, nia)
    grant = give_role(person=nia, role="treasurer", at=NOON, by=None)
    assert "You see the site as" not in page(client)
    end_role(grant=grant, at=NOON, by=ruth)
    client = looks(ruth, nia)
    end_role(grant=ruth.grants.get(), at=NOON, by=nia)
    assert "You see the site as" not in page(client)


@pytest.mark.parametrize("role", ["treasurer", "hublead", "auditor", "editor"])
def test_only_the_office_may(nia: Person, role: str) -> None:
    other = staff(role, hub=a_hub("leeds") if role == "hublead" else None)
    assert at_the_desk(other).get(f"/office/people/{nia.pk}/eyes/").status_code == 403


def test_pages_seen_so_never_come_from_the_page_cache_and_never_go_there(nia: Person, ruth: Person) -> None:
    a_site()
    client = looks(ruth, nia)
    for path in ("/", "/join/", "/library/"):
        response = client.get(path)
        assert response["Cache-Control"] == "private, no-store"
        assert "You see the site as" in response.content.decode()
        assert "You see the site as" not in Client().get(path).content.decode()
    assert settings.SESSION_COOKIE_NAME in client.cookies


def test_a_form_opened_with_other_eyes_is_void_afterwards(nia: Person, ruth: Person) -> None:
    """The control is in the last line: with the token of a page of her own the same form is taken."""
    client = looks(ruth, nia)
    checked = Client(enforce_csrf_checks=True)
    checked.cookies = client.cookies

    def token(path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page(checked, path))
        assert found
        return found[1]

    typed = {"given_name": "Nia", "family_name": "Ferreday", "csrfmiddlewaretoken": token("/me/preferences/")}
    checked.post("/own-eyes/", {"csrfmiddlewaretoken": typed["csrfmiddlewaretoken"]})
    assert checked.post("/me/preferences/", typed).status_code == 403
    assert Person.objects.get(pk=ruth.pk).given_name == "Ruth"
    own = token("/me/preferences/")
    assert checked.post("/me/preferences/", typed | {"csrfmiddlewaretoken": own}).status_code == 302


def test_a_way_in_that_the_gate_does_not_know_would_be_seen(nia: Person, ruth: Person) -> None:
    """The control of what is refused above: the same address with her own eyes."""
    desk = at_the_desk(ruth)
    assert desk.get(reverse("portal:browsers")).status_code == 200
    assert desk.get("/office/").status_code == 200
