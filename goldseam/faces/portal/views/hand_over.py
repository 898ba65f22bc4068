"""Leaving a team by oneself, and handing over to somebody else who looks after it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.views.team import me, team_of
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.foundation.clock import local_date
from goldseam.subjects.teams import inviting
from goldseam.subjects.teams.forms import HandOverForm
from goldseam.subjects.teams.models import Seat


@signed_in()
@never_cache
def leave(request: MemberRequest) -> HttpResponse:
    """Give up one's own place: said first, done by the button."""
    at = clock.now()
    seats = Seat.objects.used(on=local_date(at)).filter(term__membership__person=request.user.pk)
    seat = seats.select_related("team__organisation").order_by("term__starts_on").first()
    if seat is None:
        messages.info(request, _("You have no place in a team just now."))
        return redirect("portal:home")
    if request.method == "POST":
        inviting.leave(seat=seat, at=at)
        told = {"organisation": seat.team.organisation.name}
        messages.success(request, _("You have left the team of %(organisation)s. All that is yours stays here.") % told)
        return redirect("portal:home")
    return render(request, "portal/leave_team.html", {"seat": seat})


@signed_in(rate="30/m")
@never_cache
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    """Let somebody who has a place in the team look after it from now on."""
    team, at = team_of(request, pk), clock.now()
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = inviting.hand_over(team=team, email=form.cleaned_data["email"], by=me(request), at=at)
        except inviting.NobodyThere:
            form.add_error("email", _("Nobody who has a place in this team has this address. Nothing was changed."))
        else:
            told = {"name": person.full_name, "organisation": team.organisation.name}
            messages.success(request, _("%(name)s looks after the team of %(organisation)s now.") % told)
            return redirect("portal:home")
    return render(request, "portal/hand_over.html", {"team": team, "form": form})
