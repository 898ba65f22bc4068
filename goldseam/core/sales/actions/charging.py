"""Charging a kept card with nobody present. What is to be charged is committed first and asked of the provider after,
under one key, so that whatever crashes it is charged once.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from goldseam.core.gateways.protocol import Charge, GatewayAway
from goldseam.core.gateways.ways import gateway_to_move_money
from goldseam.core.sales.actions.paying import AlreadyPaid, OrderClosed, attempt, enter_payments, look_up_payment
from goldseam.core.sales.models import Mandate, Order, Payment, count_payments
from goldseam.foundation.work.kick import kick

logger = logging.getLogger(__name__)
AT_ONCE = 500


class KeptCard(NamedTuple):
    """A kept card that is to be charged: the key of its mandate, and the gateway that keeps it."""

    mandate: int
    gateway: str


def ask_to_charge(*, order: Order, mandate: Mandate, at: datetime) -> Payment:
    """Enter a charge of what is due to a kept card; `send_charges` asks the provider for it. An attempt that is open
    counts. Raises AlreadyPaid, OrderClosed.
    """
    return ask_to_charge_many(cards={order.pk: KeptCard(mandate.pk, mandate.gateway)}, at=at)[0]


@transaction.atomic
def ask_to_charge_many(*, cards: Mapping[int, KeptCard], at: datetime) -> list[Payment]:
    """The same for many, the card by key of the order, in as many questions as for one."""
    orders = list(Order.objects.locked().filter(pk__in=cards).order_by("pk"))
    return enter_charges(orders=orders, payments=count_payments(orders, lock=True), cards=cards, at=at)


def enter_charges(
    *, orders: Sequence[Order], payments: Mapping[int, Sequence[Payment]], cards: Mapping[int, KeptCard], at: datetime
) -> list[Payment]:
    """The same in the caller's transaction, which has placed or locked the orders and counted their payments."""
    open_ones = {order.pk: _open_charge(order, payments[order.pk], at) for order in orders}
    replaced = [
        payment.pk
        for order in orders
        for payment in payments[order.pk]
        if not open_ones[order.pk] and payment.state == "open" and payment.gateway == cards[order.pk].gateway
    ]
    if replaced:
        Payment.objects.filter(pk__in=replaced).update(failed_at=at, code="replaced")
    new = [
        attempt(order=order, way=cards[order.pk].gateway, at=at, mandate_id=cards[order.pk].mandate)
        for order in orders
        if not open_ones[order.pk]
    ]
    entered = enter_payments(payments=new, at=at)
    if entered:
        kick("sales.send_charges")
    return [*filter(None, open_ones.values()), *entered]


def _open_charge(order: Order, payments: Sequence[Payment], at: datetime) -> Payment | None:
    if order.paid_at:
        raise AlreadyPaid
    if order.withdrawn_at or order.expires_at <= at:
        raise OrderClosed
    return next((payment for payment in payments if payment.state == "open" and payment.mandate_id), None)


def send_charges(*, at: datetime) -> int:
    """Ask the providers for the charges that wait, and hear what became of them; returns how many were asked for."""
    count = 0
    # Those that could not be sent before come last, so that they keep nobody waiting.
    waiting = unsent().select_related("order", "mandate").order_by("trouble", "started_at", "pk")
    for payment in waiting[:AT_ONCE]:
        try:
            _send(payment, at)
            count += 1
        except GatewayAway as error:
            _note_trouble(payment, error)
        except Exception as error:
            # One card that the provider cannot make sense of must not keep the others from being charged.
            if _note_trouble(payment, error):
                logger.exception("The charge %s could not be sent", payment)
    return count


def unsent() -> QuerySet[Payment]:
    """The charges to kept cards that no provider was asked for yet, of orders that are still to be paid: what was set
    aside or paid another way meanwhile is not charged, to be sent back.
    """
    waiting = Payment.objects.filter(mandate__isnull=False, reference=None, confirmed_at=None, failed_at=None)
    return waiting.filter(order__withdrawn_at=None, order__paid_at=None)


def _note_trouble(payment: Payment, error: Exception) -> bool:
    """Name what kept a charge from being sent, for the office; False when it was the same before."""
    rows = Payment.objects.filter(pk=payment.pk).exclude(trouble=type(error).__name__)
    return bool(rows.update(trouble=type(error).__name__))


def _send(payment: Payment, at: datetime) -> None:
    assert payment.mandate
    order = payment.order
    charge = Charge(
        key=payment.key,
        amount_pence=payment.amount_pence,
        currency=order.currency,
        description=order.reference,
        email=order.payer_email,
        return_url="",
    )
    started = gateway_to_move_money(payment.gateway).charge_saved(payment.mandate.reference, charge, at=at)
    Payment.objects.filter(pk=payment.pk, reference=None).update(reference=started.reference)
    payment.reference = started.reference
    if payment.trouble:
        Payment.objects.filter(pk=payment.pk).update(trouble="")
    look_up_payment(payment=payment, at=at)
