"""Deeds on many rows: the page says what will happen to how many, then it happens once, to the viewer's rows only."""

from datetime import timedelta

import pytest

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.models import Order
from goldseam.faces.office.tests.factories import (
    NOON,
    a_hub,
    at_the_desk,
    chosen,
    members,
    press,
    somebody,
    staff,
    today_is,
)
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db

HUB = "/office/people/many/hub/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def test_olive_moves_all_she_found_to_a_hub_after_reading_how_many() -> None:
    york, london = a_hub("yorkshire"), a_hub("london")
    members(3, hub=london)
    nia = somebody("Nia", "Many", hub=york)
    somebody("Ben", hub=london)
    client = at_the_desk(staff("office", given_name="Olive"))
    asked = f"{HUB}?list=people:list&all=yes&q=many"
    assert "4 people (“many”)" in client.get(asked).content.decode()
    typed = {"hub": york.pk, "of": chosen(client, asked)}

    confirm = press(client, asked, typed).content.decode()
    assert "3 people move to the hub Yorkshire." in confirm
    assert "1 is there already and stays." in confirm
    assert york.people.count() == 1
    assert press(client, asked, typed, confirmed=True).status_code == 302

    assert set(york.people.values_list("family_name", flat=True)) == {"Many"}
    assert york.people.count() == 4
    moves = Fact.objects.filter(kind="people.hub_changed")
    assert {fact.person_id for fact in moves} == {*york.people.exclude(pk=nia.pk).values_list("pk", flat=True)}
    assert {fact.by.given_name for fact in moves if fact.by} == {"Olive"}


def test_a_list_without_a_tick_leads_back_with_a_sentence() -> None:
    somebody("Nia")
    client = at_the_desk(staff("office"))

    answer = client.get(f"{HUB}?list=people:list", follow=True)

    assert answer.redirect_chain[-1][0] == "/office/people/"
    assert "Nothing was ticked." in answer.content.decode()


@pytest.mark.parametrize("asked", ["list=orders:list&all=yes", "list=people:list&row=999999", "of=x"])
def test_rows_of_another_list_or_of_nobody_are_refused(asked: str) -> None:
    somebody("Nia")
    assert at_the_desk(staff("office")).get(f"{HUB}?{asked}")["Location"] == "/office/people/"


def test_more_than_can_be_done_at_once_are_refused_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldseam.faces.office.people.many.MoveToHub.most", 2)
    members(3, hub=a_hub("yorkshire"))
    page = at_the_desk(staff("office")).get(f"{HUB}?list=people:list&all=yes", follow=True)

    assert "4 rows are more than the 2 that can be done at once." in page.content.decode()


def test_who_may_only_look_is_offered_no_deed_and_does_none() -> None:
    somebody("Nia")
    york = a_hub("yorkshire")
    for viewer in (staff("treasurer"), staff("hublead", hub=york)):
        client = at_the_desk(viewer)
        assert "Move to a hub" not in client.get("/office/people/").content.decode()
        assert client.get(f"{HUB}?list=people:list&all=yes").status_code == 403


def test_unpaid_orders_are_set_aside_and_those_with_money_stay() -> None:
    an_association()
    olive = staff("office", given_name="Olive")
    applicants = [Applicant(name, "F", f"{name.lower()}@x.example") for name in ("Nia", "Ben", "Ana")]
    nia, ben, ana = (
        join(plan=a_plan(), applicant=one, signed_in=None, key=None, at=NOON - timedelta(days=2)) for one in applicants
    )
    record_transfer(order=ben, amount_pence=5000, at=NOON, by=olive)
    client = at_the_desk(olive)
    asked = f"/office/orders/many/set-aside/?list=orders:list&row={nia.pk}&row={ben.pk}"
    typed = {"of": chosen(client, asked)}

    confirm = press(client, asked, typed).content.decode()
    assert "1 unpaid order is set aside." in confirm
    assert "1 stays as it is" in confirm
    press(client, asked, typed, confirmed=True)

    assert {order.pk for order in Order.objects.filter(withdrawn_at=NOON)} == {nia.pk}
    assert Order.objects.get(pk=ana.pk).withdrawn_at is None
    fact = Fact.objects.get(kind="sales.order_withdrawn")
    assert (fact.subject, fact.by) == (f"sales.order:{nia.pk}", Person.objects.get(pk=olive.pk))
