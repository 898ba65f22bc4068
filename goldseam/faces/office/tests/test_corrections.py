"""Cancelling, waiving and correcting: new entries and papers beside the old ones, in the office and by the member."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.cancelling import may_cancel
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.actions.refunding import TooMuch, refund_order
from goldseam.core.sales.actions.taking_back import take_back_transfer
from goldseam.core.sales.actions.waiving import waive_order
from goldseam.core.sales.models import Invoice, Order, Refund
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, somebody, staff, today_is
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def tom() -> Client:
    """The treasurer at his desk."""
    return at_the_desk(staff("treasurer", given_name="Tom"))


def an_order(person: Person, *, at: datetime = NOON, paid: int = 0) -> Order:
    applicant = Applicant("Nia", "Ferreday", "nia@families.example")
    order = join(plan=a_plan(), applicant=applicant, signed_in=person, key=None, at=at)
    return record_transfer(order=order, amount_pence=paid, at=at, by=person) if paid else order


def words(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_within_14_days_the_office_cancels_and_all_of_it_goes_back(tom: Client) -> None:
    order = an_order(somebody("Nia"), paid=7500)

    shown = press(tom, f"/office/orders/{order.pk}/cancel/", {})
    assert "until the end of 18 May 2026" in shown.content.decode()
    press(tom, f"/office/orders/{order.pk}/cancel/", {}, confirmed=True)

    assert Order.objects.get().state == "refunded"
    assert not Term.objects.current(on=NOON.date()).exists()
    assert (balance("income:membership"), balance("refunds-owed")) == (0, -7500)
    assert "was cancelled within 14 days" in words(tom, f"/office/orders/{order.pk}/")


def test_the_fifteenth_day_is_too_late(tom: Client) -> None:
    order = an_order(somebody("Nia"), at=NOON - timedelta(days=15), paid=7500)

    answer = press(tom, f"/office/orders/{order.pk}/cancel/", {}, confirmed=True)

    assert "The 14 days ended on 3 May 2026." in answer.content.decode()
    assert not Refund.objects.exists()
    last_minute = datetime.fromisoformat("2026-05-03T23:59:00+01:00")
    assert may_cancel(order=order, at=last_minute)
    assert not may_cancel(order=order, at=last_minute + timedelta(minutes=1))


def test_nia_cancels_by_herself_and_only_her_own() -> None:
    nia, ben = somebody("Nia"), somebody("Ben")
    order = an_order(nia, paid=7500)
    client = at_the_desk(nia, method="password")
    assert "Cancel, until 18 May 2026" in words(client, "/me/payments/")
    address = f"/me/payments/{order.pk}/cancel/"
    assert at_the_desk(ben, method="password").post(address).status_code == 404
    assert "All of your money, £75.00, goes back" in words(client, address)
    assert Order.objects.get().state == "paid", "looking changes nothing"

    for _ in range(2):
        client.post(address)

    assert Order.objects.get().state == "refunded"
    assert [refund.amount_pence for refund in Refund.objects.all()] == [7500]
    assert "You cancelled your order" in words(client, "/me/history/")
    assert "Cancel, until" not in words(client, "/me/payments/")


def test_money_that_came_in_two_parts_goes_back_in_two(tom: Client) -> None:
    nia = somebody("Nia")
    order = an_order(nia, paid=5000)
    record_transfer(order=order, amount_pence=2500, at=NOON, by=nia)

    press(tom, f"/office/orders/{order.pk}/cancel/", {}, confirmed=True)

    assert sorted(Refund.objects.values_list("amount_pence", flat=True)) == [2500, 5000]
    assert Order.objects.get().state == "refunded"


@pytest.mark.parametrize("paid", [0, 5000])
def test_what_is_waived_is_handed_over_and_the_books_say_so(tom: Client, paid: int) -> None:
    order = an_order(somebody("Nia"), paid=paid)

    press(tom, f"/office/orders/{order.pk}/waive/", {"reason": "hardship"}, confirmed=True)
    again = press(tom, f"/office/orders/{order.pk}/waive/", {"reason": "hardship"}, confirmed=True)

    assert "Nothing is due for this order." in again.content.decode()
    assert (Order.objects.get().state, Order.objects.get().due_pence) == ("paid", 0)
    assert Term.objects.current(on=NOON.date()).exists()
    assert (balance("waived"), balance("bank"), balance("income:membership")) == (7500 - paid, paid, -7500)
    assert balance("payments-received") == 0
    assert "was waived" in words(tom, f"/office/orders/{order.pk}/")
    assert tom.get(f"/office/orders/{order.pk}/papers/{Invoice.objects.get().pk}/").content.startswith(b"%PDF")


def test_what_is_waived_a_second_time_is_counted_with_the_first() -> None:
    nia = somebody("Nia")
    order = waive_order(order=an_order(nia, paid=5000), reason="hardship", by=nia, at=NOON)
    order = take_back_transfer(payment=order.payments.get(received_pence=5000), reason="not hers", by=nia, at=NOON)

    order = waive_order(order=order, reason="hardship", by=nia, at=NOON)

    assert (order.state, order.waived_pence) == ("paid", 7500)
    assert (balance("waived"), balance("bank"), balance("income:membership")) == (7500, 0, -7500)
    assert balance("payments-received") == 0


def test_what_was_let_off_of_an_order_that_is_set_aside_was_let_off_for_nothing() -> None:
    nia = somebody("Nia")
    order = waive_order(order=an_order(nia, paid=5000), reason="hardship", by=nia, at=NOON)
    order = take_back_transfer(payment=order.payments.get(received_pence=5000), reason="not hers", by=nia, at=NOON)

    for _ in range(2):
        withdraw(order=order, at=NOON, by=nia)

    assert Order.objects.get().state == "withdrawn"
    assert (balance("waived"), balance("payments-received"), balance("income:membership")) == (0, 0, 0)


def test_what_went_back_before_the_order_was_paid_and_came_again_is_earned() -> None:
    nia = somebody("Nia")
    order = an_order(nia, paid=5000)
    refund_order(order=order, amount_pence=1000, reason="asked for", by=nia, at=NOON)

    order = record_transfer(order=Order.objects.get(), amount_pence=3500, at=NOON, by=nia)

    assert order.state == "paid"
    assert (balance("payments-received"), balance("income:membership")) == (0, -7500)


def test_a_wrong_invoice_is_taken_back_by_a_credit_note_and_issued_anew(tom: Client) -> None:
    order = an_order(somebody("Nia"), paid=7500)
    right = {
        "payer_given_name": "",
        "payer_family_name": "Leeds Community Trust",
        "payer_address": "1 High Street\nLeeds",
        "purchase_order": "PO-77",
        "reason": "the employer pays",
    }

    press(tom, f"/office/orders/{order.pk}/correct/", right, confirmed=True)
    same = press(tom, f"/office/orders/{order.pk}/correct/", right, confirmed=True)

    assert "Nothing of it was changed." in same.content.decode()
    first, note, second = Invoice.objects.order_by("pk")
    assert [first.label, note.label, second.label] == ["2026-0001", "C2026-0001", "2026-0002"]
    assert (first.snapshot["payer"]["name"], second.snapshot["payer"]["name"]) == (
        "Nia Ferreday",
        "Leeds Community Trust",
    )
    assert second.snapshot["payer"]["reference"] == "PO-77"
    assert balance("bank") == 7500, "no money moved"
    letter = Message.objects.get(template="sales/invoice_corrected")
    assert letter.documents == [f"sales.paper:{note.pk}", f"sales.paper:{second.pk}"]
    for paper in (first, note, second):
        assert tom.get(f"/office/orders/{order.pk}/papers/{paper.pk}/").content.startswith(b"%PDF")


def test_a_transfer_typed_for_the_wrong_order_is_taken_back(tom: Client) -> None:
    order = an_order(somebody("Nia"), paid=7500)
    address = f"/office/orders/{order.pk}/payments/{order.payments.get().pk}/back/"

    press(tom, address, {"reason": "it was Ben's"}, confirmed=True)

    assert Order.objects.get().state == "open"
    assert (balance("bank"), balance("income:membership"), balance("payments-received")) == (0, 0, 0)
    assert "taken back" in words(tom, f"/office/orders/{order.pk}/")


@settings(max_examples=6, deadline=None)
@given(asked=st.lists(st.integers(1, 5000), min_size=1, max_size=4), waived=st.booleans())
def test_parts_sent_back_never_exceed_what_was_received(asked: list[int], waived: bool) -> None:
    nia = Person.objects.filter(given_name="Nia").first() or somebody("Nia")
    order = an_order(nia, paid=5000 if waived else 7500)
    if waived:
        waive_order(order=order, reason="hardship", by=nia, at=NOON)
    for pence in asked:
        try:
            refund_order(order=order, amount_pence=pence, reason="x", by=nia, at=NOON)
        except TooMuch:
            continue
    order = Order.objects.get(pk=order.pk)
    assert order.returned_pence <= order.received_pence
    assert order.returned_pence == sum(order.refunds.values_list("amount_pence", flat=True))
    assert balance("payments-received") == 0
