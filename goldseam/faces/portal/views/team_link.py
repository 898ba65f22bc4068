"""The link by which colleagues ask for a place: opened by the coordinator, followed by anybody who has it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.views.team import back_to, me, team_of
from goldseam.foundation import clock
from goldseam.foundation.access import bearer, signed_in
from goldseam.subjects.teams import asking
from goldseam.subjects.teams.actions import ChangedTooOften
from goldseam.subjects.teams.forms import AskForm
from goldseam.subjects.teams.inviting import TooMany
from goldseam.subjects.teams.links import team_asked
from goldseam.subjects.teams.models import Team


@signed_in(rate="30/m")
@never_cache
@require_POST
def change_link(request: MemberRequest, pk: int) -> HttpResponse:
    """Open the link, for everybody or for one's own domain, or close it."""
    team, at, to = team_of(request, pk), clock.now(), request.POST.get("to")
    if to in ("everybody", "domain"):
        try:
            asking.open_link(team=team, is_for_domain=to == "domain", by=me(request), at=at)
        except asking.NoOwnDomain:
            messages.error(request, _("Strangers have addresses like yours too, so no link was opened for them."))
        else:
            messages.success(request, _("The link is open. Copy it and give it to your colleagues."))
    elif to == "close":
        asking.close_link(team=team, by=me(request), at=at)
        messages.success(request, _("The link does not work any more. Whoever was written to may still say yes."))
    return back_to(team)


@bearer(rate="20/m")
@never_cache
def team_link(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link writes an address, and the place is offered to whoever reads its mail."""
    team = team_asked(token)
    if team is None:
        return render(request, "portal/invitation_closed.html", {"invitation": None}, status=404)
    form = AskForm(request.POST or None)
    page = {"team": team, "form": form}
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        trouble = _ask(team, email)
        if not trouble:
            return render(request, "portal/team_link_asked.html", page | {"email": email})
        form.add_error("email", trouble)
    return render(request, "portal/team_link.html", page, status=422 if form.errors else 200)


def _ask(team: Team, email: str) -> str:
    """Ask for a place; the sentence that says why not, '' when it is done."""
    try:
        asking.ask(team=team, email=email, at=clock.now())
    except asking.OtherDomain:
        return _("This link is for addresses that end in @%(domain)s.") % {"domain": team.domain}
    except (TooMany, ChangedTooOften, asking.LinkClosed):
        told = {"name": team.coordinator.full_name}
        return _("Just now no place is free in this team. Please ask %(name)s.") % told
    return ""
