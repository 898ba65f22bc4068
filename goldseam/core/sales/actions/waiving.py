"""Letting somebody off what is still due: the ledger says so, and what was ordered is handed over."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.ledger import accounts
from goldseam.core.ledger.actions import ensure_accounts, post
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.invoicing import issue_invoice
from goldseam.core.sales.models import Order, Payment
from goldseam.foundation.timeline.record import record


class NothingDue(Exception):
    """The order is paid, or was set aside: there is nothing to let anybody off."""


def waive_order(*, order: Order, reason: str, by: Person, at: datetime) -> Order:
    """Write off what is due of an order, and hand over what it asked for. Raises NothingDue."""
    order = _waive(order, reason, by, at)
    fulfil(order=order, at=at)
    return order


@transaction.atomic
def _waive(order: Order, reason: str, by: Person, at: datetime) -> Order:
    order = Order.objects.locked().get(pk=order.pk)
    order.count_payments(lock=True)
    due = 0 if order.withdrawn_at else order.due_pence
    if not due:
        raise NothingDue
    # An association that began before this could be done has no such account yet.
    ensure_accounts()
    # An order that is due again, because a transfer was not for it, may be let off once more.
    before = order.waived_pence
    post(
        key=f"waive:{order.pk}:{before}" if before else f"waive:{order.pk}",
        memo=f"Waived for {order.reference}",
        at=at,
        by=by,
        about=f"sales.order:{order.pk}",
        lines=[(accounts.WAIVED, due), (accounts.RECEIVED, -due)],
    )
    order.waived_pence, order.paid_at = before + due, at
    order.save(update_fields=["waived_pence", "paid_at"])
    # Nobody is to send what is not due any more.
    waiting = Payment.objects.filter(order=order, confirmed_at=None, failed_at=None, gateway="transfer")
    waiting.update(failed_at=at, code="replaced")
    issue_invoice(order=order, at=at)
    told: dict[str, Any] = {"amount_pence": due, "reference": order.reference}
    record(facts.ORDER_WAIVED, person=order.person, subject=order, by=by, at=at, text=reason, **told)
    return order
