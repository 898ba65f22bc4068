"""Pausing one's membership, as for parental leave, and coming back."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people.models import Person
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.pause_forms import PauseForm
from goldseam.subjects.membership.pausing import CannotPause, come_back, pause, pauses_ahead


@signed_in()
@never_cache
def pause_membership(request: MemberRequest) -> HttpResponse:
    """In two steps: from when and for how long; then what it means, with the dates, and the button that does it."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    today = clock.local_date(at)
    term = _running(person, today)
    paused = pauses_ahead(person, on=today).first()
    page = {"term": term, "paused": paused, "is_now": bool(paused and paused.begins_on <= today)}
    if term is None or paused or not term.plan.pause_months:
        return render(request, "portal/pause.html", page)
    sent = request.POST if request.method == "POST" else None
    initial = {"begins_on": today, "why": "parental", "months": min(6, term.plan.pause_months)}
    form = PauseForm(sent, initial=initial, person=person, longest=term.plan.pause_months, today=today)
    if sent and form.is_valid() and "change" not in sent:
        if "confirmed" not in sent:
            return render(request, "portal/pause_confirm.html", page | {"form": form, "asked": form.asked})
        told = form.cleaned_data
        try:
            pause(person=person, begins_on=told["begins_on"], months=told["months"], why=told["why"], by=person, at=at)
        except CannotPause as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Your membership is paused. We have written to you with the dates."))
        return redirect("portal:pause")
    return render(request, "portal/pause.html", page | {"form": form})


def _running(person: Person, on: date) -> Term | None:
    return Term.objects.of(person).whole_from(on).filter(starts_on__lte=on).select_related("plan").first()


@signed_in()
@never_cache
@require_POST
def return_from_pause(request: MemberRequest) -> HttpResponse:
    """Go on from today."""
    person = Person.objects.get(pk=request.user.pk)
    if come_back(person=person, by=person, at=clock.now()):
        messages.success(request, _("Good to have you back. All of it is open to you again."))
    return redirect("portal:home")
