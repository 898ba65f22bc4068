"""The period after the one that ends: with how many places the team goes on, and who leaves where there are fewer."""

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
from goldseam.subjects.teams.forms import RenewTeamForm, number_in
from goldseam.subjects.teams.prices import MOST, Offer, offer
from goldseam.subjects.teams.renewing import Next, holders, next_of, order_renewal, ordered_renewal, price_of


@signed_in(rate="120/m")
@never_cache
def renew_team(request: MemberRequest, pk: int) -> HttpResponse:
    """What so many places cost for the next period, and the order. As many as now are proposed."""
    team, at = team_of(request, pk), clock.now()
    period, found = next_of(team, on=local_date(at)), offer(team.plan.slug)
    if period is None or found is None:
        messages.info(request, _("There is nothing to renew for this team just now."))
        return back_to(team)
    people = list(holders(team, period))
    asked = request.POST.get("seats") or request.GET.get("seats") or str(_as_now(team, people, found))
    seats, trouble = number_in(asked, fewest=found.fewest, most=MOST)
    form = RenewTeamForm(
        request.POST or None,
        initial={"seats": seats, **RenewTeamForm.told_before(last_payer(team), me(request))},
        holders=people,
        too_many=len(people) - (seats or MOST),
    )
    if request.method == "POST" and seats and form.is_valid():
        told = form.cleaned_data
        try:
            order = order_renewal(
                team=team,
                seats=seats,
                leaving=told.get("leaving", ()),
                payer=form.payer(me(request)),
                by=me(request),
                at=at,
            )
        except NotForSale:
            return redirect("portal:renew_team", pk)
        return redirect("sales:pay", token=order.token)
    page = _page(found, period, seats, trouble, asked)
    page |= {"team": team, "form": form, "people": people, "ordered": ordered_renewal(team, at=at)}
    return render(request, "portal/renew_team.html", page)


def _as_now(team: Any, people: list[Any], found: Offer) -> int:
    """As many places as there are, or after their end as many as people had them."""
    return max(team.paid or len(people), found.fewest)


def _page(found: Offer, period: Next, seats: int | None, trouble: str, asked: str) -> dict[str, Any]:
    page: dict[str, Any] = {
        "offer": found,
        "plan": found.plan,
        "period": period,
        "most": MOST,
        "seats": seats,
        "trouble": trouble,
        "asked": asked[:12],
    }
    if seats:
        unit = price_of(found, seats, period)
        page |= {"unit_pence": unit, "total_pence": unit * seats}
    elif trouble == "few":
        alone = found.plan.price_of(period.starts_on, ordered_on=period.starts_on)
        fewest_pence = price_of(found, found.fewest, period) * found.fewest
        page |= {"alone_pence": alone, "fewest_pence": fewest_pence}
    return page
