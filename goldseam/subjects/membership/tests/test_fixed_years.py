"""Plans whose year begins on the same day for everybody: what is said, what is paid, and until when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil_paid_orders
from goldseam.core.sales.models import Order, OrderLine
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.changes.moving import order_change
from goldseam.subjects.membership.changes.offers import choice_of
from goldseam.subjects.membership.models import Membership, Plan, Term
from goldseam.subjects.membership.pausing import CannotPause, pause
from goldseam.subjects.membership.plans.shortened import shortened
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.rehearsal import rehearse, totals
from goldseam.subjects.membership.renewals.stopping import decline
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, noon, pays, terms_of

pytestmark = pytest.mark.django_db(transaction=True)
SEPTEMBER, APRIL = date(2026, 9, 1), date(2027, 4, 1)
NO_YEARS: list[dict[str, Any]] = [
    {"year_month": 2, "year_day": 30},
    {"year_month": 4, "year_day": 31},
    {"year_month": 13, "year_day": 1},
    {"year_month": 4, "year_day": 0},
    {"year_month": 4},
    {"year_day": 1},
    {"year_month": 4, "year_day": 1, "months": 6},
    {"year_month": 4, "year_day": 1, "is_prorated": False},
    {"is_prorated": True},
]
END, NEXT_END = date(2027, 3, 31), date(2028, 3, 31)


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def from_april(**more: Any) -> Plan:
    """£75 a year from 1 April; whoever joins later pays less."""
    return a_plan(**{"year_month": 4, "year_day": 1, "is_prorated": True} | more)


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day))


def read(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def paid_in(order: Order) -> tuple[int, str]:
    return order.total_pence, order.lines.get().note.split(". Hub")[0]


def ordered(plan: Plan, *, on: date, name: str = "Nia", nia: Membership | None = None) -> Order:
    who = Applicant(name, "Ferreday", f"{name.lower()}@families.example", "Health visitor")
    return join(plan=plan, applicant=who, signed_in=nia.person if nia else None, key=None, at=noon(on))


def test_the_pages_say_what_is_paid_today_and_until_when(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from_april()
    it_is(monkeypatch, SEPTEMBER)

    answer: Any = client.get("/join/")
    said = " ".join(answer.content.decode().split())
    assert "<b>£43.75</b> until 31 March 2027, then £75 a year" in said
    assert "Its year begins on 1 April." in said
    assert answer.valid_until == datetime(2026, 9, 1, 23, tzinfo=UTC), "tomorrow there is a month less"
    said = read(client, "/join/qualified/")
    assert "£43.75 until 31 March 2027" in said
    assert "Then £75 a year, if you stay." in said
    assert "Go on to payment, £43.75" in said
    it_is(monkeypatch, date(2026, 9, 2))
    assert "£37.50 until 31 March 2027" in read(client, "/join/qualified/")


def test_a_plan_without_a_fixed_year_says_what_it_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    a_plan()
    it_is(monkeypatch, SEPTEMBER)
    assert "<b>£75</b> a year" in read(client, "/join/")
    assert "£75 a year" in (said := read(client, "/join/qualified/"))
    assert "Until 31 August 2027." in said


def test_nia_joins_part_way_and_renews_by_itself_at_the_full_price() -> None:
    nia = joins(on=SEPTEMBER, plan=from_april())

    order = Order.objects.get()
    assert paid_in(order) == (4375, "1 Sep 2026 to 31 Mar 2027; 7 of 12 months, at £75 a year")
    assert terms_of(nia) == [(SEPTEMBER, END)]
    agreed = order.lines.get().agreement
    assert "On 1 April 2027 charge my card £75," in agreed

    ahead = totals(rehearse(first=END - timedelta(days=20), last=APRIL, on=SEPTEMBER))
    assert [(total.what, total.pence) for total in ahead] == [("announce", 7500), ("charge", 7500)]
    days(END - timedelta(days=15), APRIL + timedelta(days=2))
    assert charges() == [("paid", 7500)]
    assert terms_of(nia) == [(SEPTEMBER, END), (APRIL, NEXT_END)]
    told = " ".join(Message.objects.get(template="membership/renewal_announced").text.split())
    assert "on 1 April 2027 we charge £75.00" in told
    assert "It is for 12 months" in told
    assert "Last time you paid for 7 months." in told
    assert "because the price of the plan has changed" not in told


def test_in_grace_the_whole_year_is_paid_and_after_it_what_is_left() -> None:
    nia = joins(on=SEPTEMBER, plan=from_april(), agrees=False)
    term = Term.objects.get()

    late = order_next(term=term, at=noon(date(2027, 4, 20)))
    assert paid_in(late) == (7500, "1 Apr 2027 to 31 Mar 2028")
    Order.objects.filter(pk=late.pk).update(key="", withdrawn_at=noon(date(2027, 4, 21)))
    lapsed = order_next(term=term, at=noon(date(2027, 6, 1)))
    assert lapsed.total_pence == 6250
    pays(lapsed, at=noon(date(2027, 6, 1)))
    assert terms_of(nia)[-1] == (date(2027, 6, 1), NEXT_END)


def test_a_year_that_always_costs_the_same_is_paid_whole() -> None:
    nia = joins(on=SEPTEMBER, plan=from_april(is_prorated=False, pause_months=0))
    assert paid_in(Order.objects.get()) == (7500, "1 Sep 2026 to 31 Mar 2027")
    assert terms_of(nia) == [(SEPTEMBER, END)]
    with pytest.raises(CannotPause):
        pause(person=nia.person, begins_on=SEPTEMBER, months=1, why="care", by=nia.person, at=noon(SEPTEMBER))


def test_a_twelfth_paid_when_the_year_is_over_buys_a_month_and_not_a_year() -> None:
    late = ordered(from_april(), on=date(2027, 3, 20))
    assert late.total_pence == 625
    pays(late, at=noon(date(2027, 4, 2)))
    assert terms_of(Membership.objects.get()) == [(date(2027, 4, 2), date(2027, 5, 1))]


def test_who_joins_again_has_the_months_that_were_paid_for_after_the_year() -> None:
    plan = from_april()
    nia = joins(on=SEPTEMBER, plan=plan)
    again = ordered(plan, on=date(2026, 10, 1), nia=nia)
    assert again.total_pence == 3750
    pays(again, at=noon(date(2026, 10, 1)))
    assert terms_of(nia) == [(SEPTEMBER, END), (APRIL, date(2027, 9, 30))], "six months, and not a year"

    following = order_next(term=Term.objects.latest("starts_on"), at=noon(date(2027, 9, 20)))
    assert paid_in(following) == (3750, "1 Oct 2027 to 31 Mar 2028; 6 of 12 months, at £75 a year")


def test_an_order_keeps_the_year_it_was_placed_with_whatever_the_plan_becomes() -> None:
    plan = from_april()
    part = ordered(plan, on=SEPTEMBER)
    Plan.objects.update(year_month=None, year_day=None, is_prorated=False)
    whole = ordered(Plan.objects.get(), on=SEPTEMBER, name="Mona")
    Plan.objects.update(year_month=4, year_day=1, is_prorated=True)
    for order in (part, whole):
        pays(order, at=noon(SEPTEMBER))
    fulfil_paid_orders(at=noon(SEPTEMBER))
    ends = {line.order_id: line.terms.get().ends_on for line in OrderLine.objects.all()}
    assert ends == {part.pk: END, whole.pk: date(2027, 8, 31)}


def test_a_pause_moves_the_end_and_the_term_after_it_is_shorter_and_costs_less() -> None:
    nia = joins(on=SEPTEMBER, plan=from_april())
    leaves = date(2027, 1, 1)
    pause(person=nia.person, begins_on=leaves, months=3, why="parental", by=nia.person, at=noon(leaves))

    assert terms_of(nia) == [(SEPTEMBER, date(2027, 6, 29))], "90 days later"
    letter = " ".join(Message.objects.get(template="membership/paused").text.split())
    assert "costs only the whole months that are left of it" in letter
    days(date(2027, 6, 15), date(2027, 7, 2))
    assert charges() == [("paid", 5625)], "30 June to 31 March: nine whole months"
    assert terms_of(nia)[-1] == (date(2027, 6, 30), NEXT_END)


def test_moving_to_a_dearer_plan_costs_the_rest_of_its_year_less_what_is_not_used() -> None:
    nia = joins(on=SEPTEMBER, plan=from_april())
    dear = from_april(slug="supervisor", name="Supervisor", price_pence=12000)
    moves = date(2026, 12, 1)

    choice = choice_of(nia.person, on=moves)
    assert choice
    offer = choice.offers[0]
    credit = 4375 - 4375 * 91 // 212
    assert (offer.price_pence, offer.credit_pence, offer.until_on) == (4000, credit, END)
    order = order_change(person=nia.person, plan=dear, at=noon(moves))
    assert order.total_pence == 4000 - credit == offer.due_pence
    pays(order, at=noon(moves))
    assert terms_of(nia) == [(SEPTEMBER, date(2026, 11, 30)), (moves, END)]


def test_who_comes_from_a_rolling_plan_has_the_rest_of_the_year_next_and_the_office_is_told_of_it() -> None:
    nia = joins(on=SEPTEMBER, plan=a_plan(), agrees=False)
    joins("Mona", on=SEPTEMBER, plan=a_plan())
    decline(person=Person.objects.get(given_name="Mona"), at=noon(SEPTEMBER))
    Plan.objects.update(year_month=4, year_day=1, is_prorated=True)

    assert shortened(Plan.objects.get(), on=SEPTEMBER) == 1, "Mona has no next term"
    following = order_next(term=nia.terms.get(), at=noon(date(2027, 8, 20)))
    assert paid_in(following) == (4375, "1 Sep 2027 to 31 Mar 2028; 7 of 12 months, at £75 a year")
    pays(following, at=noon(date(2027, 8, 20)))
    assert shortened(Plan.objects.get(), on=date(2027, 8, 20)) == 0


def test_the_database_takes_no_year_that_cannot_be() -> None:
    a_plan()
    for told in NO_YEARS:
        known: dict[str, Any] = {"is_prorated": "year_month" in told} | told
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.update(**known)
    assert Plan.objects.update(year_month=2, year_day=29, is_prorated=True) == 1
