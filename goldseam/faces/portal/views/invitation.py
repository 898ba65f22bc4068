"""What the link of an invitation opens: a seat to take, or not."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.actions import person_at
from goldseam.core.people.models import Person
from goldseam.faces.portal.sign_in import enter_by_letter, may_enter_by_letter
from goldseam.foundation import clock
from goldseam.foundation.access import bearer
from goldseam.subjects.membership.actions import RunsLonger
from goldseam.subjects.membership.changes.giving_up import unused
from goldseam.subjects.membership.closing import running_until
from goldseam.subjects.membership.forms import TakeUpForm
from goldseam.subjects.teams import inviting
from goldseam.subjects.teams.actions import AlreadySeated, ChangedTooOften, NoSeatFree
from goldseam.subjects.teams.adding import period_of
from goldseam.subjects.teams.forms import BeginForm
from goldseam.subjects.teams.links import invitation_of
from goldseam.subjects.teams.models import Invitation


@bearer()
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what is offered and changes nothing; POST takes the seat or declines it."""
    found = invitation_of(token)
    if found is None or not found.is_open:
        return _closed(request, found)
    known = person_at(found.email)
    is_new = known is None or not known.is_proved
    form = TakeUpForm(request.POST or None, plan=found.team.plan, email=found.email) if is_new else None
    if request.method == "POST" and request.POST.get("to") == "decline":
        return _decline(request, found)
    today = clock.local_date(clock.now())
    begin = _begin_form(request, found, known, today) if known and not is_new else None
    trouble = ""
    if request.method == "POST" and all(one is None or one.is_valid() for one in (form, begin)):
        answer = _take(request, found, form, begins_now=bool(begin and begin.cleaned_data["begins"] == "now"))
        if isinstance(answer, HttpResponse):
            return answer
        trouble = answer
    page = {
        "invitation": found,
        "team": found.team,
        "form": form,
        "begin": begin,
        "trouble": trouble,
        "own_until": running_until(known, on=today) if known and not is_new else None,
    }
    return render(request, "portal/invitation.html", page, status=409 if trouble else 200)


def _begin_form(request: HttpRequest, found: Invitation, known: Person, today: date) -> BeginForm | None:
    """The choice of whoever was paid for already: only with money that would go back there is one."""
    until, period = running_until(known, on=today), period_of(found.team, on=today)
    pence = sum(credit.credit_pence for credit in unused(known, on=today))
    if not (until and period and pence):
        return None
    return BeginForm(request.POST or None, until=until, credit_pence=pence, team_until=period.ends_on)


def _take(request: HttpRequest, found: Invitation, form: TakeUpForm | None, *, begins_now: bool) -> HttpResponse | str:
    """Let in whoever has the seat now; else the sentence that says why not."""
    try:
        told = form.applicant() if form else None
        seat = inviting.accept(invitation=found, told=told, at=clock.now(), begins_now=begins_now)
    except inviting.Closed:
        return _closed(request, invitation_of(request.path.split("/")[-2]))
    except (RunsLonger, AlreadySeated, ChangedTooOften, NoSeatFree) as error:
        return _why_not(error, found)
    person = seat.term.membership.person
    if request.user == person:
        return redirect("portal:home")
    if not may_enter_by_letter(person):
        messages.success(request, _("Thank you: the place is yours. Please sign in to see your pages."))
        return redirect("account_login")
    return enter_by_letter(request, person)


def _why_not(error: Exception, found: Invitation) -> str:
    if isinstance(error, RunsLonger):
        told = {"day": date_format(error.until, "j F Y")}
        words = _("Your own membership runs until %(day)s, to the end of the team’s or longer.")
        return (
            words % told
            + " "
            + _("You keep it, and nothing is lost. Please tell us here that you do not need the place.")
        )
    if isinstance(error, AlreadySeated):
        return _("You have a place in this team already.")
    words = _("Just now no place is free in this team. Please ask %(name)s; nothing of yours has changed.")
    return words % {"name": found.team.coordinator.full_name}


def _decline(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        inviting.decline_invitation(invitation=found, at=clock.now())
    except inviting.Closed:
        return _closed(request, found)
    return render(request, "portal/invitation_closed.html", {"invitation": found, "is_declined": True})


def _closed(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """A link that was answered, taken back, is too old or was cut short, and the way on."""
    return render(request, "portal/invitation_closed.html", {"invitation": found}, status=410 if found else 404)
