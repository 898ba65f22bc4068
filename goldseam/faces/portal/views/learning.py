from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.faces.portal.papers import paper
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.cpd.actions import add_activity, change_activity, remove_activity
from goldseam.subjects.cpd.forms import ActivityForm
from goldseam.subjects.cpd.models import Activity, ActivityQuerySet

ON_A_PAGE = 50


def _own(request: MemberRequest) -> ActivityQuerySet:
    return Activity.objects.kept().filter(person=request.user)


def _year_of(form: ActivityForm) -> HttpResponse:
    """To the year in which what was just written stands."""
    return redirect(f"{reverse('portal:learning')}?year={form.told()['on'].year}")


@signed_in()
@never_cache
def learning(request: MemberRequest) -> HttpResponse:
    """One's own record, a calendar year at a time."""
    years = _own(request).by_year()
    today = clock.local_date(clock.now())
    known = {str(year): year for year, _minutes in years}
    year = known.get(request.GET.get("year", ""), max(known.values(), default=today.year))
    rows = Paginator(_own(request).in_year(year), ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"page": rows, "year": year, "years": years, "minutes": dict(years).get(year, 0)}
    return render(request, "portal/learning.html", page)


@signed_in()
@never_cache
def add(request: MemberRequest) -> HttpResponse:
    """Add something one did."""
    today = clock.local_date(clock.now())
    form = ActivityForm(request.POST or None, today=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        add_activity(person=request.user, at=clock.now(), **form.told())
        messages.success(request, _("That is on your record now."))
        return _year_of(form)
    return render(request, "portal/activity.html", {"form": form})


@signed_in()
@never_cache
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Rewrite one's own entry; of what the association entered, only what one takes from it."""
    activity = get_object_or_404(_own(request), pk=pk)
    form = ActivityForm(request.POST or None, today=clock.local_date(clock.now()), activity=activity)
    if request.method == "POST" and form.is_valid():
        change_activity(activity=activity, at=clock.now(), by=request.user, **form.told())
        messages.success(request, _("Changed."))
        return _year_of(form)
    page = {"form": form, "activity": activity}
    return render(request, "portal/activity.html", page)


@signed_in()
@never_cache
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take an entry off the record: GET asks, POST acts."""
    activity = get_object_or_404(_own(request), pk=pk)
    if request.method == "POST":
        remove_activity(activity=activity, at=clock.now(), by=request.user)
        messages.success(request, _("That is off your record."))
        return redirect("portal:learning")
    return render(request, "portal/activity_remove.html", {"activity": activity})


@signed_in()
def record_pdf(request: MemberRequest, year: str) -> HttpResponseBase:
    """One's record of a calendar year as PDF."""
    return paper(request, f"cpd.record:{request.user.pk}-{year}")
