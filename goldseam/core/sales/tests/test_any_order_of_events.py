"""One order to which anything happens in any order: the books always say where each penny is."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.gateways.protocol import Outcome
from goldseam.core.ledger.actions import trial_balance
from goldseam.core.sales.actions.fulfilling import fulfil_paid_orders
from goldseam.core.sales.actions.ordering import Item, Payer, place_order, withdraw
from goldseam.core.sales.actions.paying import (
    AlreadyPaid,
    OrderClosed,
    ask_about_open_payments,
    look_up_payment,
    record_transfer,
    start_payment,
    take_outcome,
)
from goldseam.core.sales.actions.refunding import (
    TooMuch,
    confirm_hand_refund,
    refund_order,
    send_refunds,
    take_refund_outcome,
)
from goldseam.core.sales.models import Order, OrderLine, Refund
from goldseam.core.sales.tests.factories import NOON, Booklet, a_shop, nia
from goldseam.foundation.contracts import Quote, sellables
from tests.ledger import unbalanced_entries
from tests.promises.sizes import FULL, size

Books = dict[str, int]
BANK_SAYS = {
    "paid": {"state": "paid"},
    "failed": {"state": "failed", "code": "insufficient_funds"},
    "pending": {"state": "pending"},
}


class Ticket(Booklet):
    """A thing with VAT, at an awkward price."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        return Quote("A ticket", 3333, "standard", 20)


if "membership.ticket" not in sellables:
    sellables.register("membership.ticket", Ticket())


class OneOrder(RuleBasedStateMachine):
    """A booklet and two tickets, £141.66 in all."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON
        self.block = transaction.atomic()
        self.block.__enter__()
        a_shop()
        items = [Item("membership.booklet", "calm"), Item("membership.ticket", "day", quantity=2)]
        payer = Payer("Nia", "Ferreday", "nia@families.example")
        self.pk = place_order(items=items, payer=payer, person=nia(), at=self.at).pk

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @property
    def order(self) -> Order:
        return Order.objects.get(pk=self.pk)

    @rule(way=st.sampled_from(["demo", "transfer"]))
    def she_goes_to_pay(self, way: str) -> None:
        try:
            start_payment(order=self.order, way=way, return_url="http://127.0.0.1/", at=self.at)
        except AlreadyPaid:
            assert self.order.paid_at
        except OrderClosed:
            assert self.order.withdrawn_at or self.order.expires_at <= self.at

    @rule(which=st.integers(0, 5), said=st.sampled_from(sorted(BANK_SAYS)), told=st.booleans())
    def the_bank_decides(self, which: int, said: str, told: bool) -> None:
        payments = list(self.order.payments.filter(gateway="demo").order_by("id"))
        if not payments:
            return
        payment = payments[which % len(payments)]
        BankSession.objects.filter(reference=payment.reference).exclude(state="paid").update(**BANK_SAYS[said])
        if told:
            session = BankSession.objects.get(reference=payment.reference)
            news = Outcome(session.reference, session.state, session.amount_pence, session.code)
            take_outcome(payment=payment, outcome=news, at=self.at)

    @rule()
    def she_comes_back_from_the_bank(self) -> None:
        payment = self.order.payments.order_by("-started_at").first()
        if payment:
            look_up_payment(payment=payment, at=self.at)

    @rule(pence=st.sampled_from([1, 4999, 7500, 14166, 14167, 20000]))
    def money_arrives_by_transfer(self, pence: int) -> None:
        record_transfer(order=self.order, amount_pence=pence, at=self.at, by=nia())

    @rule(part=st.sampled_from([1, 3, 100, 2, 1]))
    def some_of_it_is_sent_back(self, part: int) -> None:
        order = self.order
        left = order.received_pence - order.returned_pence
        try:
            refund_order(order=order, amount_pence=left // part, reason="asked", by=nia(), at=self.at)
        except TooMuch as error:
            self.most = error.args[0]
            assert left // part == 0 or self.most < left // part

    @rule()
    def refunds_are_sent(self) -> None:
        self.at += timedelta(minutes=20)
        send_refunds(at=self.at)

    @rule(which=st.integers(0, 5), said=st.sampled_from(["refunded", "failed", "pending"]))
    def the_bank_tells_of_a_refund(self, which: int, said: str) -> None:
        refunds = list(self.order.refunds.order_by("id"))
        if refunds:
            refund = refunds[which % len(refunds)]
            take_refund_outcome(refund=refund, outcome=Outcome(refund.key, said, refund.amount_pence), at=self.at)

    @precondition(lambda self: Refund.objects.filter(state="failed").exists())
    @rule()
    def the_treasurer_makes_a_refused_refund_by_hand(self) -> None:
        confirm_hand_refund(refund=Refund.objects.filter(state="failed").earliest("id"), at=self.at, by=nia())

    @rule(is_there=st.booleans())
    def stock_changes(self, is_there: bool) -> None:
        Booklet.in_stock = is_there

    @rule(days=st.sampled_from([0, 1, 14]))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days, minutes=3)
        ask_about_open_payments(at=self.at)
        fulfil_paid_orders(at=self.at)

    @rule()
    def she_changes_her_mind(self) -> None:
        if not self.order.paid_at and not self.order.received_pence:
            withdraw(order=self.order, at=self.at)

    @invariant()
    def all_is_accounted_for(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        assert unbalanced_entries() == []
        order, lines, refunds = self.order, list(self.order.lines.all()), list(self.order.refunds.all())
        books = {line.code: line.debit_pence - line.credit_pence for line in trial_balance(on=self.at.date())}
        kept = order.received_pence - order.returned_pence
        assert kept >= 0, "no more went back than came"
        self._cash_is_what_came_less_what_went(books, order, refunds)
        self._what_was_not_handed_over_is_owed_to_her(books, order, lines, kept)
        self._she_has_it_exactly_when_it_is_paid_and_not_all_sent_back(order, lines, kept)

    def _cash_is_what_came_less_what_went(self, books: Books, order: Order, refunds: list[Refund]) -> None:
        made = sum(refund.amount_pence for refund in refunds if refund.state == "made")
        owed = sum(refund.amount_pence for refund in refunds if refund.state != "made")
        assert books.get("bank", 0) + books.get("clearing:demo", 0) == order.received_pence - made
        assert books.get("refunds-owed", 0) == -owed

    def _what_was_not_handed_over_is_owed_to_her(
        self, books: Books, order: Order, lines: list[OrderLine], kept: int
    ) -> None:
        income, vat = -books.get("income:membership", 0), -books.get("vat-output", 0)
        owed = -books.get("payments-received", 0)
        assert income + vat + owed == kept
        if not any(line.fulfilled_at for line in lines):
            assert (income, vat) == (0, 0)
        if order.paid_at and all(line.fulfilled_at or line.revoked_at for line in lines):
            assert owed == 0
        if order.paid_at and kept == 0:
            assert (income, vat) == (0, 0)

    def _she_has_it_exactly_when_it_is_paid_and_not_all_sent_back(
        self, order: Order, lines: list[OrderLine], kept: int
    ) -> None:
        has = any(line.fulfilled_at and not line.revoked_at for line in lines)
        waits = any(not line.fulfilled_at and not line.revoked_at for line in lines)
        assert has or waits if order.state == "paid" else not has
        if order.state == "withdrawn":
            assert kept == 0
        if order.state == "short":
            assert order.due_pence == order.total_pence - kept > 0
        if kept:
            assert order.state in ("paid", "short"), "charged, and neither has it nor the money"


@pytest.mark.django_db
def test_whatever_happens_in_whatever_order_the_books_say_where_each_penny_is() -> None:
    run_state_machine_as_test(
        OneOrder,
        settings=settings(max_examples=size(12, 1000), stateful_step_count=16, deadline=None, derandomize=not FULL),
    )
