"""Adding and renewing pressed by many at once: one order, one period, one seat for each; with what keeps it so away,
there would be more.
"""

from threading import Barrier
from typing import Any

import pytest
from django.db import transaction

from goldseam.core.mail.models import Message
from goldseam.core.sales.models import Order, OrderLine
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.contracts import CannotFulfil
from goldseam.subjects.teams import adding, carrying, renewing
from goldseam.subjects.teams.adding import order_seats
from goldseam.subjects.teams.models import Allotment, Seat, Team
from goldseam.subjects.teams.renewing import fill_renewed, renew_team
from goldseam.subjects.teams.tests.factories import a_team, herself, pays
from goldseam.subjects.teams.tests.test_renewing import DAY, FIRST, LAST, renews, seated
from tests.promises.members import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 8


def adds_in_many_tabs(team: Team) -> int:
    """How many orders there are once three places were ordered in all of them at once."""

    def press(_tab: int) -> None:
        order_seats(team=team, seats=3, payer=herself(team), by=team.coordinator, at=NOON + DAY)

    all_at_once(press, range(TABS))
    return Order.objects.open().filter(lines__kind=adding.KIND).count()


def test_three_places_pressed_in_eight_tabs_are_one_order() -> None:
    assert adds_in_many_tabs(a_team(5)) == 1


def test_control_without_the_key_each_tab_has_an_order_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    placed = adding.place_order
    monkeypatch.setattr(adding, "place_order", lambda **told: placed(**told | {"key": None}))

    assert adds_in_many_tabs(a_team(5)) == TABS


def renewed_at_once(team: Team, lines: list[OrderLine]) -> int:
    """How many of the orders for one period were given it when all were paid at once."""

    @transaction.atomic
    def give(line: OrderLine) -> int:
        renew_team(line=line, at=LAST - 30 * DAY)
        return 1

    def one(line: OrderLine) -> int:
        try:
            return give(line)
        except CannotFulfil:
            return 0

    return sum(all_at_once(one, lines))


def ordered_by_two(team: Team) -> list[OrderLine]:
    """The coordinator ordered, and somebody at the office ordered the same under a key of its own."""
    first = renews(team, 5)
    Order.objects.filter(pk=first.pk).update(key="another")
    return [first.lines.get(), renews(team, 5).lines.get()]


def test_a_period_that_two_paid_for_at_once_is_given_to_one() -> None:
    team = a_team(5)
    lines = ordered_by_two(team)

    assert renewed_at_once(team, lines) == 1
    assert Allotment.objects.filter(follows_on__isnull=False).count() == 1


def unlocked(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    teams = Team.objects.select_related("organisation", "plan", "coordinator")
    monkeypatch.setattr(module, "lock_team", lambda pk: teams.get(pk=pk))


def test_control_without_the_lock_it_is_given_to_both(monkeypatch: pytest.MonkeyPatch) -> None:
    team = a_team(5)
    lines, both_have_looked, made = ordered_by_two(team), Barrier(2, timeout=20), Allotment.objects.create
    unlocked(monkeypatch, renewing)

    def waits(**told: Any) -> Allotment:
        both_have_looked.wait()
        return made(**told)

    monkeypatch.setattr(Allotment.objects, "create", waits)

    assert renewed_at_once(team, lines) == 2


def carried_at_once(team: Team) -> tuple[int, int]:
    """Two workers carry five people on, one of whom leaves: the seats in the new period, and the letters to her."""
    leaver, *_others = seated(team, 5)
    pays(renews(team, 5, leaving=[leaver.pk]), at=LAST - 30 * DAY)
    all_at_once(lambda _worker: fill_renewed(at=FIRST), range(2), threads=2)
    return Seat.objects.count() - 5, Message.objects.filter(template="teams/seat_ended").count()


def test_two_workers_carry_each_on_once_and_tell_whoever_leaves_once() -> None:
    assert carried_at_once(a_team(5)) == (4, 1)


def test_control_without_the_lock_she_is_told_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    both_have_looked, carry = Barrier(2, timeout=20), carrying._carry
    unlocked(monkeypatch, renewing)

    def waits(team: Team, allotment: Allotment, at: Any) -> int:
        both_have_looked.wait()
        return carry(team, allotment, at)

    monkeypatch.setattr(carrying, "_carry", waits)

    assert carried_at_once(a_team(5)) == (4, 2), "of the terms there is one each: the memberships are locked as well"
