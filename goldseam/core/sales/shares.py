"""Dividing what was paid for an order, or sent back, among its lines and between income and VAT."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from goldseam.core.sales.models import Order, OrderLine, Refund


def shares(lines: Sequence[OrderLine], amount_pence: int) -> list[int]:
    """Each line's part of an amount, by what the lines cost: whole pence that sum to the amount exactly."""
    bounds = [0, *accumulate(line.total_pence for line in lines)]
    return [amount_pence * end // bounds[-1] - amount_pence * start // bounds[-1] for start, end in pairwise(bounds)]


def refunded_pence(order_id: int, *, before: Refund | None = None) -> int:
    """What was asked back of an order so far, surplus left out: that was never the price of anything. What was sent
    back before the order was paid, and came once more to pay it, is not missing from its price.
    """
    refunds = Refund.objects.filter(order=order_id, is_surplus=False)
    asked = sum(refunds.values_list("amount_pence", flat=True))
    if not asked:
        return 0
    order: Any = Order.objects.with_money().get(pk=order_id)
    if order.paid_at:
        asked = min(asked, max(order.total_pence - order.waived_pence - order.received + order.returned, 0))
    return asked - (before.amount_pence if before else 0)


def kept_pence(line: OrderLine) -> int:
    """What of a line's price was paid and did not go back; what was let off was never paid.

    What went back of an order is counted against what it sold, not against the credit it gave.
    """
    sold = [other for other in line.order.bought if other.total_pence > 0]
    lost = shares(sold, refunded_pence(line.order_id) + line.order.waived_pence) if line in sold else []
    return max(line.total_pence - lost[sold.index(line)], 0) if lost else 0


def split_of(line: OrderLine, share_pence: int) -> tuple[int, int]:
    """Income and VAT in a part of a line's price, in pence."""
    vat = line.vat_in(share_pence)
    return share_pence - vat, vat
