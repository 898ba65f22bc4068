"""Places that are added while the team's period runs: by the day, to the penny, and only once they are paid."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.core.ledger.actions import balance
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import CannotFulfil
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.actions import assign, paid_seats
from goldseam.subjects.teams.adding import Addition, Period, add_seats, addition_of, order_seats, ordered_seats
from goldseam.subjects.teams.models import Allotment, Seat, Team
from goldseam.subjects.teams.tests.factories import a_team, herself, known, orders, pays, prices_for_teams
from tests.promises.sizes import size

TODAY = local_date(NOON)
DAY = timedelta(days=1)
BEGAN = date(2027, 3, 1)
lengths, pence, seats_of = st.integers(1, 1100), st.integers(0, 1_000_000), st.integers(1, 5000)
many = settings(max_examples=size(60, 5000), deadline=None)


def period(days: int, seats: int = 5) -> Period:
    return Period(BEGAN, BEGAN + (days - 1) * DAY, seats)


@many
@given(lengths, pence, st.data())
def test_what_is_paid_is_the_share_of_the_days_less_than_a_penny_off(
    length: int, whole: int, data: st.DataObject
) -> None:
    team_year, on = period(length), BEGAN + data.draw(st.integers(0, length - 1)) * DAY

    paid = team_year.part_of(whole, on)

    assert 0 <= team_year.left_days(on) * whole - paid * length < length
    assert 0 <= paid <= whole


@many
@given(lengths, pence, st.data())
def test_a_day_later_never_costs_more_and_the_first_day_costs_the_whole(
    length: int, whole: int, data: st.DataObject
) -> None:
    team_year, on = period(length), BEGAN + data.draw(st.integers(0, length - 1)) * DAY

    assert team_year.part_of(whole, BEGAN) == whole
    assert team_year.part_of(whole, on + DAY) <= team_year.part_of(whole, on)
    assert team_year.part_of(whole, team_year.ends_on + DAY) == 0


@many
@given(lengths, pence, seats_of, seats_of, st.data())
def test_two_orders_of_one_day_and_price_cost_what_one_does(
    length: int, whole: int, first: int, second: int, data: st.DataObject
) -> None:
    on = BEGAN + data.draw(st.integers(0, length - 1)) * DAY

    def total(seats: int) -> int:
        return Addition(period(length), seats, on, whole, whole).total_pence

    assert total(first) + total(second) == total(first + second)


def more(team: Team, seats: int, *, days: int = 0) -> Order:
    return order_seats(team=team, seats=seats, payer=herself(team, "PO-18"), by=team.coordinator, at=NOON + days * DAY)


@pytest.mark.django_db
def test_three_more_of_seven_cost_the_price_of_ten_for_the_days_that_are_left() -> None:
    team, day = a_team(7), TODAY + 100 * DAY
    days = (team.allotments.get().ends_on - team.allotments.get().starts_on).days + 1

    order = more(team, 3, days=100)

    (line,) = order.lines.all()
    assert addition_of(team, 3, on=day).year_pence == 6000
    assert (line.quantity, line.unit_pence) == (3, 6000 * (days - 100) // days)
    assert (order.payer_address, order.purchase_order) == ("Bramble Lane Nurseries", "PO-18")
    assert paid_seats(team=team, at=NOON + 100 * DAY) == 7, "they are there when they are paid"

    pays(order, at=NOON + 103 * DAY)

    added = Allotment.objects.get(order_line=line)
    assert (added.seats, added.starts_on, added.ends_on) == (3, day, team.allotments.first().ends_on)
    assert paid_seats(team=team, at=NOON + 103 * DAY) == 10
    seat = assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON + 103 * DAY)
    assert seat.term.ends_on == added.ends_on
    assert balance("income:membership") == -(45500 + order.total_pence)
    assert not ordered_seats(team, at=NOON + 103 * DAY).exists()


@pytest.mark.django_db
def test_another_number_takes_the_place_of_what_is_not_paid_and_what_is_paid_stands() -> None:
    team = a_team(7)
    first = more(team, 2)
    assert more(team, 2) == first, "pressing twice is one order"

    second = more(team, 3)

    first.refresh_from_db()
    assert first.withdrawn_at
    assert list(ordered_seats(team, at=NOON)) == [second]
    pays(second)
    third = more(team, 3)
    assert third != second
    pays(third)
    assert paid_seats(team=team, at=NOON) == 13


@pytest.mark.django_db
def test_money_back_for_added_places_ends_them_and_leaves_the_others() -> None:
    team = a_team(5)
    order = pays(more(team, 2))
    people = [assign(team=team, person=known(f"Person{n}"), by=team.coordinator, at=NOON + n * DAY) for n in range(7)]

    refund_order(order=order, amount_pence=order.total_pence, reason="changed their mind", by=None, at=NOON + 9 * DAY)

    assert paid_seats(team=team, at=NOON + 9 * DAY) == 5
    assert set(Seat.objects.filter(ended_at=None)) == set(people[:5]), "who was seated last goes first"
    assert more(team, 2, days=9).received_pence == 0, "they can be ordered anew"


@pytest.mark.django_db
def test_after_its_end_nothing_is_added_and_late_money_is_not_kept_for_nothing() -> None:
    team = a_team(7)
    ends_on = team.allotments.get().ends_on
    left = (ends_on - TODAY).days
    order = more(team, 1, days=left)
    assert local_date(order.expires_at - DAY) == ends_on

    with pytest.raises(NotForSale):
        more(team, 1, days=left + 1)
    pays(order, at=NOON + left * DAY)
    assert paid_seats(team=team, at=NOON + left * DAY) == 8


@pytest.mark.django_db
def test_a_team_in_a_fixed_year_pays_the_months_that_are_left_and_adds_by_the_day() -> None:
    plan = prices_for_teams()
    # Its year begins four months after today.
    month = (TODAY.month + 3) % 12 + 1
    Plan.objects.filter(pk=plan.pk).update(year_month=month, year_day=1, is_prorated=True)
    plan.refresh_from_db()

    order = pays(orders(6))

    allotment = Allotment.objects.get()
    assert allotment.ends_on == plan.ends_on(TODAY)
    assert order.total_pence == 6 * plan.share(6500, TODAY) < 6 * 6500
    assert addition_of(allotment.team, 1, on=TODAY).unit_pence == plan.share(6500, TODAY)
    assert addition_of(allotment.team, 1, on=allotment.ends_on).unit_pence < 100


@pytest.mark.django_db
def test_a_place_that_is_paid_for_when_all_is_over_is_for_the_office() -> None:
    line = more(a_team(7), 1).lines.get()

    with pytest.raises(CannotFulfil, match="period of the team is over"):
        add_seats(line=line, at=NOON + 400 * DAY)
