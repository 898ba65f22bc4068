from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldseam.faces.portal import seams
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in


@signed_in()
@never_cache
def history(request: MemberRequest) -> HttpResponse:
    """All that is between us, with the breaks and their mends."""
    at = clock.now()
    page = seams.history(request.user, page=request.GET.get("page"), at=at)
    return render(request, "portal/history.html", {"page": page, "bowl": seams.bowl(request.user, at=at)})
