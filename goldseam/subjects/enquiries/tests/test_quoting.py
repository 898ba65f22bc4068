"""A quote: its price holds until its day, it is accepted once, and becomes an order, an invoice and seats."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.ordering import Item, NotForSale, Payer, place_order
from goldseam.core.sales.actions.paying import record_transfer, start_payment
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation import clock
from goldseam.foundation.documents import render
from goldseam.subjects.enquiries.models import Enquiry, Quote
from goldseam.subjects.enquiries.quoting import KIND, NoSuchTeam, NotOpen, accept_quote, make_quote, withdraw_quote
from goldseam.subjects.enquiries.tests.factories import asks
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.teams.actions import paid_seats
from goldseam.subjects.teams.models import Team, Tier
from goldseam.subjects.teams.prices import set_tier, withdraw_tier
from goldseam.subjects.teams.tests.factories import TRUST, known, pays, prices_for_teams

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def prices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    prices_for_teams()


def quoted(**changes: Any) -> Quote:
    told: dict[str, Any] = {"organisation": TRUST, "seats": 40, "by": known("Olive"), "at": NOON}
    return make_quote(enquiry=Enquiry.objects.first() or asks(), **(told | changes))


def accepts(quote: Quote, at: Any = NOON) -> Order:
    payer = Applicant("Bronwen", "Sayle", "bronwen@bramble.example", address="2 Bramble Lane")
    return accept_quote(quote=quote, payer=payer, purchase_order="PO-40", signed_in=None, at=at)


def shown(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def typed(**changes: Any) -> dict[str, Any]:
    told = {"given_name": "Bronwen", "family_name": "Sayle", "email": "bronwen@bramble.example", "agree": "on"}
    return told | {"address": "2 Bramble Lane", "purchase_order": "PO-40"} | changes


def test_forty_at_a_discount_are_accepted_invoiced_paid_and_seated(client: Client) -> None:
    quote = quoted(unit_pence=5000, reason="Two sister trusts")
    letter = Message.objects.get(template="enquiries/quote")
    assert (letter.documents, quote.path in letter.text) == ([f"enquiries.quote:{quote.pk}"], True)
    assert "Two sister trusts" not in letter.text
    assert not Enquiry.objects.waiting().exists(), "a quote is an answer"
    page = shown(client, quote.path)
    assert "40 × £50.00, instead of £55.00" in page
    assert "£2,000.00" in page

    pay = client.post(quote.path, typed())["Location"]

    order = Order.objects.get()
    assert (order.total_pence, order.purchase_order) == (200000, "PO-40")
    assert order.payer_address.splitlines()[0] == TRUST
    assert pay == f"/pay/{order.token}/"
    asked = start_payment(order=order, way="transfer", return_url="", at=NOON)
    assert asked.due_on == NOON.date() + 30 * DAY
    record_transfer(order=order, amount_pence=200000, at=NOON, by=known("Desmond"))
    team = Team.objects.get()
    assert (str(team), paid_seats(team=team, at=NOON)) == (TRUST, 40)
    assert team.coordinator.email == "bronwen@bramble.example"
    assert balance("income:membership") == -200000
    assert Enquiry.objects.get().outcome == "joined"
    assert "was accepted on" in shown(client, quote.path)

    refund_order(order=order, amount_pence=200000, reason="changed their mind", by=None, at=NOON)
    assert paid_seats(team=team, at=NOON) == 0


def test_the_price_holds_whatever_happens_to_the_prices() -> None:
    quote = quoted()
    set_tier(plan=quote.plan, from_seats=25, unit_pence=9900, at=NOON + DAY, by=None)
    for tier in Tier.objects.standing():
        withdraw_tier(tier=tier, at=NOON + DAY, by=known("Olive"))

    order = accepts(quote, at=NOON + 30 * DAY)

    assert order.total_pence == 40 * 5500
    pays(order, at=NOON + 30 * DAY)
    assert Team.objects.count() == 1


def test_accepted_again_it_is_the_same_order() -> None:
    quote = quoted()

    assert accepts(quote) == accepts(quote, at=NOON + 90 * DAY)
    assert Order.objects.count() == 1


def test_what_is_over_says_so_and_offers_a_way_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = quoted()
    second = quoted(seats=41)
    third = quoted(seats=42)
    withdraw_quote(quote=third, by=known("Olive"), at=NOON)
    fourth = quoted(seats=43)

    told = {
        first: ("A newer quote has taken the place", fourth.path),
        second: ("A newer quote has taken the place", fourth.path),
        third: ("We took quote", fourth.path),
    }
    for quote, words in told.items():
        page = shown(client, quote.path)
        assert all(word in page for word in words)
        assert 'name="agree"' not in page
        assert client.post(quote.path, typed())["Location"] == quote.path
    monkeypatch.setattr(clock, "now", lambda: NOON + 31 * DAY)
    assert "cannot be accepted any more" in shown(client, fourth.path)
    assert fourth.enquiry.path in shown(client, fourth.path)
    for quote in (first, third, fourth):
        with pytest.raises(NotOpen):
            accepts(quote, at=NOON + 31 * DAY)
    assert Order.objects.count() == 0


def test_accepted_it_cannot_be_taken_back_any_more() -> None:
    quote = quoted()
    accepts(quote)

    assert not withdraw_quote(quote=quote, by=known("Olive"), at=NOON)


@pytest.mark.parametrize("changed", [{"seats": 400}, {"organisation": "Another"}, {"quote": 0}])
def test_the_quote_sets_the_price_of_what_it_offers_and_of_nothing_else(changed: dict[str, Any]) -> None:
    quote = quoted()
    options = {"quote": quote.pk, "organisation": TRUST, "seats": 40} | changed

    with pytest.raises(NotForSale):
        place_order(
            items=[Item(KIND, quote.plan.slug, options, quantity=int(options["seats"]))],
            payer=Payer("Bronwen", "Sayle", "bronwen@bramble.example"),
            person=None,
            at=NOON,
        )


def test_no_quote_is_made_for_a_team_that_is_too_small() -> None:
    with pytest.raises(NoSuchTeam):
        quoted(seats=4)


def test_a_visitor_makes_her_own_quote_and_the_office_sees_it(client: Client) -> None:
    assert 'href="/teams/quote/?seats=40"' in shown(client, "/teams/?seats=40")
    assert 'value="40"' in shown(client, "/teams/quote/?seats=40")
    told = typed(organisation=TRUST, seats="40", key="once")

    placed = client.post("/teams/quote/", told)
    again = client.post("/teams/quote/", told)

    quote = Quote.objects.get()
    assert placed["Location"] == again["Location"] == quote.path
    assert (quote.unit_pence, quote.valid_until) == (5500, NOON.date() + 30 * DAY)
    assert not Enquiry.objects.waiting().exists(), "nobody waits for us"
    assert Message.objects.get().template == "enquiries/quote"
    assert "Our quote" in shown(client, quote.enquiry.path)


@pytest.mark.parametrize(
    ("seats", "words"), [("4", "begins with 5 people"), ("9999", "So many of you"), ("x", "a whole number")]
)
def test_another_number_is_told_beside_the_field_and_nothing_is_lost(client: Client, seats: str, words: str) -> None:
    page = client.post("/teams/quote/", typed(organisation=TRUST, seats=seats))

    assert page.status_code == 422
    assert words in page.content.decode()
    assert TRUST in page.content.decode()


def test_it_is_a_paper_for_her_books(client: Client) -> None:
    quote = quoted()

    assert render(f"enquiries.quote:{quote.pk}").body.startswith(b"%PDF")
    answer = client.get(f"{quote.path}pdf/")
    assert (answer["Content-Type"], f"quote-{quote.number}.pdf" in answer["Content-Disposition"]) == (
        "application/pdf",
        True,
    )
    assert client.get("/quote/forged/pdf/").status_code == 404
