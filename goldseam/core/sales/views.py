import logging
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from goldseam.core.gateways.protocol import ForgedNotice, GatewayAway
from goldseam.core.gateways.ways import IsACopy, gateway
from goldseam.core.sales.actions.notices import take_notice
from goldseam.core.sales.actions.paying import AlreadyPaid, OrderClosed, look_up_payment, start_payment
from goldseam.core.sales.forms import WayForm
from goldseam.core.sales.models import NEEDS_AGREEMENT, Order, Payment
from goldseam.core.sales.reasons import reason_of
from goldseam.foundation import clock
from goldseam.foundation.access import bearer, machine
from goldseam.foundation.documents import render as render_document

logger = logging.getLogger(__name__)


@bearer()
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Choose how to pay an order, and go and pay it."""
    order = get_object_or_404(Order, token=token)
    if order.paid_at:
        return redirect("sales:done", token=token)
    agreement = max((line.agreement for line in order.bought), default="")
    is_needed = any(line.details.get(NEEDS_AGREEMENT) for line in order.bought)
    first = {"method": settings.GATEWAYS[0]}
    form = WayForm(request.POST or None, initial=first, agreement=agreement, is_needed=is_needed)
    if request.method == "POST" and form.is_valid():
        answer = go_and_pay(request, order, form)
        if answer:
            return answer
    page = _page(order, next(reversed(order.count_payments()), None)) | {
        "form": form,
        "is_needed": is_needed,
        "is_closed": bool(order.withdrawn_at or order.expires_at <= clock.now()),
    }
    return render(request, "sales/pay.html", page)


def go_and_pay(request: HttpRequest, order: Order, form: WayForm) -> HttpResponse | None:
    """Lead the browser to where the order is paid by the chosen way; None when `form` now says why that cannot be."""
    way, done = form.cleaned_data["method"], f"{settings.BASE_URL}/pay/{order.token}/done/"
    try:
        payment = start_payment(order=order, way=way, return_url=done, at=clock.now(), agreed_words=form.agreed_words)
    except IsACopy:
        form.add_error("method", _("This is a copy of the site, so nothing can be paid here. Nothing was taken."))
        return None
    except GatewayAway:
        form.add_error(
            "method", _("The bank does not answer just now. Nothing was taken. Please try again or choose another way.")
        )
        return None
    except AlreadyPaid:
        return redirect("sales:done", token=order.token)
    except OrderClosed:
        messages.warning(request, _("This order has been replaced or has expired, so nothing was taken."))
        return redirect("sales:pay", token=order.token)
    return redirect(payment.url or f"/pay/{order.token}/done/")


@bearer()
def done(request: HttpRequest, token: str) -> HttpResponse:
    """What became of the payment: paid, on its way, short, or declined, and the way on."""
    order, payment = _last_payment(token)
    if payment and not order.paid_at:
        order, payment = _asked(payment) or _last_payment(token)
    page = _page(order, payment)
    return render(request, "sales/done.html", page | {"state": _state(order, payment)})


def _asked(payment: Payment) -> tuple[Order, Payment] | None:
    """The order and its payment when the provider says that it is paid; what else may be known has to be read anew."""
    try:
        order = look_up_payment(payment=payment, at=clock.now())
    except GatewayAway:
        logger.warning("The gateway %s is away", payment.gateway)
        return None
    return (order, payment) if order and order.paid_at else None


def _last_payment(token: str) -> tuple[Order, Payment | None]:
    """The order at this address, and the payment begun last for it."""
    order = get_object_or_404(Order, token=token)
    return order, next(reversed(order.count_payments()), None)


def _page(order: Order, last: Payment | None) -> dict[str, Any]:
    return {
        "order": order,
        "lines": order.bought,
        "vat_pence": sum(line.vat_pence for line in order.bought),
        "last": last,
        "reason": _("Your payment did not go through: %(reason)s.") % {"reason": reason_of(last.code)} if last else "",
    }


def _state(order: Order, payment: Payment | None) -> str:
    if order.state == "withdrawn":
        return "refunded" if order.returned_pence else "withdrawn"
    if order.state in ("paid", "refunded", "short"):
        return order.state
    if payment is None:
        return "open"
    if payment.state == "failed":
        return "failed"
    return "transfer" if payment.gateway == "transfer" else "waiting"


@bearer()
def document(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The invoice or receipt of an order, for whoever holds its address."""
    order = get_object_or_404(Order, token=token)
    invoice = order.invoices.filter(kind="invoice").first()
    if invoice is None or (kind == "receipt" and not order.paid_at):
        raise Http404
    made = render_document(f"sales.{kind}:{order.pk}")
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    response["Cache-Control"] = "private, no-store"
    return response


@machine()
@csrf_exempt
@require_POST
def notice(request: HttpRequest, way: str) -> HttpResponse:
    """A provider's notice: checked by its signature, stored, acted on."""
    try:
        provider = gateway(way)
        # The signature's age is real time, whatever the association's clock says.
        told = provider.read_notice(request.body, request.headers, at=datetime.now(UTC))
    except LookupError as error:
        raise Http404 from error
    except ForgedNotice:
        return HttpResponse("refused", status=400, content_type="text/plain")
    take_notice(way=way, notice=told, at=clock.now())
    return HttpResponse("ok", content_type="text/plain")
