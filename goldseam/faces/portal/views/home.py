from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldseam.faces.portal.cards import card_of
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.seams import latest
from goldseam.faces.portal.standing import coming_of, standing
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.cpd.models import Activity
from goldseam.subjects.teams.models import Team

LATEST = 5


@signed_in()
@never_cache
def home(request: MemberRequest) -> HttpResponse:
    """Where one stands, until when, and what happens next."""
    person, at = request.user, clock.now()
    today = clock.local_date(at)
    stands = standing(person, at=at)
    learning = Activity.objects.kept().filter(person=person)
    page = {
        "stands": stands,
        "card": card_of(stands.term, on=today) if stands.term else None,
        "today": today,
        "minutes": learning.in_year(today.year).minutes(),
        "activities": learning[:LATEST],
        "teams": Team.objects.filter(coordinator=person.pk).select_related("organisation")[:LATEST],
        "items": latest(person, at=at, size=LATEST),
    }
    return render(request, "portal/home.html", page)


@signed_in()
@never_cache
def leaving(request: MemberRequest) -> HttpResponse:
    """How to leave, with one's own dates."""
    at = clock.now()
    page = {"stands": standing(request.user, at=at), "coming": coming_of(request.user, at=at)}
    return render(request, "portal/leaving.html", page)
