"""Promises 3, 6 and 7, and the ways in which paying goes wrong."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from goldseam.core.ledger.actions import balance, trial_balance
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions import fulfilling
from goldseam.core.sales.actions.fulfilling import fulfil, fulfil_paid_orders
from goldseam.core.sales.actions.paying import (
    AlreadyPaid,
    OrderClosed,
    ask_about_open_payments,
    confirm_payment,
    fail_payment,
    look_up_payment,
    record_transfer,
    start_payment,
)
from goldseam.core.sales.actions.refunding import TooMuch, confirm_hand_refund, refund_order, send_refunds
from goldseam.core.sales.models import Invoice, Order, Payment, Refund
from goldseam.core.sales.tests.factories import NOON, Booklet, a_shop, an_order, at_the_bank, nia, the_bank_says
from goldseam.foundation.contracts import ruptures

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shop() -> None:
    a_shop()


def test_nia_pays_and_has_her_booklet() -> None:
    payment = at_the_bank(an_order())
    the_bank_says(payment, "paid")

    look_up_payment(payment=payment, at=NOON)

    order = Order.objects.get()
    assert order.state == "paid"
    assert len(Booklet.handed_over) == 1
    assert [(line.code, line.debit_pence, line.credit_pence) for line in trial_balance(on=NOON.date())] == [
        ("clearing:demo", 7500, 0),
        ("income:membership", 0, 7500),
    ]


def test_nia_presses_twenty_times_and_goes_to_one_payment() -> None:
    order = an_order()

    def press(_: int) -> str:
        try:
            return str(start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=NOON).reference)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as presses:
        references = set(presses.map(press, range(20)))

    assert len(references) == 1
    assert Payment.objects.count() == 1


def test_the_same_form_sent_twenty_times_makes_one_order() -> None:
    person = nia()

    def send(_: int) -> int:
        try:
            return an_order(person=person, key="basket:calm").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as sends:
        orders = set(sends.map(send, range(20)))

    assert len(orders) == 1
    assert Order.objects.get().lines.count() == 1


def test_without_a_key_the_same_form_makes_twenty_orders() -> None:
    """The control of the test above: it is the key that makes them one."""
    person = nia()

    def send(_: int) -> int:
        try:
            return an_order(person=person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as sends:
        assert len(set(sends.map(send, range(20)))) == 20


def test_the_news_that_it_is_paid_told_eight_times_at_once_is_posted_once() -> None:
    payment = at_the_bank(an_order())

    def tell(_: int) -> None:
        try:
            confirm_payment(payment=payment, received_pence=7500, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as news:
        list(news.map(tell, range(8)))

    assert balance("clearing:demo") == 7500
    assert len(Booklet.handed_over) == 1


def test_nia_pays_by_card_and_by_transfer_and_one_of_them_goes_back() -> None:
    order = an_order()
    card = at_the_bank(order)
    start_payment(order=order, way="transfer", return_url="", at=NOON)
    the_bank_says(card, "paid")
    look_up_payment(payment=card, at=NOON)

    record_transfer(order=order, amount_pence=7500, at=NOON, by=nia())

    refund = Refund.objects.get()
    assert (refund.amount_pence, refund.is_surplus) == (7500, True)
    assert balance("payments-received") == 0
    confirm_hand_refund(refund=refund, at=NOON, by=nia())
    assert balance("bank") == 0
    assert balance("income:membership") == -7500


def test_fifty_pounds_of_seventy_five_are_kept_and_the_rest_is_asked_for() -> None:
    order = an_order()
    start_payment(order=order, way="transfer", return_url="", at=NOON)

    record_transfer(order=order, amount_pence=5000, at=NOON, by=nia())

    order = Order.objects.get()
    assert (order.state, order.due_pence) == ("short", 2500)
    assert Booklet.handed_over == []
    assert Message.objects.filter(template="sales/short").count() == 1
    record_transfer(order=order, amount_pence=2500, at=NOON, by=nia())
    assert Order.objects.get().state == "paid"
    assert len(Booklet.handed_over) == 1


def test_what_is_paid_cannot_be_paid_again() -> None:
    payment = at_the_bank(an_order())
    confirm_payment(payment=payment, received_pence=7500, at=NOON)

    with pytest.raises(AlreadyPaid):
        at_the_bank(Order.objects.get())


def test_an_order_left_for_two_weeks_is_closed() -> None:
    order = an_order()

    with pytest.raises(OrderClosed):
        at_the_bank(order, at=NOON + timedelta(days=14))


def test_money_for_an_order_that_was_replaced_goes_back() -> None:
    payment = at_the_bank(an_order(key="basket:calm"))
    Order.objects.update(withdrawn_at=NOON)

    confirm_payment(payment=payment, received_pence=7500, at=NOON)
    send_refunds(at=NOON)

    the_bank_says(payment, "paid")
    send_refunds(at=NOON + timedelta(hours=1))
    assert Booklet.handed_over == []
    assert Refund.objects.get().amount_pence == 7500
    assert balance("payments-received") == 0


def test_a_refusal_told_after_the_money_came_changes_nothing() -> None:
    payment = at_the_bank(an_order())
    confirm_payment(payment=payment, received_pence=7500, at=NOON)

    fail_payment(payment=payment, code="insufficient_funds", is_final=False, at=NOON)

    assert Payment.objects.get().state == "confirmed"


def test_money_that_comes_after_a_refusal_counts() -> None:
    payment = at_the_bank(an_order())
    fail_payment(payment=payment, code="insufficient_funds", is_final=False, at=NOON)

    confirm_payment(payment=payment, received_pence=7500, at=NOON)

    assert Order.objects.get().state == "paid"


def test_a_bank_that_never_answers_counts_as_a_failure_after_an_hour() -> None:
    at_the_bank(an_order())

    ask_about_open_payments(at=NOON + timedelta(minutes=30))
    assert Payment.objects.get().state == "open"
    ask_about_open_payments(at=NOON + timedelta(minutes=61))

    assert Payment.objects.get().code == "no_answer"


def test_what_cannot_be_handed_over_is_tried_again_and_the_money_stays_recorded() -> None:
    Booklet.in_stock = False
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    assert balance("payments-received") == -7500
    assert Order.objects.get().lines.get().trouble == "out of stock"

    Booklet.in_stock = True
    fulfil_paid_orders(at=NOON)

    assert len(Booklet.handed_over) == 1
    assert balance("payments-received") == 0


def test_a_refund_in_full_takes_the_booklet_back_and_the_money_returns_by_the_same_road() -> None:
    payment = at_the_bank(an_order())
    the_bank_says(payment, "paid")
    look_up_payment(payment=payment, at=NOON)

    refund_order(order=Order.objects.get(), amount_pence=7500, reason="within 14 days", by=nia(), at=NOON)
    assert len(Booklet.taken_back) == 1
    assert balance("refunds-owed") == -7500
    send_refunds(at=NOON)

    assert Refund.objects.get().state == "made"
    assert list(trial_balance(on=NOON.date())) == []
    assert Invoice.objects.filter(kind="credit_note").count() == 1


def test_a_refund_in_part_leaves_the_booklet() -> None:
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)

    refund_order(order=Order.objects.get(), amount_pence=2500, reason="a kindness", by=nia(), at=NOON)

    assert Booklet.taken_back == []
    assert balance("income:membership") == -5000


def test_no_more_goes_back_than_came() -> None:
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    order = Order.objects.get()
    refund_order(order=order, amount_pence=5000, reason="a kindness", by=nia(), at=NOON)

    with pytest.raises(TooMuch):
        refund_order(order=order, amount_pence=2501, reason="another", by=nia(), at=NOON)


def test_two_treasurers_refunding_at_once_send_the_money_back_once() -> None:
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    order, treasurer = Order.objects.get(), Person.objects.get()

    def refund(_: int) -> bool:
        try:
            refund_order(order=order, amount_pence=7500, reason="asked", by=treasurer, at=NOON)
        except TooMuch:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as both:
        assert sum(both.map(refund, range(4))) == 1
    assert balance("refunds-owed") == -7500


def test_invoice_numbers_have_no_gaps_when_ten_people_pay_at_once() -> None:
    payments = [at_the_bank(an_order(person=nia(f"nia{n}@families.example"))) for n in range(10)]

    def pay(payment: Payment) -> None:
        try:
            confirm_payment(payment=payment, received_pence=7500, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as all_at_once:
        list(all_at_once.map(pay, payments))

    assert sorted(Invoice.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_a_paid_order_without_lines_is_done_and_not_taken_up_again_and_again() -> None:
    order = an_order()
    order.lines.all().delete()
    Order.objects.filter(pk=order.pk).update(paid_at=NOON)

    assert fulfil(order=Order.objects.get(), at=NOON)
    assert fulfil_paid_orders(at=NOON) == 0


def test_however_long_an_order_is_kept_only_an_organisation_has_a_month_to_send_the_money() -> None:
    order = an_order()
    Order.objects.filter(pk=order.pk).update(expires_at=NOON + timedelta(days=60))
    for is_of_organisation, days in ((False, 7), (True, 30)):
        Order.objects.filter(pk=order.pk).update(is_of_organisation=is_of_organisation)
        payment = start_payment(order=Order.objects.get(), way="transfer", return_url="", at=NOON)
        assert Payment.objects.select_related("order").get(pk=payment.pk).due_on == NOON.date() + timedelta(days=days)
        late = [len(list(ruptures["invoice_overdue"].broken(at=NOON + timedelta(days=n)))) for n in (days, days + 1)]
        assert late == [0, 1]


def test_those_that_cannot_be_handed_over_keep_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulfilling, "AT_ONCE", 1)
    stuck, omars = an_order(), an_order(key="omar")
    stuck.lines.update(trouble="There is no such booklet any more.")
    for order, days in ((stuck, 9), (omars, 0)):
        Order.objects.filter(pk=order.pk).update(paid_at=NOON - timedelta(days=days))

    fulfil_paid_orders(at=NOON)

    assert [bool(order.lines.get().fulfilled_at) for order in (stuck, omars)] == [False, True]
