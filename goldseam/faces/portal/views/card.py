from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldseam.faces.portal.cards import card_of
from goldseam.faces.portal.papers import paper
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.actions import current_term


@signed_in()
@never_cache
def card(request: MemberRequest) -> HttpResponse:
    """The card with its code, to be shown on a phone."""
    today = clock.local_date(clock.now())
    term = current_term(request.user, on=today)
    return render(request, "portal/card.html", {"card": card_of(term, on=today, with_code=True) if term else None})


@signed_in()
def card_pdf(request: MemberRequest) -> HttpResponseBase:
    """The card as PDF, for members."""
    term = current_term(request.user, on=clock.local_date(clock.now()))
    if term is None:
        raise Http404
    return paper(request, f"membership.card:{term.pk}")
