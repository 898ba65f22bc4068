"""What the mailed links open: one page renews a membership, the other stops a card. Neither signs anybody in."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.forms import WayForm
from goldseam.core.sales.views import go_and_pay
from goldseam.foundation import clock
from goldseam.foundation.access import bearer
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import Quote, sellables
from goldseam.subjects.membership.evidence.asking import next_plan
from goldseam.subjects.membership.evidence.links import show_path
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.periods import next_period
from goldseam.subjects.membership.plans.monthly import Instalment, first_of, goes_on_monthly
from goldseam.subjects.membership.renewals.links import mandate_of, term_of
from goldseam.subjects.membership.renewals.ordering import next_item, order_next
from goldseam.subjects.membership.renewals.prospects import is_announced, prospects
from goldseam.subjects.membership.renewals.stopping import last_term, stop_renewing


@bearer()
@never_cache
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Renew the membership that a mailed link names, and nothing else."""
    term = term_of(token)
    return renewing(request, term) if term else _closed(request)


def renewing(request: HttpRequest, term: Term) -> HttpResponse:
    """Plan, period and price of the next term, and one button that leads to the bank."""
    at = clock.now()
    later = term.membership.terms.filter(starts_on__gt=term.starts_on, is_undone=False).order_by("-starts_on").first()
    if later or term.cut_short_on:
        return _closed(request, later)
    item = next_item(term)
    try:
        quote = sellables[item.kind].quote(item.key, options=item.options, at=at)
    except LookupError:
        return _closed(request)
    part = _part(term, quote)
    if part and "monthly" in request.POST:
        return _monthly(request, term, at)
    form = WayForm(request.POST or None, initial={"method": settings.GATEWAYS[0]}, agreement=quote.agreement)
    if request.method == "POST" and form.is_valid():
        try:
            order = order_next(term=term, at=at)
        except NotForSale:
            return _closed(request)
        answer = go_and_pay(request, order, form)
        if answer:
            return answer
    page = {"form": form, "price_pence": quote.unit_pence, "part": part}
    return render(request, "membership/renew.html", _page(term, at) | page)


def _monthly(request: HttpRequest, term: Term, at: datetime) -> HttpResponse:
    """On to the page on which whoever pays in instalments agrees to them."""
    try:
        return redirect("sales:pay", token=order_next(term=term, at=at, is_monthly=True).token)
    except NotForSale:
        return _closed(request)


def _part(term: Term, quote: Quote) -> Instalment | None:
    """The first of twelve instalments in which the next term could be paid instead; None where it is paid so anyway."""
    return None if quote.details.get("instalment") else first_of(next_plan(term), quote.unit_pence)


def _page(term: Term, at: datetime) -> dict[str, Any]:
    """The period that would follow, and the charge that lies ahead by itself, if one does."""
    today = local_date(at)
    terms = term.membership.terms.select_related("plan")
    follows = next_plan(term)
    months = 1 if goes_on_monthly(term, follows) else follows.months
    starts_on, ends_on = next_period(terms, months=months, year=follows.fixed_year, on=today)
    prospect = prospects(Term.objects.filter(pk=term.pk))[0]
    ahead = prospect.renewal.charge_on if prospect.renewal and is_announced(prospect, on=today) else None
    return {
        "plan": follows,
        "former_plan": term.plan if prospect.moves_on else None,
        "show_url": show_path(term.membership.person),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "charge_on": ahead,
        "mandate": prospect.mandate,
    }


def _closed(request: HttpRequest, later: Term | None = None) -> HttpResponse:
    page = {"until": later.last_on if later and not later.cut_short_on else None}
    return render(request, "membership/renew_closed.html", page, status=200 if page["until"] else 410)


@bearer()
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a card from being charged: said first, done by the button."""
    mandate = mandate_of(token)
    if mandate and request.method == "POST":
        stop_renewing(mandate=mandate, at=clock.now())
        mandate = mandate_of(token)
    term = last_term(mandate.person) if mandate and mandate.person else None
    page = {"mandate": mandate, "term": term}
    return render(request, "membership/stop.html", page, status=200 if mandate else 410)
