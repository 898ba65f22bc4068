"""How teams break and are mended: told for the promise that nothing breaks silently."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.subjects.teams.actions import assign, change_coordinator
from goldseam.subjects.teams.adding import order_seats
from goldseam.subjects.teams.models import Team
from goldseam.subjects.teams.tests.factories import a_team, herself, known, pays

Happens: TypeAlias = Callable[[datetime], Person]
Mends: TypeAlias = Callable[[Person, datetime], None]
DAY = timedelta(days=1)


def _looked_after(team: Team) -> Person:
    assert team.coordinator
    return team.coordinator


def _adds(team: Team, seats: int, at: datetime) -> None:
    order = order_seats(team=team, seats=seats, payer=herself(team), by=_looked_after(team), at=at)
    pays(order, at=at)


def gives_places_back(at: datetime) -> Person:
    team = a_team(5, at=at - 2 * DAY)
    first = Order.objects.get()
    _adds(team, 2, at - 2 * DAY)
    refund_order(order=first, amount_pence=first.total_pence, reason="changed their mind", by=None, at=at - 2 * DAY)
    return _looked_after(team)


def adds_places(person: Person, at: datetime) -> None:
    _adds(Team.objects.get(coordinator=person), 3, at)


def leaves_a_place_free(at: datetime) -> Person:
    team = a_team(5, at=at - 22 * DAY)
    for number in range(4):
        assign(team=team, person=known(f"Person{number}"), by=_looked_after(team), at=at - 22 * DAY)
    return _looked_after(team)


def gives_it_out(person: Person, at: datetime) -> None:
    assign(team=Team.objects.get(coordinator=person), person=known("Nia"), by=person, at=at)


def has_gone(at: datetime) -> Person:
    person = _looked_after(a_team(5, at=at - DAY))
    Person.objects.filter(pk=person.pk).update(email=None, is_active=False)
    return person


def somebody_else_looks_after_it(person: Person, at: datetime) -> None:
    change_coordinator(team=Team.objects.get(), coordinator=known("Nia"), by=known("Ruth"), at=at)


# As in the test of the promise: kind, what happens, days and letters of the playbook, what mends it, and its name.
OF_TEAMS: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    ("team_below_minimum", gives_places_back, [0], ["teams/team_too_small"], adds_places, "seats_added"),
    ("seat_not_taken", leaves_a_place_free, [0], ["teams/seats_not_taken"], gives_it_out, "seats_taken"),
    ("coordinator_gone", has_gone, [0], [], somebody_else_looks_after_it, "coordinator_found"),
]
