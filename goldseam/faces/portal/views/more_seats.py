"""More places for a team whose period runs: what they cost today, and the order."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.views.team import back_to, me, team_of
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.foundation.clock import local_date
from goldseam.subjects.teams.actions import last_payer
from goldseam.subjects.teams.adding import Period, addition_of, order_seats, ordered_seats, period_of
from goldseam.subjects.teams.forms import MoreSeatsForm, number_in
from goldseam.subjects.teams.prices import MOST, Offer, offer


@signed_in(rate="120/m")
@never_cache
def more_seats(request: MemberRequest, pk: int) -> HttpResponse:
    """The price of so many more, worked out by the page itself, and the order for them."""
    team, at = team_of(request, pk), clock.now()
    period, found = period_of(team, on=local_date(at)), offer(team.plan.slug)
    if period is None or found is None:
        messages.info(request, _("No places can be added to this team just now."))
        return back_to(team)
    asked = request.POST.get("seats") or request.GET.get("seats", "")
    fewest = max(found.fewest - period.seats, 1)
    seats, trouble = number_in(asked, fewest=fewest, most=MOST - period.seats)
    known = MoreSeatsForm.told_before(last_payer(team), me(request))
    form = MoreSeatsForm(request.POST or None, initial={"seats": seats, **known})
    if request.method == "POST" and seats and form.is_valid():
        try:
            order = order_seats(
                team=team,
                seats=seats,
                payer=form.payer(me(request)),
                by=me(request),
                at=at,
            )
        except NotForSale:
            return redirect("portal:more_seats", pk)
        return redirect("sales:pay", token=order.token)
    page = {"asked": asked[:12], "seats": seats, "trouble": trouble, "fewest": fewest, "form": form}
    return render(request, "portal/more_seats.html", page | _told(team, period, found, seats, at))


def _told(team: Any, period: Period, found: Offer, seats: int | None, at: datetime) -> dict[str, Any]:
    return {
        "team": team,
        "period": period,
        "most": MOST - period.seats,
        "added": addition_of(team, seats, on=local_date(at), found=found) if seats else None,
        "ordered": ordered_seats(team, at=at).prefetch_related("lines"),
    }
