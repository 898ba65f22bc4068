"""What becomes of one's membership when the term ends, and how to change that."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people.models import Person
from goldseam.core.sales.models import Mandate
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.standing import coming_of
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.renewals import stopping
from goldseam.subjects.membership.renewals.views import renewing


@signed_in()
@never_cache
def renewal(request: MemberRequest) -> HttpResponse:
    """What happens when the term ends: by itself or not at all, with a button for each change."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    page = {
        "coming": coming_of(person, at=at),
        "mandate": Mandate.objects.living().filter(person=person).first(),
    }
    return render(request, "portal/renewal.html", page)


@signed_in()
@never_cache
@require_POST
def change(request: MemberRequest) -> HttpResponse:
    """Do what the pressed button says: stop the card, want no further term, or stay after all."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    done = {"stop": _stop, "end": _end, "stay": _stay}.get(request.POST.get("to", ""))
    if done:
        done(request, person, at)
    return redirect("portal:renewal")


def _stop(request: MemberRequest, person: Person, at: datetime) -> None:
    mandate = Mandate.objects.living().filter(person=person).first()
    if mandate and stopping.stop_renewing(mandate=mandate, at=at):
        messages.success(request, _("Your card is not charged any more."))


def _end(request: MemberRequest, person: Person, at: datetime) -> None:
    try:
        term = stopping.decline(person=person, at=at)
    except stopping.NothingToDecline:
        messages.info(request, _("There is nothing to end: no membership goes on."))
        return
    told = {"day": date_format(term.ends_on, "j F Y")}
    messages.success(request, _("Your membership ends on %(day)s. Until then all of it stays open to you.") % told)


def _stay(request: MemberRequest, person: Person, at: datetime) -> None:
    stopping.want_again(person=person, at=at)
    messages.success(request, _("Good to have you. We write to you before your term ends."))


@signed_in()
@never_cache
def renew_now(request: MemberRequest) -> HttpResponse:
    """Take another term, as the mailed link offers it."""
    term = Term.objects.of(request.user).filter(cut_short_on=None).select_related("plan", "membership__person")
    last = term.order_by("-starts_on").first()
    if last is None:
        return redirect("membership:plans")
    return renewing(request, last)
