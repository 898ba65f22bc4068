"""The team that somebody looks after: who has a seat, who is invited, and the deeds of a coordinator."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people.models import Person
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.foundation.clock import local_date
from goldseam.subjects.teams import inviting
from goldseam.subjects.teams.actions import ChangedTooOften
from goldseam.subjects.teams.adding import ordered_seats
from goldseam.subjects.teams.forms import InviteForm
from goldseam.subjects.teams.links import answers, asking_path
from goldseam.subjects.teams.models import Invitation, Seat, Team
from goldseam.subjects.teams.renewing import next_of

A_PAGE, MOST_NAMED = 50, 20


@signed_in()
@never_cache
def team(request: MemberRequest) -> HttpResponse:
    """The newest team one looks after, or the one whose key stands in the address."""
    teams = _teams(request.user)
    asked = request.GET.get("team", "")
    if not teams:
        return render(request, "portal/no_team.html")
    chosen = next((team for team in teams if str(team.pk) == asked), None if asked else teams[0])
    if chosen is None:
        raise Http404
    return _page(request, chosen, teams, InviteForm())


def _teams(person: Person) -> list[Any]:
    """The teams that a person looks after, those with a running period first."""
    today = local_date(clock.now())
    teams = (
        Team.objects.with_seats(on=today)
        .filter(coordinator=person.pk)
        .select_related("organisation", "plan", "coordinator")
    )
    return sorted(teams, key=lambda team: (not team.paid, -team.pk))


def _rows(form: InviteForm, done: inviting.Invited) -> list[tuple[int, str, str]]:
    """The rows of a file that were left out: number, what stands there, and why."""
    assert form.listed
    known = {address.lower() for address in done.known}
    told = [(row, text, _("no e-mail address")) for row, text in form.listed.wrong]
    has = _("has a place or an invitation already")
    told += [(row, address, has) for address, row in form.listed.rows.items() if address.lower() in known]
    return sorted(told)


def _page(
    request: MemberRequest, team: Any, teams: list[Any], form: InviteForm, *, report: Any = (), status: int = 200
) -> HttpResponse:
    today = local_date(clock.now())
    seats = Seat.objects.used(on=today).filter(team=team).select_related("term__membership__person")
    seats = seats.order_by("term__membership__person__family_name", "term__membership__person__given_name", "pk")
    invitations = team.invitations.open().select_related("letter").order_by("-invited_at", "-pk")
    unwritten = inviting.unwritten(team).count() if team.invited > inviting.AT_ONCE else 0
    page = {
        "team": team,
        "others": [other for other in teams if other != team],
        "free": max(team.paid - team.used - team.invited, 0),
        "today": today,
        "form": form,
        "next": next_of(team, on=today),
        "renewed": team.allotments.whole().filter(starts_on__gt=today).first(),
        "ordered": ordered_seats(team, at=clock.now()).prefetch_related("lines"),
        "seats": Paginator(seats, A_PAGE).get_page(request.GET.get("page")),
        "invitations": Paginator(invitations, A_PAGE).get_page(request.GET.get("invited")),
        "unwritten": unwritten,
        "written": team.invited - unwritten,
        "report": report,
        "link": f"{settings.BASE_URL}{asking_path(team)}" if answers(team) else "",
    }
    return render(request, "portal/team.html", page, status=status)


def team_of(request: MemberRequest, pk: int) -> Any:
    """The team of that key, if one looks after it; 404 for any other."""
    found = next((team for team in _teams(request.user) if team.pk == pk), None)
    if found is None:
        raise Http404
    return found


def back_to(team: Any) -> HttpResponse:
    """To the page of that team."""
    return redirect(f"{reverse('portal:team')}?team={team.pk}")


@signed_in(rate="60/m")
@never_cache
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    """Write to the addresses that were typed, pasted or sent as a file."""
    team, form = team_of(request, pk), InviteForm(request.POST, request.FILES)
    if request.method != "POST":
        # The pages of the list below an answer lead here.
        asked = request.GET.copy()
        asked["team"] = str(pk)
        return redirect(f"{reverse('portal:team')}?{asked.urlencode()}")
    if form.is_valid():
        try:
            done = inviting.invite(team=team, addresses=form.everybody, by=me(request), at=clock.now())
        except inviting.TooMany as error:
            form.add_error("addresses", _too_many(error.free))
        except ChangedTooOften:
            form.add_error("addresses", _changed_too_often(team))
        else:
            _say(request, done)
            if form.listed and (form.listed.wrong or done.known):
                # Row by row, so not among the messages, which a browser carries.
                return _page(
                    request, team_of(request, pk), _teams(request.user), InviteForm(), report=_rows(form, done)
                )
            return back_to(team)
    return _page(request, team, _teams(request.user), form, status=422)


def _too_many(free: int) -> str:
    if not free:
        return _("No place is free. Take an invitation back or end somebody’s place first. Nobody was written to.")
    words = ngettext(
        "Only %(free)s place is free. Please leave out the others. Nobody was written to yet.",
        "Only %(free)s places are free. Please leave out the others. Nobody was written to yet.",
        free,
    )
    return words % {"free": free}


def _changed_too_often(team: Any) -> str:
    words = ngettext(
        "In one term each place may change hands %(count)s time, and more people would have had one. Add places, or "
        "write to the office: we find a way. Nobody was written to.",
        "In one term each place may change hands %(count)s times, and more people would have had one. Add places, or "
        "write to the office: we find a way. Nobody was written to.",
        team.plan.seat_changes,
    )
    return words % {"count": team.plan.seat_changes}


def _say(request: MemberRequest, done: inviting.Invited) -> None:
    count = len(done.written_to)
    if count > inviting.AT_ONCE:
        words = _("%(count)s places are kept, and we are writing to those people now.")
        messages.success(request, words % {"count": count})
    elif count:
        words = ngettext("We wrote to %(count)s person.", "We wrote to %(count)s people.", count)
        messages.success(request, words % {"count": count})
    if 0 < len(done.known) <= MOST_NAMED:
        told = {"known": ", ".join(done.known)}
        messages.info(request, _("Not written to, because they have a place or an invitation: %(known)s.") % told)


@signed_in(rate="60/m")
@never_cache
@require_POST
def change_invitation(request: MemberRequest, pk: int) -> HttpResponse:
    """Send an invitation again, or take it back."""
    found = Invitation.objects.filter(pk=pk, team__coordinator=request.user.pk).select_related("team").first()
    if found is None:
        raise Http404
    person, at = me(request), clock.now()
    try:
        if request.POST.get("to") == "again":
            inviting.invite_again(invitation=found, by=person, at=at)
            messages.success(request, _("We wrote to %(email)s again.") % {"email": found.email})
        elif request.POST.get("to") == "withdraw":
            inviting.withdraw_invitation(invitation=found, by=person, at=at)
            messages.success(request, _("The invitation is taken back, and its place is free again."))
    except inviting.Closed:
        messages.info(request, _("This invitation was answered or taken back meanwhile. Here is how things stand."))
    return back_to(found.team)


@signed_in()
@never_cache
def end_seat(request: MemberRequest, pk: int) -> HttpResponse:
    """End somebody's place: said first, done by the button."""
    at = clock.now()
    seats = Seat.objects.used(on=local_date(at)).filter(team__coordinator=request.user.pk)
    found = seats.select_related("team__organisation", "term__membership__person").filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        _end(request, found, at)
        return back_to(found.team)
    return render(request, "portal/end_seat.html", {"seat": found, "person": found.term.membership.person})


def _end(request: MemberRequest, seat: Seat, at: datetime) -> None:
    if inviting.take_back(seat=seat, by=me(request), at=at):
        told = {"name": seat.term.membership.person.full_name}
        messages.success(request, _("The place of %(name)s has ended and is free for somebody else.") % told)


def me(request: MemberRequest) -> Person:
    """Who is signed in, as the actions take them."""
    return Person.objects.get(pk=request.user.pk)
