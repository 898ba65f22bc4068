"""The file of one order: what was asked for, what came, what went back, and how the books tell it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from goldseam.core.desk.pages import DeskRecord
from goldseam.core.gateways.ways import sending_back, way_words
from goldseam.core.ledger.models import Entry
from goldseam.core.sales.actions.cancelling import may_cancel
from goldseam.core.sales.models import Order, Refund
from goldseam.core.sales.office.lists import STATES
from goldseam.core.sales.office.policy import ORDER_POLICY
from goldseam.foundation import clock
from goldseam.foundation.documents import render
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key


def is_by_hand(refund: Refund) -> bool:
    """Whether the treasurer has to make this refund: no provider sends it, or not any more, or the provider refused."""
    by_nobody = refund.state == Refund.State.ASKED and refund.payment.gateway not in sending_back()
    return by_nobody or refund.state == Refund.State.FAILED


class OrderFile(DeskRecord):
    policy = ORDER_POLICY
    template_name = "sales/office/file.html"
    header_icon = "tasks"
    list_url_name = "orders:list"
    file_url_name = "orders:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order: Order = self.record
        key = subject_key(order)
        return super().get_context_data(**kwargs) | {
            "state_words": STATES[order.state],
            "left_pence": order.received_pence - order.returned_pence,
            "may_cancel": may_cancel(order=order, at=clock.now()),
            "lines": order.bought,
            "payments": [(payment, way_words(payment.gateway)) for payment in order.payments.order_by("started_at")],
            "refunds": [(refund, is_by_hand(refund)) for refund in self._refunds(order)],
            "papers": order.invoices.order_by("issued_on", "id"),
            "entries": Entry.objects.filter(about=key).prefetch_related("postings__account").select_related("by"),
            "facts": Fact.objects.filter(subject=key).select_related("by").order_by("-at", "-id"),
        }

    def _refunds(self, order: Order) -> QuerySet[Refund]:
        return order.refunds.select_related("payment", "by").order_by("asked_at")


def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """One of the papers of an order, as PDF."""
    order = get_object_or_404(ORDER_POLICY.rows(request.user), pk=pk)
    found = order.invoices.filter(pk=paper).first()
    if found is None:
        raise Http404(_("There is no such paper."))
    made = render(f"sales.paper:{found.pk}")
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    return response
