"""Payments and refunds, as whoever looks after money finds them. Each leads to the file of its order, where it is
put right."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import F, Q, QuerySet
from django.forms import DateInput
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.gateways.ways import gateways, way_words
from goldseam.core.mail.sending_policy import WRITE
from goldseam.core.sales.models import MOVED_AT, Payment, Refund
from goldseam.core.sales.office.lists import orders_found
from goldseam.core.sales.office.policy import PAYMENT_POLICY, REFUND_POLICY
from goldseam.foundation.clock import local, local_date, midnight_before
from goldseam.foundation.money import exact, in_pounds

PAYMENT_STATES = {
    "confirmed": _("Arrived"),
    "open": _("Not there yet"),
    "failed": _("Refused"),
    "taken_back": _("Taken back"),
}
REFUND_STATES = dict(Refund.State.choices)
# Only what cannot be the number of an order is an amount: `£75`, `75.00`, `1,200.50`.
AMOUNT = re.compile(r"£ ?([0-9][0-9,]{0,10})(?:\.([0-9]{2}))?|([0-9][0-9,]{0,10})\.([0-9]{2})", re.ASCII)
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


def _pence(text: str) -> int | None:
    """The amount that was typed; None when it is something else."""
    typed = AMOUNT.fullmatch(text.strip())
    if typed is None:
        return None
    whole, rest = (typed[1], typed[2]) if typed[1] else (typed[3], typed[4])
    return int(whole.replace(",", "")) * 100 + int(rest or 0)


def _day(at: datetime | None) -> str:
    return date_format(local(at), "j M Y") if at else ""


def _on(at: datetime | None) -> date | None:
    return local_date(at) if at else None


def _day_filter(label: Any) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        label=label, method="of_days", widget=DateInput(attrs={"type": "date"}), validators=DAYS
    )


class MoveFilters(WagtailFilterSet):
    """By way and day; `way_path` and `moment` say where a row has them."""

    way_path: ClassVar[str]
    moment: ClassVar[Any]
    way = django_filters.ChoiceFilter(label=_("Way"), choices=(), method="by_way", empty_label=_("Any way"))
    since = _day_filter(_("From"))
    until = _day_filter(_("Until"))

    class Meta:
        model: type[Any] = Payment
        fields: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["way"].extra["choices"] = [(slug, str(way.label)) for slug, way in gateways().items()]

    def by_way(self, rows: QuerySet[Any], name: str, way: str) -> QuerySet[Any]:
        return rows.filter(**{self.way_path: way})

    def of_days(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        rows = rows.alias(moment=self.moment)
        if name == "since":
            return rows.filter(moment__gte=midnight_before(day))
        return rows.filter(moment__lt=midnight_before(day + timedelta(days=1)))


class PaymentFilters(MoveFilters):
    way_path, moment = "gateway", MOVED_AT
    state = django_filters.ChoiceFilter(
        label=_("Stands"), choices=list(PAYMENT_STATES.items()), method="standing", empty_label=_("Any")
    )

    class Meta(MoveFilters.Meta):
        model = Payment

    def standing(self, rows: QuerySet[Payment], name: str, state: str) -> QuerySet[Payment]:
        if state == "taken_back":
            return rows.filter(taken_back_at__isnull=False)
        rows = rows.filter(taken_back_at=None, confirmed_at__isnull=state != "confirmed")
        return rows if state == "confirmed" else rows.filter(failed_at__isnull=state == "open")


class RefundFilters(MoveFilters):
    way_path, moment = "payment__gateway", F("asked_at")
    state = django_filters.ChoiceFilter(label=_("Stands"), choices=Refund.State.choices, empty_label=_("Any"))

    class Meta(MoveFilters.Meta):
        model = Refund


def _state(payment: Payment) -> str:
    return "taken_back" if payment.taken_back_at else payment.state


def _pence_of(payment: Payment) -> int:
    """What arrived; what was asked for while nothing has."""
    return payment.received_pence if payment.confirmed_at else payment.amount_pence


OF_THE_ORDER = (
    Column(_("Order"), lambda row: row.order.reference),
    Column(_("Payer"), lambda row: row.order.payer_name),
    Column(_("E-mail address"), lambda row: row.order.payer_email, is_shown=False),
)


class MoveList(DeskList):
    """What payments and refunds have in common: they are found, and opened, by their order."""

    people_path = "order__person"
    deeds = (WRITE,)
    amounts: ClassVar[Sequence[str]] = ("amount_pence",)

    def url_of(self, row: Any) -> str:
        return reverse("orders:file", args=[row.order_id])

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By what finds the order, or by the amount."""
        pence = _pence(text)
        if pence is None:
            return rows.filter(order__in=orders_found(text))
        return rows.filter(Q(*((name, pence) for name in self.amounts), _connector=Q.OR))


class PaymentList(MoveList):
    policy = PAYMENT_POLICY
    page_title = _("Payments")
    verbose_name, verbose_name_plural = _("payment"), _("payments")
    header_icon = "download"
    index_url_name = "payments:list"
    index_results_url_name = "payments:results"
    default_ordering = (MOVED_AT.desc(), "-id")
    filterset_class = PaymentFilters
    amounts = ("amount_pence", "received_pence")
    columns = (
        *OF_THE_ORDER,
        Column(
            _("Amount"),
            lambda payment: exact(_pence_of(payment), payment.order.currency),
            raw=lambda payment: in_pounds(_pence_of(payment)),
            is_amount=True,
        ),
        Column(_("Way"), lambda payment: way_words(payment.gateway)),
        Column(_("Stands"), lambda payment: PAYMENT_STATES[_state(payment)], tag=_state),
        Column(_("Day"), lambda payment: _day(payment.moved_at), raw=lambda payment: _on(payment.moved_at)),
        Column(
            _("Begun"), lambda payment: _day(payment.started_at), raw=lambda row: _on(row.started_at), is_shown=False
        ),
        Column(_("The provider's reference"), lambda payment: payment.reference or "", is_shown=False),
        Column(_("Why it was refused"), lambda payment: payment.code, is_shown=False),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("order")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        by_provider = rows.filter(reference=text.strip())
        return by_provider if by_provider.exists() else super().found(rows, text)


class RefundList(MoveList):
    policy = REFUND_POLICY
    page_title = _("Refunds")
    verbose_name, verbose_name_plural = _("refund"), _("refunds")
    header_icon = "redirect"
    index_url_name = "refunds:list"
    index_results_url_name = "refunds:results"
    default_ordering = ("-asked_at", "-id")
    filterset_class = RefundFilters
    columns = (
        *OF_THE_ORDER,
        Column(
            _("Amount"),
            lambda refund: exact(refund.amount_pence, refund.order.currency),
            raw=lambda refund: in_pounds(refund.amount_pence),
            is_amount=True,
        ),
        Column(_("Way"), lambda refund: way_words(refund.payment.gateway)),
        Column(_("Stands"), lambda refund: REFUND_STATES[refund.state], tag=lambda refund: refund.state),
        Column(_("Why"), lambda refund: refund.reason),
        Column(_("Asked for"), lambda refund: _day(refund.asked_at), raw=lambda refund: _on(refund.asked_at)),
        Column(_("Sent back on"), lambda refund: _day(refund.made_at), raw=lambda refund: _on(refund.made_at)),
        Column(_("Who decided"), lambda refund: str(refund.by or ""), is_shown=False),
        Column(_("The provider's answer"), lambda refund: refund.answer, is_shown=False),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("order", "payment", "by")
