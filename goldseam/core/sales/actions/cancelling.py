"""Changing one's mind within 14 days (Consumer Contracts Regulations 2013, regs 29 to 36)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.mandates import end_mandate
from goldseam.core.sales.actions.refunding import return_all
from goldseam.core.sales.models import Mandate, Order
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record

# Reg. 30(2): the period ends at the end of 14 days after the day on which the contract is entered into.
TIME_TO_CHANGE_MIND = timedelta(days=14)


class TooLateToCancel(Exception):
    """The 14 days are over, or there is nothing left to cancel."""


def cancel_by(order: Order) -> date | None:
    """The last day on which an order can be cancelled: 14 days after the day it was paid; None when nothing is left.

    An order that is not paid can be left at any time.
    """
    if order.withdrawn_at or not order.paid_at or order.state == "refunded":
        return None
    return local_date(order.paid_at) + TIME_TO_CHANGE_MIND


def may_cancel(*, order: Order, at: datetime) -> bool:
    """Whether the law's 14 days still run."""
    last = cancel_by(order)
    return last is not None and local_date(at) <= last


@transaction.atomic
def cancel_order(*, order: Order, by: Person, at: datetime) -> Order:
    """End what was bought and send all of the money back, without asking why. Raises TooLateToCancel.

    Nothing is kept for the days it was used: reg. 36 would allow it only where it was asked for beforehand.
    """
    order = Order.objects.locked().get(pk=order.pk)
    order.count_payments(lock=True)
    if not may_cancel(order=order, at=at) or any(line.revoked_at for line in order.lines.all()):
        raise TooLateToCancel
    record(facts.ORDER_CANCELLED, person=order.person, subject=order, by=by, at=at, reference=order.reference)
    return_all(order=order, reason=str(_("cancelled within 14 days")), by=by, at=at)
    for mandate in Mandate.objects.living().filter(payment__order=order):
        # The word to charge a card for later terms was given with what is no more.
        end_mandate(mandate=mandate, why=Mandate.Why.STOPPED, by=by, at=at)
    return Order.objects.get(pk=order.pk)
