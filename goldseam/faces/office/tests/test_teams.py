"""The office's list of teams, and the file of one: as few questions for a thousand as for ten."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from goldseam.core.people.models import Organisation
from goldseam.core.sales.models import OrderLine
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation import clock
from goldseam.foundation.clock import local_date
from goldseam.subjects.teams.actions import assign
from goldseam.subjects.teams.inviting import invite
from goldseam.subjects.teams.models import Allotment, Team
from goldseam.subjects.teams.tests.factories import a_team, known

pytestmark = pytest.mark.django_db
TODAY = local_date(NOON)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def many(team: Team, count: int) -> None:
    """So many teams more, each with seven places."""
    names = [Organisation(name=f"Nursery {number}", met_at=NOON) for number in range(count)]
    teams = Team.objects.bulk_create(
        Team(organisation=one, plan=team.plan, coordinator=team.coordinator, began_on=TODAY)
        for one in Organisation.objects.bulk_create(names)
    )
    first = OrderLine.objects.get(allotments__team=team)
    lines = OrderLine.objects.bulk_create(
        OrderLine(order=first.order, kind=first.kind, key=first.key, unit_pence=1, vat_treatment="none") for _ in teams
    )
    Allotment.objects.bulk_create(
        Allotment(team=one, order_line=line, seats=7, starts_on=TODAY, ends_on=TODAY + timedelta(days=364))
        for one, line in zip(teams, lines, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE teams_team, teams_allotment, people_organisation")


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_asks_as_little_for_any_number_of_teams(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    team = a_team(7)
    assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    many(team, count)
    client = at_the_desk(staff("office"))
    client.get("/office/teams/")

    with django_assert_max_num_queries(15):
        page = client.get("/office/teams/").content.decode()

    assert "Nursery" in page


def test_the_file_of_a_team_shows_what_was_bought_and_who_sits_there() -> None:
    team = a_team(7)
    assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    invite(team=team, addresses=["joel@families.example"], by=team.coordinator, at=NOON)

    page = " ".join(at_the_desk(staff("office")).get(f"/office/teams/{team.pk}/").content.decode().split())

    assert "Seats taken: 1 of 7. Kept for invitations: 1." in page
    assert "Nia Sayle" in page
    assert "joel@families.example" in page
