from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.actions import current_term


@signed_in()
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Where one stands, until when, and what happens next."""
    term = current_term(request.user, on=clock.local_date(clock.now()))  # type: ignore[arg-type]
    return render(request, "portal/home.html", {"term": term})
