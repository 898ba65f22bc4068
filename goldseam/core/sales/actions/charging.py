"""Charging a kept card with nobody present. What is to be charged is committed first and asked of the provider after,
under one key, so that whatever crashes it is charged once.
"""

import logging
from datetime import datetime

from django.db import transaction

from goldseam.core.gateways.protocol import Charge, GatewayAway
from goldseam.core.gateways.ways import gateway_to_move_money
from goldseam.core.sales.actions.paying import AlreadyPaid, OrderClosed, look_up_payment, new_payment
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.foundation.work.kick import kick

logger = logging.getLogger(__name__)
AT_ONCE = 500


@transaction.atomic
def ask_to_charge(*, order: Order, mandate: Mandate, at: datetime) -> Payment:
    """Enter a charge of what is due to a kept card; `send_charges` asks the provider for it. An attempt that is open
    counts. Raises AlreadyPaid, OrderClosed.
    """
    order = Order.objects.locked().get(pk=order.pk)
    if order.paid_at:
        raise AlreadyPaid
    if order.withdrawn_at or order.expires_at <= at:
        raise OrderClosed
    for payment in order.count_payments(lock=True):
        if payment.state == "open" and payment.mandate_id:
            return payment
        if payment.state == "open" and payment.gateway == mandate.gateway:
            Payment.objects.filter(pk=payment.pk).update(failed_at=at, code="replaced")
    payment = new_payment(order=order, way=mandate.gateway, at=at, mandate=mandate)
    kick("sales.send_charges")
    return payment


def send_charges(*, at: datetime) -> int:
    """Ask the providers for the charges that wait, and hear what became of them; returns how many were asked for."""
    waiting = Payment.objects.filter(mandate__isnull=False, reference=None, confirmed_at=None, failed_at=None)
    count = 0
    for payment in waiting.select_related("order", "mandate").order_by("started_at", "pk")[:AT_ONCE]:
        try:
            _send(payment, at)
            count += 1
        except GatewayAway:
            continue
        except Exception:
            # One card that the provider cannot make sense of must not keep the others from being charged.
            logger.exception("The charge %s could not be sent", payment)
    return count


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
    look_up_payment(payment=payment, at=at)
