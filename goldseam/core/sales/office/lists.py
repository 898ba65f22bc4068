"""Orders, as the office and the treasurer find them."""

import re
from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, Deed, DeskList
from goldseam.core.mail.sending_policy import WRITE
from goldseam.core.people.models import Person
from goldseam.core.sales.models import PAYER_WORDS, Order, Payment
from goldseam.core.sales.office.policy import ORDER_POLICY
from goldseam.foundation.clock import local, local_date
from goldseam.foundation.money import exact, in_pounds
from goldseam.foundation.search import prefix_query

STATES = {
    "open": _("Not paid yet"),
    "short": _("Too little arrived"),
    "paid": _("Paid"),
    "refunded": _("Sent back"),
    "withdrawn": _("Replaced"),
}
REFERENCE = re.compile(r"^(?:GS)?0*([1-9][0-9]{0,17})$", re.IGNORECASE | re.ASCII)


def with_sums(orders: QuerySet[Any]) -> list[Any]:
    """The orders, each knowing what was received and returned, in one query for all."""
    found = list(orders)
    for order in found:
        order.received_pence, order.returned_pence = order.received, order.returned
        order.state_words = STATES[order.state]
    return found


def orders_of(person: Any) -> list[Any]:
    """The orders of a person with their lines, newest first."""
    mine = Order.objects.filter(person=person).with_money()
    return with_sums(mine.prefetch_related("lines").order_by("-placed_at"))


def in_state(orders: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of `orders` that stand so."""
    if state == "withdrawn":
        return orders.filter(withdrawn_at__isnull=False)
    if state in ("paid", "refunded"):
        paid = orders.filter(withdrawn_at=None, paid_at__isnull=False).with_money()  # type: ignore[attr-defined]
        back = Q(returned__gte=F("received"), returned__gt=0)
        return paid.filter(back if state == "refunded" else ~back)
    arrived = Exists(Payment.objects.filter(order=OuterRef("pk"), received_pence__gt=0, taken_back_at=None))
    return orders.filter(arrived if state == "short" else ~arrived, withdrawn_at=None, paid_at=None)


def waiting_for_transfer(orders: QuerySet[Any]) -> QuerySet[Any]:
    """Orders whose payer said that the money comes by bank transfer, and that are not paid in full."""
    announced = Payment.objects.filter(order=OuterRef("pk"), gateway="transfer", failed_at=None)
    return orders.filter(Exists(announced), withdrawn_at=None, paid_at=None)


def orders_found(text: str) -> QuerySet[Any]:
    """The keys of orders by their reference, or by the payer's or the person's name or e-mail address."""
    orders = Order.objects.order_by().values("pk")
    reference = REFERENCE.match(text.strip())
    if reference:
        return orders.filter(pk=reference[1])
    query = prefix_query(text)
    if query is None:
        return orders.none()
    by_payer = orders.alias(words=PAYER_WORDS).filter(words=query)
    return by_payer.union(orders.filter(person__in=Person.objects.search(text).values("pk")))


class OrderFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Stands"), choices=list(STATES.items()), method="standing", empty_label=_("Any")
    )
    transfer = django_filters.ChoiceFilter(
        label=_("Transfer"), choices=[("waiting", _("Still to come"))], method="by_transfer", empty_label=_("Any")
    )

    class Meta:
        model = Order
        fields: Sequence[str] = ()

    def standing(self, orders: QuerySet[Order], name: str, state: str) -> QuerySet[Order]:
        return in_state(orders, state)

    def by_transfer(self, orders: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        return waiting_for_transfer(orders)


class OrderList(DeskList):
    policy = ORDER_POLICY
    page_title = _("Orders")
    verbose_name, verbose_name_plural = _("order"), _("orders")
    header_icon = "tasks"
    index_url_name = "orders:list"
    index_results_url_name = "orders:results"
    file_url_name = "orders:file"
    people_path = "person"
    deeds = (WRITE, Deed(_("Set unpaid ones aside"), "orders:withdraw_many", "withdraw"))
    default_ordering = ("-placed_at", "-id")
    filterset_class = OrderFilters
    columns = (
        Column(_("Order"), lambda order: order.reference),
        Column(_("Payer"), lambda order: order.payer_name),
        Column(_("For"), lambda order: ", ".join(line.description for line in order.lines.all())),
        Column(_("E-mail address"), lambda order: order.payer_email, is_shown=False),
        Column(
            _("Total"),
            lambda order: exact(order.total_pence, order.currency),
            raw=lambda order: in_pounds(order.total_pence),
            is_amount=True,
        ),
        Column(
            _("Received"),
            lambda order: exact(order.received_pence, order.currency),
            raw=lambda order: in_pounds(order.received_pence),
            is_amount=True,
            is_shown=False,
        ),
        Column(
            _("Sent back"),
            lambda order: exact(order.returned_pence, order.currency),
            raw=lambda order: in_pounds(order.returned_pence),
            is_amount=True,
            is_shown=False,
        ),
        Column(_("Stands"), lambda order: order.state_words, tag=lambda order: order.state),
        Column(
            _("Placed"),
            lambda order: date_format(local(order.placed_at), "j M Y"),
            raw=lambda order: local_date(order.placed_at),
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_base_queryset()
        return rows.with_money().prefetch_related("lines")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(pk__in=orders_found(text))

    def look_up(self, rows: Sequence[Any]) -> None:
        with_sums(rows)  # type: ignore[arg-type]
