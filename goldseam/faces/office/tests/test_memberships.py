"""What the office does with somebody's membership on their behalf, with the reason in the history."""

from datetime import date

import pytest
from django.test import Client

from goldseam.core.ledger.models import Posting
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Order
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


def test_ruth_makes_nia_an_honorary_member_and_nothing_is_ever_charged(ruth: Client, nia: Membership) -> None:
    file = f"/office/people/{nia.person_id}/"
    plan = Term.objects.get().plan
    typed = {"given_as": "honorary", "plan": str(plan.pk), "years": "5", "why": "Thirty years for babies"}
    shown = press(ruth, f"{file}membership/give/", typed).content.decode()
    assert "is a member as Qualified Professional for 5 years, and pays nothing." in shown
    assert "We write that Ruth Staff gave it, and why: Thirty years for babies" in shown
    assert Term.objects.count() == 1
    press(ruth, f"{file}membership/give/", typed, confirmed=True)

    given = Term.objects.latest("starts_on")
    assert (given.starts_on, given.ends_on) == (date(2027, 5, 4), date(2032, 5, 3)), "after what she has paid for"
    page = ruth.get(file).content.decode()
    assert "Honorary, given by Ruth Staff: Thirty years for babies" in page
    letter = Message.objects.get(template="membership/given").text
    assert "Ruth Staff has made you an honorary member" in letter
    assert "Thirty years for babies" in letter
    assert not Order.objects.exists()
    assert not Posting.objects.exists()
    client = Client()
    Person.objects.filter(pk=nia.person_id).update(email_proved_at=NOON)
    client.force_login(Person.objects.get(pk=nia.person_id))
    history = client.get("/me/history/").content.decode()
    assert "We gave you a membership as Qualified Professional" in history
    assert "Ruth Staff: Thirty years for babies" in history


def test_without_a_reason_nothing_is_given(ruth: Client, nia: Membership) -> None:
    typed = {"given_as": "honorary", "plan": str(Term.objects.get().plan_id), "years": "1", "why": ""}
    assert press(ruth, f"/office/people/{nia.person_id}/membership/give/", typed).status_code == 422
    assert Term.objects.count() == 1
