"""What of the orders waits for somebody."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.gateways.ways import sending_back
from goldseam.core.sales.models import Order, Refund
from goldseam.core.sales.office.lists import in_state, waiting_for_transfer, with_sums
from goldseam.foundation.money import pounds


def _of_orders(heading: Any, orders: QuerySet[Any], why: str, filters: str) -> Needs:
    first = with_sums(orders.with_money().order_by("placed_at")[:SHOWN])  # type: ignore[attr-defined]
    needs = [
        Need(
            what=f"{order.reference}, {order.payer_name}",
            why=why % {"due": pounds(order.due_pence), "received": pounds(order.received_pence)},
            url=reverse("orders:transfer", args=[order.pk]),
            since=order.placed_at,
        )
        for order in first
    ]
    return Needs(heading, orders.count(), needs, f"{reverse('orders:list')}?{filters}")


def transfers_to_match(*, at: datetime) -> Needs:
    """Orders whose payer sends the money by bank: each is matched when it stands on the statement."""
    waiting = in_state(waiting_for_transfer(Order.objects.filter(expires_at__gt=at)), "open")
    heading = gettext_lazy("Transfers to match")
    return _of_orders(heading, waiting, _("%(due)s to come"), "transfer=waiting")


def orders_short(*, at: datetime) -> Needs:
    """Orders for which something arrived, and not enough."""
    short = in_state(Order.objects.all(), "short")
    words = _("%(received)s arrived, %(due)s is missing")
    return _of_orders(gettext_lazy("Too little arrived"), short, words, "state=short")


def _of_refunds(heading: Any, refunds: QuerySet[Refund]) -> Needs:
    needs = [
        Need(
            what=_("%(amount)s to %(payer)s")
            % {"amount": pounds(refund.amount_pence), "payer": refund.order.payer_name},
            why=refund.answer or refund.reason,
            url=reverse("orders:file", args=[refund.order_id]),
            since=refund.asked_at,
        )
        for refund in refunds.select_related("order").order_by("asked_at")[:SHOWN]
    ]
    return Needs(heading, refunds.count(), needs)


def refunds_by_hand(*, at: datetime) -> Needs:
    """Refunds that only a person at the bank can make."""
    by_hand = Refund.objects.filter(state=Refund.State.ASKED).exclude(payment__gateway__in=sending_back())
    return _of_refunds(gettext_lazy("Refunds to make at the bank"), by_hand)


def refunds_refused(*, at: datetime) -> Needs:
    """Refunds that the provider would not make: the money is still owed."""
    refused = Refund.objects.filter(state=Refund.State.FAILED)
    return _of_refunds(gettext_lazy("Refunds that the provider refused"), refused)
