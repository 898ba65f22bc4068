"""Handing over what was paid for: one transaction a line, taken up again by a sweep after any crash."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from goldseam.core.ledger import accounts
from goldseam.core.ledger.actions import post
from goldseam.core.sales import facts
from goldseam.core.sales.actions.letters import tell_proof_needed
from goldseam.core.sales.models import Order, OrderLine
from goldseam.core.sales.shares import refunded_pence, shares
from goldseam.foundation.contracts import CannotFulfil, sellables
from goldseam.foundation.timeline.record import record

logger = logging.getLogger(__name__)
AT_ONCE = 500


def income_account(line: OrderLine) -> str:
    """`membership.plan` earns `income:membership`."""
    return f"income:{line.kind.split('.')[0]}"


def fulfil(*, order: Order, at: datetime) -> bool:
    """Hand over every line of a paid order; True when all of it is handed over.

    A paid order of a known address waits for the mailed proof: then nothing is handed over yet.
    """
    if order.person_id is None:
        tell_proof_needed(order=order, at=at)
        return False
    handed_over = [_fulfil_line(line.pk, at) for line in order.bought if not (line.fulfilled_at or line.revoked_at)]
    return all(handed_over)


def _fulfil_line(pk: int, at: datetime) -> bool:
    try:
        with transaction.atomic():
            line = OrderLine.objects.select_for_update(of=("self",)).select_related("order__person").get(pk=pk)
            if line.fulfilled_at or line.revoked_at:
                return True
            sellables[line.kind].fulfil(line, at=at)
            line.fulfilled_at, line.trouble = at, ""
            line.save(update_fields=["fulfilled_at", "trouble"])
            _earn(line, at)
        return True
    except CannotFulfil as error:
        _note_trouble(pk, str(error), at)
    except Exception:
        # Whatever went wrong, the money is recorded and the sweep comes back; the other lines must not wait.
        logger.exception("Order line %s could not be fulfilled", pk)
        _note_trouble(pk, "unexpected", at)
    return False


def earned_key(line: OrderLine) -> str:
    """The key of the entry by which a line was last earned."""
    return f"fulfil:{line.pk}:{line.rounds}" if line.rounds else f"fulfil:{line.pk}"


def _earn(line: OrderLine, at: datetime) -> None:
    """Turn what was received for a line into income and VAT, less what was asked back before it was handed over."""
    back = _asked_back(line)
    earned = line.total_pence - back
    waived = _waived(line)
    # What was let off is no consideration, so no VAT is contained in it (VATA 1994 s. 19): the account of what was
    # waived bears it whole.
    vat = line.vat_in(line.total_pence - waived) - line.vat_in(back)
    if earned:
        post(
            key=earned_key(line),
            memo=f"{line.description} ({line.order.reference})",
            at=at,
            about=f"sales.order:{line.order_id}",
            lines=[(accounts.RECEIVED, earned), (income_account(line), vat - earned), (accounts.VAT, -vat)],
        )


def _waived(line: OrderLine) -> int:
    """What of a line's price was let off."""
    if not line.order.waived_pence:
        return 0
    lines = line.order.bought
    return shares(lines, line.order.waived_pence)[lines.index(line)]


def _asked_back(line: OrderLine) -> int:
    refunded = refunded_pence(line.order_id)
    if not refunded:
        return 0
    lines = line.order.bought
    return shares(lines, refunded)[lines.index(line)]


@transaction.atomic
def _note_trouble(pk: int, trouble: str, at: datetime) -> None:
    line = OrderLine.objects.select_for_update(of=("self",)).select_related("order__person").get(pk=pk)
    if line.trouble != trouble:
        line.trouble = trouble
        line.save(update_fields=["trouble"])
        record(facts.FULFILMENT_FAILED, person=line.order.person, subject=line.order, at=at, what=line.description)


def fulfil_paid_orders(*, at: datetime) -> int:
    """Take up paid orders with something not handed over; returns how many were looked at."""
    lines = OrderLine.objects.filter(order=OuterRef("pk"), fulfilled_at=None, revoked_at=None)
    waiting = Order.objects.filter(Exists(lines), paid_at__isnull=False, person__isnull=False)
    # Those that could not be handed over before come last, so that they keep nobody waiting.
    waiting = waiting.annotate(was_tried=Exists(lines.exclude(trouble="")))
    orders = list(waiting.order_by("was_tried", "paid_at")[:AT_ONCE])
    for order in orders:
        fulfil(order=order, at=at)
    return len(orders)
