"""Money between us and a person: it stands against erasing their details."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from goldseam.core.sales.models import Order, OrderLine, Refund
from goldseam.foundation.contracts import Hindrance
from goldseam.foundation.money import pounds


def money_owed(people: Sequence[int], at: datetime) -> Iterator[Hindrance]:
    """What is owed either way, and what was paid and not handed over."""
    for order in Order.objects.filter(person__in=people).open().with_money():
        missing = order.total_pence - order.received + order.returned  # type: ignore[attr-defined]
        if order.received > order.returned and missing > 0:  # type: ignore[attr-defined]
            told = {"amount": pounds(missing), "reference": order.reference}
            yield Hindrance(_("%(amount)s is still missing for %(reference)s, and what arrived is kept.") % told)
    owed = Refund.objects.filter(order__person__in=people).exclude(state=Refund.State.MADE)
    pence = owed.aggregate(sum=Sum("amount_pence"))["sum"]
    if pence:
        yield Hindrance(_("%(amount)s is on its way back to them.") % {"amount": pounds(pence)})
    paid = OrderLine.objects.filter(order__person__in=people, order__paid_at__isnull=False)
    for line in paid.filter(fulfilled_at=None, revoked_at=None).select_related("order"):
        told = {"what": line.description, "reference": line.order.reference}
        yield Hindrance(_("“%(what)s” of %(reference)s is paid and not handed over yet.") % told)
