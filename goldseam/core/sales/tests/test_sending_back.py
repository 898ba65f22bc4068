"""Refunds in part, of too little, refused by the bank: the books and the person always know where the money is."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.gateway import GATEWAY
from goldseam.core.gateways.protocol import Outcome
from goldseam.core.ledger.actions import balance
from goldseam.core.sales.actions import notices
from goldseam.core.sales.actions.fulfilling import fulfil_paid_orders
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.actions.paying import (
    ask_about_open_payments,
    ask_about_unanswered_payments,
    confirm_payment,
    record_transfer,
)
from goldseam.core.sales.actions.refunding import (
    TooMuch,
    confirm_hand_refund,
    refund_order,
    send_refunds,
    take_refund_outcome,
)
from goldseam.core.sales.models import Invoice, Order, Payment, ProviderNotice, Refund
from goldseam.core.sales.office.file import is_by_hand
from goldseam.core.sales.tests.factories import NOON, Booklet, a_shop, an_order, at_the_bank, nia, the_bank_says
from goldseam.core.sales.tests.test_any_order_of_events import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shop() -> None:
    a_shop()


def sent_back(pence: int, *, order: Order | None = None) -> Refund:
    order = Order.objects.get(pk=order.pk) if order else Order.objects.get()
    return refund_order(order=order, amount_pence=pence, reason="asked", by=nia(), at=NOON)


def transferred(pence: int) -> Order:
    return record_transfer(order=Order.objects.get(), amount_pence=pence, at=NOON, by=nia())


def test_too_little_sent_back_sets_the_order_aside_and_what_comes_later_goes_back_too(client: Client) -> None:
    order = an_order()
    transferred(5000)
    sent_back(5000)
    assert Order.objects.get().state == "withdrawn"

    transferred(2500)

    assert Booklet.handed_over == []
    assert sum(Refund.objects.values_list("amount_pence", flat=True)) == 7500
    assert balance("payments-received") == 0
    page = client.get(f"/pay/{order.token}/done/").content.decode()
    assert "This money went back to you" in page


def test_part_of_too_little_sent_back_is_missing_again() -> None:
    an_order()
    transferred(5000)
    sent_back(2000)

    assert Order.objects.get().due_pence == 4500
    transferred(2500)
    assert Order.objects.get().state == "short"
    transferred(2000)
    assert Order.objects.get().state == "paid"


def test_what_was_sent_back_before_the_handing_over_is_never_income() -> None:
    Booklet.in_stock = False
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    sent_back(2500)
    Booklet.in_stock = True

    fulfil_paid_orders(at=NOON)

    assert balance("income:membership") == -5000
    assert balance("payments-received") == 0


def test_thirty_three_pounds_sent_back_by_the_penny_leave_no_vat(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Ticket.in_stock
    payer = Payer("Nia", "Ferreday", "nia@families.example")
    order = place_order(items=[Item("membership.ticket", "day")], payer=payer, person=nia(), at=NOON)
    confirm_payment(payment=at_the_bank(order), received_pence=3333, at=NOON)
    assert balance("vat-output") == -556

    for pence in [*[1] * 33, 3300]:
        sent_back(pence)

    assert (balance("vat-output"), balance("income:membership")) == (0, 0)


def test_a_refund_that_the_bank_refuses_stays_owed_until_it_is_made_by_hand() -> None:
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    refund = sent_back(7500)
    send_refunds(at=NOON)
    refund.refresh_from_db()
    assert refund.state == "failed", "the bank knows of no payment"
    assert balance("refunds-owed") == -7500

    confirm_hand_refund(refund=refund, at=NOON, by=nia())
    confirm_hand_refund(refund=refund, at=NOON, by=nia())

    refund.refresh_from_db()
    assert refund.state == "made"
    assert (balance("refunds-owed"), balance("bank"), balance("income:membership")) == (0, -7500, 0)


def test_a_way_to_pay_that_is_offered_no_more_keeps_nothing_else_waiting(settings: Any, client: Client) -> None:
    paid, begun = an_order(), an_order()
    confirm_payment(payment=at_the_bank(paid), received_pence=7500, at=NOON)
    refund = sent_back(7500, order=paid)
    at_the_bank(begun)
    settings.GATEWAYS = ["transfer"]

    ask_about_open_payments(at=NOON + timedelta(hours=2))
    ask_about_unanswered_payments(at=NOON + timedelta(hours=2))
    send_refunds(at=NOON)

    refund.refresh_from_db()
    assert (refund.state, refund.answer) == ("asked", "demo")
    assert is_by_hand(refund), "no provider sends it any more"
    assert client.get(f"/pay/{begun.token}/done/").status_code == 200
    assert client.get(f"/pay/{paid.token}/receipt/").content.startswith(b"%PDF")


def test_a_refused_refund_is_not_asked_for_a_second_time() -> None:
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    sent_back(7500)
    send_refunds(at=NOON)

    with pytest.raises(TooMuch):
        sent_back(7500)
    assert Invoice.objects.filter(kind="credit_note").count() == 1


def test_a_refund_refused_and_then_made_after_all_is_made() -> None:
    confirm_payment(payment=at_the_bank(an_order()), received_pence=7500, at=NOON)
    refund = sent_back(7500)

    for said in ("failed", "refunded", "failed"):
        take_refund_outcome(refund=refund, outcome=Outcome(refund.key, said, 7500), at=NOON)

    assert Refund.objects.get().state == "made"
    assert balance("refunds-owed") == 0


def test_money_for_which_no_invoice_was_written_goes_back_without_a_credit_note() -> None:
    an_order()
    transferred(5000)
    Invoice.objects.all().delete()

    sent_back(5000)

    assert not Invoice.objects.exists()


def test_the_form_sent_again_after_its_order_ran_out_makes_a_new_order() -> None:
    first = an_order(key="basket:calm")

    second = an_order(key="basket:calm", at=NOON + timedelta(days=15))

    assert second.pk != first.pk
    assert Order.objects.get(pk=first.pk).withdrawn_at


def test_a_changed_form_does_not_set_aside_an_order_for_which_money_came() -> None:
    order = an_order(key="basket:calm")
    transferred(5000)

    changed = Payer("Nia", "Ferreday-Jones", "nia@families.example")
    again = place_order(
        items=[Item("membership.booklet", "calm")], payer=changed, person=nia(), at=NOON, key="basket:calm"
    )

    assert again.pk == order.pk
    assert Order.objects.get().state == "short"


def test_a_late_payment_whose_notice_was_lost_is_found_by_asking_again() -> None:
    payment = at_the_bank(an_order())
    ask_about_open_payments(at=NOON + timedelta(hours=2))
    assert Order.objects.get().payments.get().code == "no_answer"
    the_bank_says(payment, "paid")

    ask_about_unanswered_payments(at=NOON + timedelta(hours=3))

    assert Order.objects.get().state == "paid"
    assert len(Booklet.handed_over) == 1


@pytest.mark.parametrize("ask", [ask_about_open_payments, ask_about_unanswered_payments])
def test_an_answer_that_makes_no_sense_keeps_no_other_payment_waiting(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange, hers = at_the_bank(an_order()), at_the_bank(an_order(), at=NOON + timedelta(minutes=1))
    Payment.objects.update(**{"failed_at": NOON, "code": "no_answer"} if ask is ask_about_unanswered_payments else {})
    the_bank_says(hers, "paid")
    look_up = GATEWAY.look_up

    def answer(reference: str) -> Outcome | None:
        if reference == strange.reference:
            raise ValueError
        return look_up(reference)

    monkeypatch.setattr(GATEWAY, "look_up", answer)

    ask(at=NOON + timedelta(hours=2))

    strange.refresh_from_db()
    assert (Order.objects.get(pk=hers.order_id).state, strange.code) == ("paid", "no_answer")


def test_notices_of_what_is_not_ours_keep_no_other_notice_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "AT_ONCE", 2)
    payment = at_the_bank(an_order())
    paid = Outcome(str(payment.reference), "paid", 7500)
    another = Outcome("cs_of_another", "paid", 100)
    for number, told in enumerate([another, another, paid]):
        ProviderNotice.objects.create(
            gateway="demo", notice_id=f"evt_{number}", told={"outcome": asdict(told)}, received_at=NOON
        )
    ProviderNotice.objects.create(gateway="demo", notice_id="evt_strange", told={"outcome": {}}, received_at=NOON)

    notices.take_up_early_notices(at=NOON)

    assert Order.objects.get().state == "paid"


@pytest.mark.parametrize("header", ["t=1,v1=é", "t=²,v1=0", "", "t=,v1=", "v1=0", "t=1", "é", "t=1,v1=\x7f"])
def test_a_signature_in_strange_letters_is_refused_and_breaks_nothing(client: Client, header: str) -> None:
    answer = client.post("/gateways/demo/notice/", b"{}", content_type="application/json", HTTP_BANK_SIGNATURE=header)
    assert answer.status_code == 400
