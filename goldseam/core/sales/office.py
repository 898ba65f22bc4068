"""Orders, as the office and the treasurer see them."""

from typing import Any

from goldseam.core.sales.models import Order


def orders_of(person: Any) -> list[Order]:
    """The orders of a person, newest first, with what was received and returned, in one query."""
    return with_sums(Order.objects.filter(person=person).with_money().prefetch_related("lines").order_by("-placed_at"))


def with_sums(orders: Any) -> list[Order]:
    """Let each order answer from the annotated sums, so that a list of them costs no query a row."""
    found = list(orders)
    for order in found:
        order.received_pence, order.returned_pence = order.received, order.returned
    return found
