"""What breaks with a team is noticed, told once, and closed by what mends it."""

from datetime import timedelta

import pytest

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.contracts import ruptures
from goldseam.subjects.teams.actions import assign, change_coordinator
from goldseam.subjects.teams.adding import order_seats
from goldseam.subjects.teams.models import Team
from goldseam.subjects.teams.prices import set_tier
from goldseam.subjects.teams.tests.factories import a_team, herself, known, pays

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def adds(team: Team, seats: int) -> Order:
    order = order_seats(team=team, seats=seats, payer=herself(team), by=team.coordinator, at=NOON)
    return pays(order)


def is_open(kind: str) -> bool:
    return Rupture.objects.filter(kind=kind, closed_at=None).exists()


def test_a_team_that_gave_places_back_is_told_the_ways_on_and_adding_mends_it() -> None:
    team = a_team(5)
    first = Order.objects.get()
    adds(team, 2)
    refund_order(order=first, amount_pence=first.total_pence, reason="changed their mind", by=None, at=NOON)

    look(at=NOON + DAY, only=["team_below_minimum"])

    rupture = Rupture.objects.get()
    assert rupture.person == team.coordinator
    letter = Message.objects.get(template="teams/team_too_small")
    assert "Left are 2, and a team begins with 5." in letter.text
    assert f"/me/team/{team.pk}/seats/" in letter.text
    assert "2 places" in ruptures["team_below_minimum"].words(rupture, at=NOON + DAY).office
    adds(team, 3)
    look(at=NOON + 2 * DAY, only=["team_below_minimum"])
    assert Repair.objects.get().mended_by == "seats_added"


def test_a_minimum_that_the_association_raises_breaks_no_team() -> None:
    team = a_team(5)
    for tier in team.plan.tiers.all():
        tier.withdrawn_at = NOON
        tier.save()
    set_tier(plan=team.plan, from_seats=8, unit_pence=6000, at=NOON, by=None)

    look(at=NOON + DAY, only=["team_below_minimum"])

    assert not is_open("team_below_minimum")


def test_places_that_nobody_takes_up_are_told_after_three_weeks_and_closed_when_all_are_taken() -> None:
    team = a_team(5)
    for number in range(4):
        assign(team=team, person=known(f"Person{number}"), by=team.coordinator, at=NOON)
    look(at=NOON + 20 * DAY, only=["seat_not_taken"])
    assert not is_open("seat_not_taken")

    look(at=NOON + 21 * DAY, only=["seat_not_taken"])

    assert is_open("seat_not_taken")
    assert "are not taken up yet: 1." in Message.objects.get(template="teams/seats_not_taken").text
    assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON + 22 * DAY)
    look(at=NOON + 22 * DAY, only=["seat_not_taken"])
    assert Repair.objects.get().mended_by == "seats_taken"


def test_a_team_whose_coordinator_has_gone_stands_before_the_office_until_another_is_found() -> None:
    team = a_team(5)
    Person.objects.filter(pk=team.coordinator_id).update(email=None, is_active=False)

    look(at=NOON + DAY, only=["coordinator_gone"])

    rupture = Rupture.objects.get()
    assert (rupture.kind, rupture.person) == ("coordinator_gone", None)
    change_coordinator(team=team, coordinator=known("Nia"), by=known("Ruth"), at=NOON + 2 * DAY)
    look(at=NOON + 2 * DAY, only=["coordinator_gone"])
    assert Repair.objects.get().mended_by == "coordinator_found"
