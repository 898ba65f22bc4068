"""A coordinator adds places in the middle of the year."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.portal.tests.test_team import looks_after, page_of
from goldseam.foundation import clock
from goldseam.subjects.teams.models import Team
from goldseam.subjects.teams.tests.factories import a_team, known

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=73))


def asked(client: Client, team: Team, seats: str) -> str:
    return page_of(client, f"/me/team/{team.pk}/seats/?seats={seats}")


def test_without_script_the_price_is_worked_out_by_the_day_and_paid() -> None:
    team = a_team(7)
    client, path = looks_after(team), f"/me/team/{team.pk}/seats/"
    assert f'href="{path}"' in page_of(client)
    page = asked(client, team, "3")
    assert "In a team of 10 each place costs £60.00 for all 365 days; 292 days are left, so £48.00 for each." in page
    assert "3 × £48.00 = £144.00." in page
    assert "Bramble Lane Nurseries 2 Bramble Lane Leeds</textarea>" in page, "as on the last invoice"

    placed = client.post(path, {"seats": "3", "purchase_order": "PO-18", "address": "Bramble Lane Nurseries"})

    assert "3 places were ordered on" in page_of(client)
    assert "Places taken: 0 of 7." in page_of(client)
    bank = client.post(placed["Location"], {"method": "demo"})["Location"]
    BankSession.objects.filter(reference=bank.strip("/").split("/")[-1]).update(state="paid")
    client.get(f"{placed['Location']}done/")
    assert "Places taken: 0 of 10. 10 are free." in page_of(client)
    assert "Bramble Lane Nurseries: 3. They end on" in Message.objects.get(template="teams/seats_added").text


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ("0", "To have fewer places, choose so when you renew."),
        ("-2", "Please write a whole number, such as 3."),
        ("99999", "So many of you: please write to"),
    ],
)
def test_no_other_number_can_be_ordered(seats: str, said: str) -> None:
    team = a_team(7)
    client = looks_after(team)

    assert said in asked(client, team, seats)
    client.post(f"/me/team/{team.pk}/seats/", {"seats": seats})

    assert not team.coordinator.orders.filter(paid_at=None).exists()


def test_nobody_else_adds_places() -> None:
    team, client = a_team(7), Client()
    client.force_login(known("Nia"))

    assert client.get(f"/me/team/{team.pk}/seats/?seats=3").status_code == 404
    assert client.post(f"/me/team/{team.pk}/seats/", {"seats": "3"}).status_code == 404
