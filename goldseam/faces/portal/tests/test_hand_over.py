"""A member leaves the team by herself; a coordinator hands over to somebody else."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.portal.tests.test_team import looks_after, page_of
from goldseam.foundation import clock
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.actions import current_term
from goldseam.subjects.teams.actions import assign
from goldseam.subjects.teams.models import Seat, Team
from goldseam.subjects.teams.tests.factories import a_team, known

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=10)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def nia_in(team: Team) -> Client:
    assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    client = Client()
    client.force_login(known("Nia"))
    return client


def test_a_member_leaves_the_team_by_herself_and_the_coordinator_is_told() -> None:
    team = a_team(5)
    nia = nia_in(team)
    assert 'href="/me/team/leave/"' in page_of(nia, "/me/renewal/")
    assert "Leave the team of Bramble Lane Nurseries?" in page_of(nia, "/me/team/leave/")
    assert current_term(known("Nia"), on=local_date(LATER)), "looking changes nothing"

    page = " ".join(nia.post("/me/team/leave/", follow=True).content.decode().split())

    assert "You have left the team of Bramble Lane Nurseries." in page
    assert current_term(known("Nia"), on=local_date(LATER)) is None
    seat = Seat.objects.get()
    assert (seat.ended_at, seat.ended_by) == (LATER, known("Nia"))
    assert "Nia Sayle has left the team" in Message.objects.get(template="teams/seat_left").text
    assert "5 are free" in page_of(looks_after(team))
    assert nia.get("/me/team/leave/").status_code == 302, "there is nothing more to leave"


def test_the_coordinator_hands_over_to_somebody_with_a_place() -> None:
    team = a_team(5)
    nia, bronwen = nia_in(team), looks_after(team)
    path = f"/me/team/{team.pk}/coordinator/"
    assert f'href="{path}"' in page_of(bronwen)

    page = " ".join(bronwen.post(path, {"email": "NIA@bramble.example"}, follow=True).content.decode().split())

    assert "Nia Sayle looks after the team of Bramble Lane Nurseries now." in page
    assert "Places taken: 1 of 5." in page_of(nia)
    assert "You look after no team" in page_of(bronwen)
    assert "Bronwen Sayle has handed the team" in Message.objects.get(template="teams/coordinator_new").text


@pytest.mark.parametrize("email", ["joan@bramble.example", "nobody@families.example", "bronwen@bramble.example"])
def test_nobody_else_can_be_named_and_it_is_not_told_whom_we_know(email: str) -> None:
    team = a_team(5)
    known("Joan")

    page = " ".join(
        looks_after(team).post(f"/me/team/{team.pk}/coordinator/", {"email": email}).content.decode().split()
    )

    assert "Nobody who has a place in this team has this address. Nothing was changed." in page
    assert email in page
    assert Team.objects.get().coordinator == known("Bronwen")


def test_only_the_coordinator_hands_over() -> None:
    team = a_team(5)
    nia = nia_in(team)

    assert nia.post(f"/me/team/{team.pk}/coordinator/", {"email": "nia@bramble.example"}).status_code == 404
    assert Team.objects.get().coordinator == known("Bronwen")
