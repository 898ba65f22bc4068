from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.mail.actions import release
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.ordering import claim_order
from goldseam.core.sales.claims import order_of
from goldseam.core.sales.models import Order
from goldseam.faces.portal.sign_in import enter_by_letter, may_enter_by_letter
from goldseam.foundation import clock
from goldseam.foundation.access import bearer


@bearer()
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed proof: GET says what it is for and changes nothing, POST proves the address and opens the pages."""
    order = order_of(token)
    written_to = people.record_at(order.payer_email) if order else None
    if order is None or written_to is None or order.person not in (None, written_to.goes_on_as):
        return _closed(request, 404)
    if order.person and written_to.email_proved_at:
        if request.user == order.person:
            return redirect("portal:home")
        return _closed(request, 410, email=order.payer_email)
    if request.method == "POST":
        return _prove(request, order, written_to)
    return render(request, "portal/confirm.html", {"order": order})


def _prove(request: HttpRequest, order: Order, written_to: Person) -> HttpResponse:
    """Prove the address that was written to, also if its record was merged: what was ordered is for whoever goes on."""
    at, person = clock.now(), written_to.goes_on_as
    people.prove_address(person=written_to, at=at)
    release(address=order.payer_email, at=at)
    order = claim_order(order=order, person=person, at=at)
    if order.paid_at:
        fulfil(order=order, at=at)
    if request.user == person:
        return redirect("portal:home")
    if not may_enter_by_letter(person):
        messages.success(request, _("Thank you: that is confirmed. Please sign in to see your pages."))
        return redirect("account_login")
    return enter_by_letter(request, person)


def _closed(request: HttpRequest, status: int, email: str = "") -> HttpResponse:
    """A link that was used, is too old or was cut short by a mail program, and the way on."""
    return render(request, "portal/link_closed.html", {"email": email, "is_used": status == 410}, status=status)
