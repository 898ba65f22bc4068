from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.gateways.ways import gateways
from goldseam.core.sales.actions.cancelling import TooLateToCancel, cancel_by, cancel_order, may_cancel
from goldseam.core.sales.models import Invoice, Order, Refund
from goldseam.faces.portal.papers import paper
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.changes.moving import changes_credited, goes_on
from goldseam.subjects.membership.renewals.instalments import year_of

ON_A_PAGE = 20
NOT_TOLD = (Refund.State.FAILED, Refund.State.DROPPED)


@signed_in()
@never_cache
def payments(request: MemberRequest) -> HttpResponse:
    """Every order of one's own, what was paid and sent back, and the papers."""
    orders = Order.objects.filter(person=request.user).with_money().order_by("-placed_at", "-pk")
    orders = orders.prefetch_related("lines", "payments", "refunds__credit_note", "invoices")
    page = Paginator(orders, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(order) for order in page]}
    context["parts"] = year_of(request.user, on=clock.local_date(clock.now()))
    return render(request, "portal/payments.html", context)


def _row(order: Any) -> dict[str, Any]:
    """One order as the page shows it; everything was fetched before."""
    order.received_pence, order.returned_pence = order.received, order.returned
    ways = {slug: str(way.label) for slug, way in gateways().items()}
    is_open = order.state in ("open", "short") and order.expires_at > clock.now()
    for refund in order.refunds.all():
        refund.minus_pence = -refund.amount_pence
        refund.has_note = hasattr(refund, "credit_note")
    return {
        "order": order,
        "state": "expired" if order.state in ("open", "short") and not is_open else order.state,
        "is_open": is_open,
        "cancel_by": cancel_by(order) if may_cancel(order=order, at=clock.now()) else None,
        "payments": [
            {
                "on": payment.confirmed_at,
                "way": ways.get(payment.gateway, payment.gateway),
                "received_pence": payment.received_pence,
            }
            for payment in order.payments.all()
            if payment.has_money
        ],
        "refunds": [refund for refund in order.refunds.all() if refund.state not in NOT_TOLD],
        "has_invoice": any(paper.kind == Invoice.Kind.INVOICE for paper in order.invoices.all()),
    }


@signed_in()
@never_cache
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Change one's mind within 14 days: what will happen is said first, and it is done by pressing the button."""
    order = get_object_or_404(Order.objects.filter(person=request.user), pk=pk)
    at = clock.now()
    if request.method == "POST":
        try:
            cancel_order(order=order, by=request.user, at=at)
        except TooLateToCancel:
            messages.warning(request, _("This order can no longer be cancelled here. Nothing was changed."))
        else:
            messages.success(request, _("Your order is cancelled, and all of your money is on its way back."))
        return redirect("portal:payments")
    if not may_cancel(order=order, at=at):
        messages.info(request, _("This order can no longer be cancelled here."))
        return redirect("portal:payments")
    page = {
        "order": order,
        "lines": order.lines.filter(unit_pence__gte=0).order_by("id"),
        "cancel_by": cancel_by(order),
        "left_pence": order.received_pence - order.returned_pence,
        "others": changes_credited(order),
        "goes_on": goes_on(order),
    }
    return render(request, "portal/cancel.html", page)


@signed_in()
def invoice(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The invoice of one's own order."""
    invoices = Invoice.objects.filter(order__pk=pk, order__person=request.user, kind=Invoice.Kind.INVOICE)
    if not invoices.exists():
        raise Http404
    return paper(request, f"sales.invoice:{pk}")


@signed_in()
def receipt(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The receipt of one's own paid order."""
    order = get_object_or_404(Order, pk=pk, person=request.user, paid_at__isnull=False)
    return paper(request, f"sales.receipt:{order.pk}")


@signed_in()
def credit_note(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The credit note of a refund of one's own order; what was paid twice goes back without one."""
    refund = get_object_or_404(Refund, pk=pk, order__person=request.user)
    if not Invoice.objects.filter(refund=refund).exists():
        raise Http404
    return paper(request, f"sales.credit_note:{refund.pk}")
