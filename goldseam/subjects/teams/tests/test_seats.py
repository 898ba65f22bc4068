"""Seats never leak: what is given out is never more than what was paid for, whatever happens in whatever order."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.actions import RunsLonger, add_term, current_term
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.pausing import CannotPause, ask_pause
from goldseam.subjects.membership.renewals.stopping import last_term
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.teams import actions
from goldseam.subjects.teams.actions import (
    AlreadySeated,
    ChangedTooOften,
    NoSeatFree,
    assign,
    paid_seats,
    remove,
    used_seats,
)
from goldseam.subjects.teams.adding import order_seats
from goldseam.subjects.teams.inviting import invite
from goldseam.subjects.teams.models import Seat, Team
from goldseam.subjects.teams.renewing import fill_renewed, order_renewal
from goldseam.subjects.teams.tests.factories import a_team, herself, known, pays
from tests.ledger import unbalanced_entries
from tests.promises.members import all_at_once
from tests.promises.sizes import FULL, size

pytestmark = pytest.mark.django_db
TODAY = local_date(NOON)
DAY = timedelta(days=1)


def test_a_seat_gives_what_the_plan_gives_until_the_team_ends() -> None:
    team, nia = a_team(), known("Nia")

    seat = assign(team=team, person=nia, by=team.coordinator, at=NOON)

    term = current_term(nia, on=TODAY)
    assert term == seat.term
    assert (term.plan.slug, term.order_line, term.is_seat) == ("qualified", None, True)
    assert term.ends_on == team.allotments.get().ends_on
    assert nia.affiliations.get().organisation == team.organisation
    assert (seat.assigned_at, seat.assigned_by) == (NOON, team.coordinator)


def test_the_eighth_person_gets_none_of_seven_seats() -> None:
    team = a_team(7)
    for number in range(7):
        assign(team=team, person=known(f"Person{number}"), by=team.coordinator, at=NOON)

    with pytest.raises(NoSeatFree):
        assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)

    assert current_term(known("Nia"), on=TODAY) is None


def test_a_seat_taken_back_is_free_for_somebody_else_and_its_history_stays() -> None:
    team, nia = a_team(5), known("Nia")
    seat = assign(team=team, person=nia, by=team.coordinator, at=NOON)
    later = NOON + 30 * DAY

    assert remove(seat=seat, by=team.coordinator, at=later)
    assert not remove(seat=seat, by=team.coordinator, at=later), "twice changes nothing"

    seat.refresh_from_db()
    assert (seat.ended_at, seat.ended_by) == (later, team.coordinator)
    assert seat.term.last_on == local_date(later) - DAY
    assert current_term(nia, on=local_date(later)) is None
    assert Fact.objects.filter(person=nia, kind="teams.seat_ended").count() == 1
    assert used_seats(team=team, at=later) == 0
    again = assign(team=team, person=nia, by=team.coordinator, at=later)
    assert again.term.starts_on == local_date(later)
    assert Seat.objects.count() == 2


def test_whoever_has_an_own_membership_keeps_it_and_the_seat_begins_the_day_after() -> None:
    joan = known("Joan")
    own = add_term(person=joan, plan=a_plan(), at=NOON - 200 * DAY)
    team = a_team()

    seat = assign(team=team, person=joan, by=team.coordinator, at=NOON)

    own.refresh_from_db()
    assert own.cut_short_on is None
    assert seat.term.starts_on == own.ends_on + DAY
    assert used_seats(team=team, at=NOON) == 1, "it is kept for her meanwhile"


def test_a_seat_that_would_end_before_an_own_membership_is_not_given() -> None:
    team, joan = a_team(), known("Joan")
    own = add_term(person=joan, plan=a_plan(), at=NOON + DAY)

    with pytest.raises(RunsLonger) as refusal:
        assign(team=team, person=joan, by=team.coordinator, at=NOON + DAY)

    assert refusal.value.until == own.ends_on
    assert used_seats(team=team, at=NOON) == 0


def test_a_seat_is_not_for_its_holder_to_renew_or_to_pause() -> None:
    team, nia = a_team(), known("Nia")
    assign(team=team, person=nia, by=team.coordinator, at=NOON)

    assert last_term(nia) is None
    with pytest.raises(CannotPause, match="place in a team"):
        ask_pause(person=nia, begins_on=TODAY, months=2, on=TODAY)


def test_nobody_has_two_seats_of_one_team() -> None:
    team, nia = a_team(), known("Nia")
    assign(team=team, person=nia, by=team.coordinator, at=NOON)

    with pytest.raises(AlreadySeated):
        assign(team=team, person=nia, by=team.coordinator, at=NOON)


def test_after_its_period_a_team_has_no_seats_to_give() -> None:
    team = a_team()
    assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    after = NOON + 366 * DAY

    assert (paid_seats(team=team, at=after), used_seats(team=team, at=after)) == (0, 0)
    with pytest.raises(NoSeatFree):
        assign(team=team, person=known("Joel"), by=team.coordinator, at=after)


def comes_and_goes(team: Team, count: int, at: Any) -> None:
    for number in range(count):
        seat = assign(team=team, person=known(f"Guest{number}"), by=team.coordinator, at=at)
        remove(seat=seat, by=team.coordinator, at=at + DAY)


def test_each_place_changes_hands_as_often_as_the_plan_allows() -> None:
    team = a_team(5)
    comes_and_goes(team, 10, NOON)
    later = NOON + 2 * DAY

    with pytest.raises(ChangedTooOften):
        assign(team=team, person=known("Nia"), by=team.coordinator, at=later)
    with pytest.raises(ChangedTooOften):
        invite(team=team, addresses=["nia@bramble.example"], by=team.coordinator, at=later)
    assign(team=team, person=known("Guest3"), by=team.coordinator, at=later)  # who had one is nobody new

    Plan.objects.update(seat_changes=2)
    assert assign(team=Team.objects.get(), person=known("Nia"), by=team.coordinator, at=later)


def test_with_the_next_period_the_changes_are_counted_anew() -> None:
    team = a_team(5)
    comes_and_goes(team, 10, NOON)
    order = order_renewal(team=team, seats=5, leaving=(), payer=herself(team), by=team.coordinator, at=NOON + 340 * DAY)
    pays(order, at=NOON + 340 * DAY)

    assert assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON + 366 * DAY)


class OneTeam(RuleBasedStateMachine):
    """A team of five, and nine people who come and go; money goes back and comes again."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON
        self.block = transaction.atomic()
        self.block.__enter__()
        self.teams = [a_team(5)]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(number=st.integers(0, 8), which=st.integers(0, 3))
    def somebody_is_seated(self, number: int, which: int) -> None:
        team = self.teams[which % len(self.teams)]
        with suppress(NoSeatFree, ChangedTooOften, AlreadySeated, RunsLonger):
            assign(team=team, person=known(f"Person{number}"), by=team.coordinator, at=self.at)

    @rule(number=st.integers(0, 8))
    def somebody_is_removed(self, number: int) -> None:
        for seat in Seat.objects.filter(ended_at=None, term__membership__person=known(f"Person{number}"))[:1]:
            remove(seat=seat, by=seat.team.coordinator, at=self.at)

    @rule(number=st.integers(0, 8))
    def somebody_joins_on_their_own(self, number: int) -> None:
        add_term(person=known(f"Person{number}"), plan=a_plan(), at=self.at)

    @rule(seats=st.integers(5, 7))
    def another_team_is_bought(self, seats: int) -> None:
        if len(self.teams) < 3:
            self.teams.append(a_team(seats, at=self.at, organisation=f"Nursery {len(self.teams)}"))

    @rule(which=st.integers(0, 3), seats=st.integers(1, 3))
    def more_seats_are_bought(self, which: int, seats: int) -> None:
        team = self.teams[which % len(self.teams)]
        with suppress(NotForSale):
            order = order_seats(team=team, seats=seats, payer=herself(team), by=team.coordinator, at=self.at)
            pays(order, at=self.at)

    @rule(which=st.integers(0, 3), seats=st.integers(5, 7))
    def it_is_renewed(self, which: int, seats: int) -> None:
        team = self.teams[which % len(self.teams)]
        with suppress(NotForSale):
            order = order_renewal(
                team=team, seats=seats, leaving=(), payer=herself(team), by=team.coordinator, at=self.at
            )
            pays(order, at=self.at)

    @rule()
    def the_day_is_swept(self) -> None:
        fill_renewed(at=self.at)

    @rule(which=st.integers(0, 3))
    def the_money_goes_back(self, which: int) -> None:
        team = self.teams[which % len(self.teams)]
        for order in Order.objects.filter(lines__allotments__team=team).distinct():
            if left := order.received_pence - order.returned_pence:
                refund_order(order=order, amount_pence=left, reason="changed their mind", by=None, at=self.at)

    @rule(days=st.integers(1, 250))
    def days_go_by(self, days: int) -> None:
        self.at += days * DAY

    @invariant()
    def no_more_seats_are_used_than_were_paid_for(self) -> None:
        for team in self.teams:
            assert used_seats(team=team, at=self.at) <= paid_seats(team=team, at=self.at)

    @invariant()
    def everybody_has_one_running_term_at_most_and_a_running_seat_gives_one(self) -> None:
        running = Term.objects.current(on=local_date(self.at)).values_list("membership", flat=True)
        assert len(running) == len(set(running))
        for seat in Seat.objects.filter(ended_at__isnull=False).select_related("term"):
            assert seat.term.last_on < local_date(self.at)

    @invariant()
    def the_books_balance(self) -> None:
        assert unbalanced_entries() == []


def test_whatever_happens_in_whatever_order_no_seat_leaks() -> None:
    run_state_machine_as_test(
        OneTeam,
        settings=settings(max_examples=size(3, 500), stateful_step_count=14, deadline=None, derandomize=not FULL),
    )


def seated_at_once(team: Team, people: list[Any]) -> int:
    def ask(person: Any) -> int:
        try:
            assign(team=team, person=person, by=team.coordinator, at=NOON)
        except NoSeatFree:
            return 0
        return 1

    return sum(all_at_once(ask, people))


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_as_many_seats_as_were_paid_for() -> None:
    seats, people = size(5, 10), [known(f"Person{number}") for number in range(size(16, 100))]
    team = a_team(seats)

    assert seated_at_once(team, people) == seats
    assert Seat.objects.filter(ended_at=None).count() == seats


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_more_are_seated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is there to be lost: each counts before any other has entered its seat."""
    people = [known(f"Person{number}") for number in range(8)]
    team = a_team(5)
    all_have_counted = Barrier(8, timeout=20)
    counted = actions.paid_seats

    def waits(*, team: Team, at: Any) -> int:
        found = counted(team=team, at=at)
        all_have_counted.wait()
        return found

    monkeypatch.setattr(actions, "lock_team", lambda pk: Team.objects.select_related("organisation", "plan").get(pk=pk))
    monkeypatch.setattr(actions, "paid_seats", waits)

    assert seated_at_once(team, people) > 5
