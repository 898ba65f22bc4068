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
from goldseam.subjects.membership.actions import NothingToEnd, end_given, give_term, is_member
from goldseam.subjects.membership.models import Membership, Pause, Term
from goldseam.subjects.membership.renewals.prospects import renewable
from goldseam.subjects.membership.tests.factories import a_plan, an_association

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


def is_given(nia: Membership, *, after: bool = False) -> Term:
    """An honorary membership for five years, instead of what she has paid for or after it."""
    if not after:
        Term.objects.filter(membership=nia).delete()
    giver = Person.objects.get(given_name="Ruth")
    why = "Thirty years for babies"
    return give_term(person=nia.person, plan=a_plan(), given_as="honorary", months=60, why=why, by=giver, at=NOON)


def test_ruth_ends_what_was_given_with_a_reason_that_nia_reads(ruth: Client, nia: Membership) -> None:
    given = is_given(nia)
    address, typed = f"membership/{given.pk}/end/", {"last_on": "2026-06-30", "why": "It was meant for her sister"}
    file = f"/office/people/{nia.person_id}/"
    assert address in ruth.get(file).content.decode()
    shown = press(ruth, f"{file}{address}", typed).content.decode()
    assert "ends on 30 Jun 2026 instead of 3 May 2031, without grace." in shown
    assert Term.objects.get().cut_short_on is None
    press(ruth, f"{file}{address}", typed, confirmed=True)

    term = Term.objects.get()
    assert (term.ends_on, term.last_on) == (date(2031, 5, 3), date(2026, 6, 30)), "what was said stays on record"
    ended = Fact.objects.get(kind="membership.given_term_ended")
    assert ended.corrects == Fact.objects.get(kind="membership.term_given")
    page = ruth.get(file).content.decode()
    assert "Ended early what was given: Qualified Professional, on 30 June 2026 instead of 3 May 2031" in page
    assert address not in page
    letter = Message.objects.get(template="membership/given_ended").text
    assert "ends on 30 June 2026, and not on 3 May 2031. The reason: It was meant for her sister" in letter
    Person.objects.filter(pk=nia.person_id).update(email_proved_at=NOON)
    nia.person.refresh_from_db()
    for day, is_there in ((date(2026, 6, 30), True), (date(2026, 7, 1), False)):
        assert is_member(nia.person, on=day) is is_there
    assert not renewable().exists(), "nobody writes about renewing it"
    client = Client()
    client.force_login(nia.person)
    history = client.get("/me/history/").content.decode()
    assert "We ended the membership as Qualified Professional that was given to you; its last day is 30 June" in history
    assert "Ruth Staff: It was meant for her sister" in history


def test_what_has_not_begun_is_taken_back_and_what_nia_paid_for_goes_on_as_before(
    ruth: Client, nia: Membership
) -> None:
    paid, given = Term.objects.get(), is_given(nia, after=True)
    assert not renewable().filter(pk=paid.pk).exists(), "the control: something follows it"
    typed = {"last_on": "2026-05-04", "why": "By mistake"}
    shown = press(ruth, f"/office/people/{nia.person_id}/membership/{given.pk}/end/", typed, confirmed=True)

    assert shown.status_code == 302
    assert renewable().filter(pk=paid.pk).exists()
    assert [term.pk for term in Term.objects.filter(cut_short_on=None)] == [paid.pk]
    assert "was to begin on 4 May 2027" in Message.objects.get(template="membership/given_ended").text


def test_what_was_paid_for_or_is_over_is_not_ended_here(ruth: Client, nia: Membership) -> None:
    paid = Term.objects.get()
    address = f"/office/people/{nia.person_id}/membership/{paid.pk}/end/"
    assert (
        "Only a membership that was given"
        in press(ruth, address, {"last_on": "2026-05-04", "why": "x"}).content.decode()
    )
    given = is_given(nia, after=True)
    for last_on in (date(2026, 5, 3), given.ends_on):
        with pytest.raises(NothingToEnd):
            end_given(term=given, last_on=last_on, why="x", by=nia.person, at=NOON)
    address = f"/office/people/{nia.person_id}/membership/{given.pk}/end/"
    assert (
        "before the day on which it ends"
        in press(ruth, address, {"last_on": "2032-05-03", "why": "x"}).content.decode()
    )
