"""Promise 7: the server sets the price. Whatever a browser adds or changes, no total moves."""

import itertools
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Order, OrderLine, Payment
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import amend_plan
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.prices import set_price
from goldseam.subjects.membership.tests.factories import a_plan
from tests.promises.browsing import JOIN, begins, goes_to_pay, joins_and_pays, presses_at_the_bank, sends_the_form
from tests.promises.members import open_for_members
from tests.promises.sizes import FULL

pytestmark = pytest.mark.django_db(transaction=True)

NUMBERS = ["-1", "0", "1", "7499", "1000000000", "1e9", "-7500", "0.01", "NaN", "Infinity", "７５００", ""]
WORDS = ["USD", "free", "student", "1 OR 1=1", "null", "true", "2020-01-01T00:00:00Z"]
AMOUNTS = ["amount", "amount_pence", "total", "total_pence", "price", "price_pence", "unit_pence", "received_pence"]
OTHERS = ["currency", "quantity", "plan", "slug", "key", "months", "vat_rate", "order", "order_id", "pk", "id"]
STATES = ["paid_at", "person", "person_id", "is_staff", "is_superuser", "role", "grants", "email_proved_at", "token"]
FIELDS = [*AMOUNTS, *OTHERS, *STATES]


def changes() -> list[dict[str, str]]:
    """Every field with every value in `bin/prove`; here each field at once with each value."""
    values = [*NUMBERS, *WORDS]
    if FULL:
        return [{name: value} for name, value in itertools.product(FIELDS, values)]
    return [dict.fromkeys(FIELDS, value) for value in values]


@pytest.fixture(autouse=True)
def plans() -> None:
    open_for_members()
    a_plan(slug="student", name="Student", price_pence=2000)


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 21 counts attempts; here hundreds are made by one browser."""
    monkeypatch.setattr("goldseam.foundation.access.gate.is_exceeded", lambda *_args, **_named: False)


def assert_seventy_five_pounds() -> None:
    order = Order.objects.latest("pk")
    assert (order.total_pence, order.currency) == (7500, "GBP")
    lines = OrderLine.objects.filter(order=order).values_list("key", "quantity", "unit_pence")
    assert list(lines) == [("qualified", 1, 7500)]
    assert order.person is None or (order.person.email_proved_at, order.person.is_staff) == (None, False)


@pytest.mark.parametrize("place", ["form", "address"])
def test_nothing_added_to_the_join_form_changes_the_order(place: str, client: Client, no_limit: None) -> None:
    for number, added in enumerate(changes()):
        browser = begins(Client())
        query = "?" + "&".join(f"{name}={value}" for name, value in added.items()) if place == "address" else ""
        typed: dict[str, Any] = dict(added) if place == "form" else {}
        sends_the_form(browser, f"{JOIN}{query}", email=f"nia{number}@families.example", **typed)

        assert_seventy_five_pounds()
        assert Order.objects.latest("pk").paid_at is None
    assert not Person.objects.filter(is_superuser=True).exists()


def test_nothing_added_to_the_pay_form_changes_what_the_bank_is_asked_for(client: Client, no_limit: None) -> None:
    for number, added in enumerate(changes()):
        browser = begins(Client())
        goes_to_pay(browser, sends_the_form(browser, email=f"nia{number}@families.example"), **added)

        payment, asked = Payment.objects.latest("pk"), BankSession.objects.get(key=Payment.objects.latest("pk").key)
        assert (payment.amount_pence, asked.amount_pence, asked.currency) == (7500, 7500, "GBP")
        assert_seventy_five_pounds()


def test_nothing_added_at_the_bank_changes_what_is_taken(client: Client, no_limit: None) -> None:
    for number, added in enumerate(changes()):
        browser = begins(Client())
        bank = goes_to_pay(browser, sends_the_form(browser, email=f"nia{number}@families.example"))
        browser.get(presses_at_the_bank(browser, bank, **added))

        assert Payment.objects.latest("pk").received_pence == 7500
    assert balance("clearing:demo") == 7500 * len(changes()) == -balance("income:membership")


@pytest.mark.parametrize("method", ["invoice", "free", "", "DEMO", "demo\0", "../demo", "stripe", "1"])
def test_a_way_to_pay_that_is_not_offered_is_refused(method: str, client: Client) -> None:
    pay = sends_the_form(begins(client))

    assert client.post(pay, {"method": method}).status_code in (200, 422)
    assert not Payment.objects.exists()


@pytest.mark.parametrize("outcome", ["refund", "", "paid", "PAY", "pay\0", "1"])
def test_a_button_that_the_bank_does_not_have_does_nothing(outcome: str, client: Client) -> None:
    bank = goes_to_pay(client, sends_the_form(begins(client)))

    assert client.post(bank, {"outcome": outcome}).status_code == 422
    assert BankSession.objects.get().state == "pending"


def test_a_notice_of_her_own_about_a_smaller_sum_is_refused(client: Client) -> None:
    goes_to_pay(client, sends_the_form(begins(client)))
    reference = BankSession.objects.get().reference
    told = {"id": "mine", "reference": reference, "state": "paid", "amount_pence": 1, "code": "", "is_final": False}

    answer = client.post("/gateways/demo/notice/", told, content_type="application/json")

    assert answer.status_code == 400
    assert Order.objects.get().paid_at is None


def test_a_plan_that_is_closed_cannot_be_joined_by_its_address(client: Client) -> None:
    assert client.get("/join/student/").status_code == 200
    now = clock.now()
    olive = people.meet(email="olive@aimh.example", given_name="Olive", family_name="Shah", at=now)
    amend_plan(plan=Plan.objects.get(slug="student"), details={"is_open": False}, at=now, by=olive)
    assert client.post("/join/student/").status_code == 404
    assert client.get("/join/student/").status_code == 404


def test_a_price_counts_at_once_also_where_the_pages_cannot_be_turned(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends_the_form(begins(client))
    now = clock.now()
    tariq = people.meet(email="tariq@aimh.example", given_name="Tariq", family_name="Shah", at=now)
    plan = Plan.objects.get(slug="qualified")

    def is_killed() -> None:
        raise SystemExit

    monkeypatch.setattr("goldseam.foundation.pagecache.shelf.turn", is_killed)
    with suppress(SystemExit):
        set_price(plan=plan, price_pence=8000, from_on=clock.local_date(now), at=now, by=tariq)
    sends_the_form(begins(Client()), email="omar@families.example", given_name="Omar")

    assert sorted(Order.objects.values_list("total_pence", flat=True)) == [7500, 8000]


def test_a_price_that_rises_between_the_form_and_paying_is_the_one_she_was_shown(client: Client) -> None:
    """The control of the price tests: it is the plan in the database that sets it, at the moment she orders."""
    first = sends_the_form(begins(client))
    now = clock.now()
    tariq = people.meet(email="tariq@aimh.example", given_name="Tariq", family_name="Shah", at=now)
    plan = Plan.objects.get(slug="qualified")
    set_price(plan=plan, price_pence=8000, from_on=clock.local_date(now), at=now, by=tariq)

    presses_at_the_bank(client, goes_to_pay(client, first))
    client.get(f"{first}done/")
    joins_and_pays(begins(Client()), email="omar@families.example", given_name="Omar")

    assert sorted(Order.objects.values_list("total_pence", flat=True)) == [7500, 8000]
    assert Term.objects.count() == 2
