"""The other plans one may move to, and what each costs today."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.changes.moving import choose_next, order_change
from goldseam.subjects.membership.changes.offers import CannotChange, choice_of
from goldseam.subjects.membership.models import Plan


@signed_in()
@never_cache
def change_plan(request: MemberRequest) -> HttpResponse:
    """Each other plan in one sentence, with the button that moves there: now, or with the next term."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    if request.method == "POST":
        # The database cannot even be asked for a text with this sign.
        plan = get_object_or_404(Plan, slug=request.POST.get("plan", "").replace("\0", ""))
        try:
            return _move(request, person, plan, at)
        except (CannotChange, NotForSale):
            messages.warning(request, _("This change is not possible just now. Nothing was changed and nothing taken."))
        return redirect("portal:change_plan")
    page = {"choice": choice_of(person, on=clock.local_date(at)), "today": clock.local_date(at)}
    return render(request, "portal/plan.html", page)


def _move(request: MemberRequest, person: Person, plan: Plan, at: datetime) -> HttpResponse:
    if request.POST.get("when") == "now":
        order = order_change(person=person, plan=plan, at=at)
        return redirect("sales:pay", token=order.token)
    choice = choose_next(person=person, plan=plan, at=at)
    told = {"plan": plan.name, "day": date_format(choice.next_on, "j F Y")}
    if plan == choice.term.plan:
        messages.success(request, _("You stay with %(plan)s. Nothing was taken.") % told)
    else:
        words = _("Your next term, from %(day)s, will be as %(plan)s. Nothing is taken today.")
        messages.success(request, words % told)
    return redirect("portal:change_plan")
