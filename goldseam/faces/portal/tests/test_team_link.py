"""Colleagues ask for a place by a link; only a letter to the address gives it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.portal.tests.test_team import NEW, looks_after, newest_link, page_of
from goldseam.foundation import clock
from goldseam.subjects.teams.models import Invitation, Seat, Team
from goldseam.subjects.teams.tests.factories import a_team, known

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def opened(team: Team, to: str = "everybody") -> str:
    page = looks_after(team).post(f"/me/team/{team.pk}/link/", {"to": to}, follow=True).content.decode()
    found = re.search(r"/teams/link/[^<]+", page)
    assert found
    return found[0]


def asks(client: Client, link: str, email: str) -> str:
    return " ".join(client.post(link, {"email": email}).content.decode().split())


def written() -> int:
    return Message.objects.filter(template="teams/invitation").count()


def test_a_colleague_asks_by_the_link_and_takes_the_place_from_her_mail(client: Client) -> None:
    team = a_team(5)
    link = opened(team)
    assert "Bramble Lane Nurseries has places for its people" in page_of(client, link)
    assert "We have written to nia@families.example" in asks(client, link, "nia@families.example")
    assert "We have written to" in asks(client, link, "NIA@families.example")
    assert (written(), Seat.objects.count()) == (1, 0), "pressing twice is one letter, and asking gives nothing"

    client.post(newest_link(), NEW)

    assert Seat.objects.get().term.membership.person.email == "nia@families.example"


def test_a_letter_that_was_lost_is_written_again_the_day_after(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    link = opened(a_team(5))
    asks(client, link, "nia@families.example")
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=1))

    asks(client, link, "nia@families.example")

    assert (written(), Invitation.objects.count()) == (2, 1)


def test_a_link_for_the_domain_answers_no_other_address(client: Client) -> None:
    link = opened(a_team(5), "domain")

    refused = asks(client, link, "nia@families.example")
    assert "This link is for addresses that end in @bramble.example." in refused
    assert 'value="nia@families.example"' in refused
    assert "This link is for" in asks(client, link, "nia@not-bramble.example")
    assert "We have written to" in asks(client, link, "nia@BRAMBLE.example")
    assert written() == 1


def test_where_strangers_share_the_domain_no_link_answers_it(client: Client) -> None:
    team = a_team(5)
    link = opened(team, "domain")
    team.coordinator.email = "bronwen@nhs.net"
    team.coordinator.save()

    assert client.get(link).status_code == 404, "she has a new address, and the old link would answer a million people"
    page = looks_after(team).post(f"/me/team/{team.pk}/link/", {"to": "domain"}, follow=True).content.decode()
    assert "Strangers have addresses like yours too" in page
    assert "Open a link for any address" in page
    assert "Open a link for @" not in page


def test_without_a_free_place_nobody_is_written_to(client: Client) -> None:
    link = opened(a_team(5))
    for number in range(5):
        asks(client, link, f"p{number}@families.example")

    assert "Just now no place is free in this team. Please ask Bronwen Sayle." in asks(client, link, "nia@x.example")
    assert written() == 5


def test_a_link_that_was_closed_or_opened_anew_or_was_changed_does_not_work(client: Client) -> None:
    team = a_team(5)
    first = opened(team)
    second = opened(team)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert client.get(second.replace("/link/", "/link/x")).status_code == 404

    looks_after(team).post(f"/me/team/{team.pk}/link/", {"to": "close"})

    assert client.post(second, {"email": "nia@families.example"}).status_code == 404
    assert written() == 0


def test_nobody_else_opens_a_link() -> None:
    team, nia = a_team(5), Client()
    nia.force_login(known("Nia"))

    assert nia.post(f"/me/team/{team.pk}/link/", {"to": "everybody"}).status_code == 404
    assert not Team.objects.get().is_link_open
