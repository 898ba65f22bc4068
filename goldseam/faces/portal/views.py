from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldseam.core.mail.actions import release
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.ordering import claim_order
from goldseam.core.sales.claims import order_of
from goldseam.faces.portal.sign_in import sign_in
from goldseam.foundation import clock
from goldseam.foundation.access import bearer, signed_in
from goldseam.subjects.membership.actions import current_term


@bearer()
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed proof: GET says what it is for and changes nothing, POST proves the address and opens the pages."""
    order = order_of(token)
    if order is None:
        raise Http404
    if request.method == "POST":
        at = clock.now()
        person = order.person or people.find(order.payer_email)
        if person is None or (person.email or "").lower() != order.payer_email.lower():
            raise Http404
        people.prove_address(person=person, at=at)
        release(address=order.payer_email, at=at)
        order = claim_order(order=order, person=person, at=at)
        if order.paid_at:
            fulfil(order=order, at=at)
        sign_in(request, person, method="mail")
        return redirect("portal:home")
    return render(request, "portal/confirm.html", {"order": order})


@signed_in()
def home(request: HttpRequest) -> HttpResponse:
    """Where one stands, until when, and what happens next."""
    person = request.user
    if not isinstance(person, Person):
        raise Http404
    term = current_term(person, on=clock.local_date(clock.now()))
    return render(request, "portal/home.html", {"term": term})
