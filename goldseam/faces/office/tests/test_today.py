"""The first screen: what needs whoever came in."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.gateways.protocol import Outcome
from goldseam.core.repairs.engine import look
from goldseam.core.sales.actions.paying import fail_payment, record_transfer, start_payment
from goldseam.core.sales.actions.refunding import refund_order, take_refund_outcome
from goldseam.core.sales.models import Order, Refund
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, staff, today_is
from goldseam.subjects.library.actions import enter_factsheet, publish_version
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


def joins(name: str) -> Order:
    applicant = Applicant(name, "Ferreday", f"{name.lower()}@families.example")
    return join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON - timedelta(days=2))


def seen_by(role: str) -> str:
    hub = a_hub("yorkshire")
    client: Client = at_the_desk(staff(role, hub=hub if role == "hublead" else None))
    return client.get("/office/").content.decode()


def headings(page: str) -> list[str]:
    known = [
        "Not yet mended",
        "Transfers to match",
        "Too little arrived",
        "Refunds to make at the bank",
        "Refunds that the provider refused",
        "Factsheets to look at again",
    ]
    return [heading for heading in sorted(known, key=page.find) if f">{heading} " in page]


def a_bad_day() -> None:
    """One of everything: declined, a transfer announced, too little, a refund by hand, one refused, a review due."""
    by = staff("office", given_name="Olive")
    payment = start_payment(order=joins("Finn"), way="demo", return_url="/", at=NOON - timedelta(days=1))
    fail_payment(payment=payment, code="insufficient_funds", is_final=False, at=NOON - timedelta(days=1))
    start_payment(order=joins("Gita"), way="transfer", return_url="", at=NOON - timedelta(days=1))
    record_transfer(order=joins("Ben"), amount_pence=5000, at=NOON, by=by)
    for name in ("Hana", "Ivo"):
        order = record_transfer(order=joins(name), amount_pence=7500, at=NOON, by=by)
        refund_order(order=order, amount_pence=7500, reason="asked", by=by, at=NOON)
    refused = Refund.objects.get(order__payer_given_name="Ivo")
    take_refund_outcome(refund=refused, outcome=Outcome(refused.key, "failed", 7500, code="account_closed"), at=NOON)
    sheet = enter_factsheet(slug="sleep", number=1, title="Infant sleep", summary="…", minutes=30, at=NOON, by=by)
    publish_version(
        factsheet=sheet, body="<p>Sleep</p>", authors=["Ada"], review_by=NOON.date(), at=NOON - timedelta(days=9), by=by
    )
    look(at=NOON)


def test_the_office_reads_everything_what_is_broken_first() -> None:
    a_bad_day()

    page = seen_by("office")

    assert headings(page) == [
        "Not yet mended",
        "Transfers to match",
        "Too little arrived",
        "Refunds to make at the bank",
        "Refunds that the provider refused",
        "Factsheets to look at again",
    ]
    for words in ("Finn Ferreday", "Gita Ferreday", "£25 is missing", "£75 to Hana Ferreday", "account_closed"):
        assert words in page


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (
            "treasurer",
            [
                "Transfers to match",
                "Too little arrived",
                "Refunds to make at the bank",
                "Refunds that the provider refused",
            ],
        ),
        ("editor", ["Factsheets to look at again"]),
        ("hublead", []),
    ],
)
def test_each_role_reads_what_is_its_own(role: str, reads: list[str]) -> None:
    a_bad_day()

    page = seen_by(role)

    assert headings(page) == reads
    assert ("Ferreday" in page) == (role == "treasurer")


def test_on_a_quiet_day_it_says_so() -> None:
    assert "nothing needs you today." in seen_by("office")


def test_only_the_first_few_are_shown_and_the_rest_counted() -> None:
    for number in range(8):
        start_payment(order=joins(f"Member{number}"), way="transfer", return_url="", at=NOON)

    page = seen_by("treasurer")

    assert page.count("£75 to come") == 6
    assert "and 2 more" in page
    assert "/office/orders/?transfer=waiting" in page


def test_nothing_of_wagtails_own_first_screen_is_left() -> None:
    page = seen_by("office")

    assert [
        words for words in ("Welcome to", "What's new", "Your most recent edits", "dashboard") if words in page
    ] == []


def test_the_account_screen_offers_how_it_looks_and_nothing_about_the_person() -> None:
    office = at_the_desk(staff("office"))

    page = office.get("/office/account/").content.decode()

    assert "density" in page
    assert [
        name for name in ("first_name", "password", "avatar-avatar", "email", '-theme"') if f'name="{name}' in page
    ] == []
    saved = office.post("/office/account/", {"theme-contrast": "system", "theme-density": "snug"})
    assert saved.status_code == 302
