import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.paying import record_transfer, start_payment
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.documents import invoice
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.contracts import ruptures
from goldseam.subjects.membership.models import Term
from goldseam.subjects.teams.actions import assign, paid_seats
from goldseam.subjects.teams.models import Allotment, Seat, Team
from goldseam.subjects.teams.tests.factories import TRUST, a_team, known, orders, prices_for_teams

pytestmark = pytest.mark.django_db


def shown(client: Client, seats: object) -> str:
    return " ".join(client.get(f"/teams/?seats={seats}").content.decode().split())


@pytest.mark.parametrize(
    ("seats", "unit", "total"),
    [(5, "£65", "£325"), (7, "£65", "£455"), (9, "£65", "£585"), (10, "£60", "£600"), (25, "£55", "£1,375")],
)
def test_without_script_the_page_multiplies(client: Client, seats: int, unit: str, total: str) -> None:
    prices_for_teams()

    assert f"{seats} × {unit} = {total}" in shown(client, seats)


def test_four_are_told_what_to_do_instead(client: Client) -> None:
    prices_for_teams()

    page = shown(client, 4)

    assert "A team begins with 5 people" in page
    assert "£300 together" in page
    assert 'href="/join/qualified/"' in page
    assert 'name="organisation"' not in page


@pytest.mark.parametrize("seats", ["-3", "7.5", "seven", "٧", "0", "99999", "9999999999"])
def test_no_other_number_can_be_ordered(client: Client, seats: str) -> None:
    prices_for_teams()

    response = client.post("/teams/", typed(seats=seats))

    assert response.status_code == 200
    assert Order.objects.count() == 0


def typed(**changes: Any) -> dict[str, Any]:
    told = {
        "organisation": TRUST,
        "seats": "7",
        "purchase_order": "PO-17",
        "given_name": "Bronwen",
        "family_name": "Sayle",
        "email": "bronwen@bramble.example",
        "agree": "on",
    }
    return told | changes


def test_what_was_typed_stays_when_something_is_missing(client: Client) -> None:
    prices_for_teams()

    page = client.post("/teams/?seats=7", typed(email="bronwen")).content.decode()

    assert TRUST in page
    assert "PO-17" in page
    assert "Enter a valid email address" in page
    assert Order.objects.count() == 0


def test_a_team_of_seven_is_ordered_and_paid_by_a_stranger(client: Client) -> None:
    prices_for_teams()
    placed = client.post("/teams/?seats=7", typed())
    assert placed.status_code == 302, placed.content.decode()
    again = client.post("/teams/?seats=7", typed())
    assert again["Location"] == placed["Location"], "pressing twice is one order"
    bank = client.post(placed["Location"], {"method": "demo"})["Location"]
    BankSession.objects.filter(reference=bank.strip("/").split("/")[-1]).update(state="paid")

    page = client.get(f"{placed['Location']}done/").content.decode()

    assert "7 × £65.00" in page
    order, team = Order.objects.get(), Team.objects.get()
    assert (order.total_pence, order.purchase_order, order.state) == (45500, "PO-17", "paid")
    assert str(team) == TRUST
    assert team.coordinator.email == "bronwen@bramble.example"
    allotment = Allotment.objects.get()
    assert allotment.seats == 7
    assert (allotment.ends_on - allotment.starts_on).days in (364, 365)
    assert balance("income:membership") == -45500
    letter = Message.objects.get()
    assert letter.template == "teams/welcome"
    assert re.search(r"/confirm/\S+", letter.text), "the way to her pages proves the address"
    assert Term.objects.count() == 0, "to look after a team is not to have a seat"


def test_an_organisation_pays_by_invoice_in_thirty_days_with_its_own_number_on_it() -> None:
    order = orders(7)
    asked = start_payment(order=order, way="transfer", return_url="", at=NOON)
    assert asked.due_on == NOON.date() + timedelta(days=30)
    overdue = ruptures["invoice_overdue"]
    found = [len(list(overdue.broken(at=NOON + timedelta(days=days)))) for days in (8, 30, 31)]
    assert found == [0, 0, 1], "nobody is reminded before the month is over"
    treasurer = known("Desmond")

    record_transfer(order=order, amount_pence=45500, at=NOON, by=treasurer)

    snapshot = order.invoices.get().snapshot
    assert snapshot["payer"]["reference"] == "PO-17"
    assert snapshot["payer"]["address"].splitlines()[0] == TRUST
    assert (snapshot["lines"][0]["quantity"], snapshot["lines"][0]["unit_pence"]) == (7, 6500)
    assert invoice(str(order.pk)).body.startswith(b"%PDF")
    assert Team.objects.count() == 1


def test_handing_over_twice_makes_one_team() -> None:
    team = a_team()
    order = Order.objects.get()

    fulfil(order=order, at=NOON)

    assert Team.objects.get() == team
    assert Allotment.objects.count() == 1


def test_money_back_ends_the_team_and_its_seats_and_the_books_balance() -> None:
    team = a_team()
    seat = assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    order = Order.objects.get()

    refund_order(order=order, amount_pence=45500, reason="changed their mind", by=None, at=NOON)

    seat.refresh_from_db()
    assert paid_seats(team=team, at=NOON) == 0
    assert seat.ended_at == NOON
    assert not Term.objects.current(on=NOON.date()).exists()
    assert Seat.objects.used(on=NOON.date()).count() == 0
    assert balance("income:membership") == 0
