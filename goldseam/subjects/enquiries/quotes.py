"""Quotes as whoever has their address sees them, and the visitor's own."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldseam.core.people.visiting import proved_visitor
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, bearer
from goldseam.foundation.documents import render as render_document
from goldseam.subjects.enquiries.forms import AcceptForm, QuoteMeForm
from goldseam.subjects.enquiries.models import Quote
from goldseam.subjects.enquiries.quoting import VALID_FOR, NoSuchTeam, NotOpen, accept_quote, ask_for_quote
from goldseam.subjects.membership.views import known_of
from goldseam.subjects.teams.prices import offer
from goldseam.subjects.teams.views import vat_words


@anyone(rate="10/10m").limited("6/h", per="email")
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """A quote for a team at what it costs everybody, made at once."""
    found = offer()
    if found is None:
        return redirect("teams:teams")
    if request.method == "POST":
        form = QuoteMeForm(request.POST, fewest=found.fewest)
        if form.is_valid():
            key = form.cleaned_data["key"] or None
            try:
                quote = ask_for_quote(
                    enquirer=form.enquirer(), signed_in=proved_visitor(request), key=key, at=clock.now()
                )
            except NoSuchTeam:
                return redirect("teams:teams")
            return redirect("contact:quote", token=quote.token)
    else:
        initial = known_of(request.user) | {"seats": request.GET.get("seats", "")[:6], "key": uuid4().hex}
        form = QuoteMeForm(initial=initial, fewest=found.fewest)
    page = {"form": form, "offer": found, "days": VALID_FOR.days}
    return render(request, "enquiries/quote_me.html", page, status=422 if form.errors else 200)


def _quote(token: str) -> Quote:
    quote = Quote.objects.select_related("plan", "order", "enquiry", "made_by").filter(token=token).first()
    if quote is None:
        raise Http404
    return quote


@bearer("20/10m")
@never_cache
def read(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, until when, and the way to accept it; of one that is over, what became of it."""
    quote, at = _quote(token), clock.now()
    form = AcceptForm(request.POST or None, initial=_known(quote) | known_of(request.user))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            order = accept_quote(
                quote=quote,
                payer=form.payer(),
                purchase_order=told["purchase_order"],
                signed_in=proved_visitor(request),
                at=at,
            )
        except (NotOpen, NotForSale):
            return redirect("contact:quote", token=token)
        return redirect("sales:pay", token=order.token)
    today = clock.local_date(at)
    page = {"quote": quote, "state": quote.state(on=today), "form": form, "until": quote.plan.ends_on(today)}
    page["vat_words"] = vat_words(quote.plan, quote.total_pence)
    page["newest"] = quote.enquiry.quotes.open(on=today).first()
    return render(request, "enquiries/quote.html", page, status=422 if form.errors else 200)


def _known(quote: Quote) -> dict[str, Any]:
    return {name: getattr(quote.enquiry, name) for name in ("given_name", "family_name", "email")}


@bearer("20/10m")
@never_cache
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The quote as PDF."""
    made = render_document(f"enquiries.quote:{_quote(token).pk}")
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    response["Cache-Control"] = "private, no-store"
    return response
