from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldseam.faces.portal.cards import card_of
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.seams import latest
from goldseam.faces.portal.standing import standing
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.cpd.models import Activity

LATEST = 5


@signed_in()
@never_cache
def home(request: MemberRequest) -> HttpResponse:
    """Where one stands, until when, and what happens next."""
    person, at = request.user, clock.now()
    stands = standing(person, at=at)
    learning = Activity.objects.kept().filter(person=person)
    today = clock.local_date(at)
    page = {
        "stands": stands,
        "card": card_of(stands.term) if stands.term else None,
        "today": today,
        "minutes": learning.in_year(today.year).minutes(),
        "activities": learning[:LATEST],
        "items": latest(person, at=at, size=LATEST),
    }
    return render(request, "portal/home.html", page)


@signed_in()
@never_cache
def leaving(request: MemberRequest) -> HttpResponse:
    """How to leave, with one's own dates."""
    return render(request, "portal/leaving.html", {"stands": standing(request.user, at=clock.now())})
