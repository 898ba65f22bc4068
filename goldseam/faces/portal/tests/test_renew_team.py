"""A coordinator renews the team: as many places as now are proposed, and fewer say what becomes of whom."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.portal.tests.test_team import looks_after, page_of
from goldseam.foundation import clock
from goldseam.subjects.teams.actions import assign
from goldseam.subjects.teams.models import Team
from goldseam.subjects.teams.tests.factories import a_team, known, pays

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def towards_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=330))


def a_team_of_six() -> Team:
    team = a_team(7)
    for name in ("Nia", "Joan", "Joel", "Idris", "Marged", "Tamsin"):
        assign(team=team, person=known(name), by=team.coordinator, at=NOON)
    return team


def test_as_many_places_as_now_are_proposed_and_ordered() -> None:
    team = a_team_of_six()
    client, path = looks_after(team), f"/me/team/{team.pk}/renew/"
    assert f'href="{path}"' in page_of(client)

    assert "7 × £65.00 = £455.00." in page_of(client, path)
    placed = client.post(path, {"seats": "7", "purchase_order": "PO-19", "address": ""})

    assert placed.status_code == 302
    order = Order.objects.latest("pk")
    assert (order.total_pence, order.payer_address) == (45500, "Bramble Lane Nurseries")
    assert "The team goes on when £455.00 are paid" in page_of(client, path)


def test_fewer_places_than_people_ask_whose_place_ends() -> None:
    team = a_team_of_six()
    client, path = looks_after(team), f"/me/team/{team.pk}/renew/"

    page = page_of(client, f"{path}?seats=5")
    assert "There are fewer places than people." in page
    assert "Tamsin Sayle" in page
    again = " ".join(client.post(path, {"seats": "5", "address": "Elsewhere"}).content.decode().split())
    assert "Please choose 1 person at least" in again
    assert "Elsewhere</textarea>" in again
    seat = team.places.get(term__membership__person=known("Joan"))
    client.post(path, {"seats": "5", "leaving": [str(seat.pk)]})

    assert Order.objects.latest("pk").lines.get().options["leaving"] == [seat.pk]


def test_below_five_the_ways_on_are_told() -> None:
    team = a_team_of_six()
    client, path = looks_after(team), f"/me/team/{team.pk}/renew/"

    page = page_of(client, f"{path}?seats=4")

    assert "Keep 5 places, for £325.00" in page
    assert "on their own, for £75.00 a year" in page
    assert 'name="purchase_order"' not in page
    client.post(path, {"seats": "4"})
    assert Order.objects.count() == 1


def test_nobody_else_renews_and_nobody_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    team, nia = a_team(5), Client()
    nia.force_login(known("Nia"))
    assert nia.get(f"/me/team/{team.pk}/renew/").status_code == 404

    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=100))
    page = looks_after(team).get(f"/me/team/{team.pk}/renew/", follow=True).content.decode()
    assert "There is nothing to renew for this team just now." in page


WANDA = {"payer_given_name": "Wanda", "payer_family_name": "Quill", "payer_email": "accounts@bramble.example"}


def test_somebody_else_may_pay_and_is_known_the_next_time_and_has_the_receipt() -> None:
    team = a_team_of_six()
    client, path = looks_after(team), f"/me/team/{team.pk}/renew/"

    half = " ".join(client.post(path, {"seats": "7", "payer_given_name": "Wanda"}).content.decode().split())
    assert "Please write the address of whoever pays" in half
    assert 'value="Wanda"' in half
    client.post(path, {"seats": "7", **WANDA})
    order = pays(Order.objects.latest("pk"), at=NOON + timedelta(days=330))

    assert (order.person, order.payer_email) == (team.coordinator, "accounts@bramble.example")
    receipt = Message.objects.get(template="teams/paid")
    assert (receipt.address, receipt.documents) == ("accounts@bramble.example", [f"sales.receipt:{order.pk}"])
    assert "Dear Wanda," in receipt.text
    told = Message.objects.get(template="teams/renewed")
    assert told.address == team.coordinator.email
    more = page_of(client, f"/me/team/{team.pk}/seats/?seats=1")
    assert 'value="accounts@bramble.example"' in more, "she is proposed, and can be changed"


def test_an_order_is_not_for_two_payers_at_once() -> None:
    team = a_team_of_six()
    client, path = looks_after(team), f"/me/team/{team.pk}/renew/"
    client.post(path, {"seats": "7", **WANDA})
    client.post(path, {"seats": "7"})

    order = Order.objects.open().get(lines__kind="membership.team_renewal")
    assert order.payer_email == team.coordinator.email
