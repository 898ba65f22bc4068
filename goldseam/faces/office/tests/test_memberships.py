"""What the office does with somebody's membership on their behalf, with the reason in the history."""

from datetime import date

import pytest
from django.test import Client

from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, press, staff, today_is
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.models import Membership, Pause, Term
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def ruth() -> Client:
    return at_the_desk(staff("office", given_name="Ruth"))


@pytest.fixture
def nia() -> Membership:
    members(1, hub=a_hub("north"))
    return Membership.objects.get()


def test_ruth_pauses_a_membership_and_ends_the_pause(ruth: Client, nia: Membership) -> None:
    file = f"/office/people/{nia.person_id}/"
    assert "Pause the membership" in ruth.get(file).content.decode()
    typed = {"why": "parental", "begins_on": "2026-06-01", "months": "6", "reason": "Rang on Monday"}

    shown = press(ruth, f"{file}membership/pause/", typed).content.decode()
    assert "The membership of Member1 Many is paused from 1 Jun 2026 to 30 Nov" in shown
    assert not Pause.objects.exists()
    press(ruth, f"{file}membership/pause/", typed, confirmed=True)

    assert Term.objects.get().ends_on == date(2027, 11, 2)
    page = ruth.get(file).content.decode()
    assert "Parental leave" in page
    assert "Rang on Monday" in page
    assert Fact.objects.get(kind="membership.paused").by.given_name == "Ruth"
    press(ruth, f"{file}membership/return/", {}, confirmed=True)

    assert Term.objects.get().ends_on == date(2027, 5, 3)
    assert "There is no pause to end." in press(ruth, f"{file}membership/return/", {}).content.decode()


def test_without_a_reason_nothing_is_paused(ruth: Client, nia: Membership) -> None:
    typed = {"why": "other", "begins_on": "2026-06-01", "months": "1", "reason": ""}
    assert press(ruth, f"/office/people/{nia.person_id}/membership/pause/", typed).status_code == 422
    assert not Pause.objects.exists()
