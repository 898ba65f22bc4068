from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.people.visiting import proved_visitor
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.models import Order
from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.foundation.money import pounds, vat_in
from goldseam.subjects.membership.baskets import BASKET, basket_of, carrying
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.views import known_of
from goldseam.subjects.teams.actions import order_team
from goldseam.subjects.teams.forms import OrderTeamForm, number_in
from goldseam.subjects.teams.prices import MOST, Offer, offer


@anyone(rate="120/m")
def teams(request: HttpRequest) -> HttpResponse:
    """Who a team membership is for, what it costs for so many people, and the order."""
    at = clock.now()
    found = offer()
    if found is None:
        return render(request, "teams/teams.html", {"offer": None})
    asked = request.POST.get("seats") or request.GET.get("seats", "")
    seats, trouble = number_in(asked, fewest=found.fewest, most=MOST)
    form = OrderTeamForm(request.POST or None, initial=known_of(request.user) | {"seats": seats})
    basket, key = basket_of(request), f"team:{found.plan.slug}"
    if request.method == "POST" and seats and form.is_valid():
        signed_in = proved_visitor(request)
        try:
            order = order_team(
                plan=found.plan,
                seats=seats,
                organisation=form.cleaned_data["organisation"],
                purchase_order=form.cleaned_data["purchase_order"],
                coordinator=form.coordinator(),
                signed_in=signed_in,
                key=f"{basket}:{key}",
                at=at,
            )
        except NotForSale:
            return redirect("teams:teams")
        return carrying(redirect("sales:pay", token=order.token), basket, path="/teams/")
    response = render(request, "teams/teams.html", _page(found, asked, seats, trouble, form))
    has_basket = request.method == "GET" and BASKET in request.COOKIES
    if has_basket and Order.objects.filter(key=f"{basket}:{key}", paid_at__isnull=False).exists():
        basket = uuid4().hex
    return carrying(response, basket, path="/teams/")


def _page(found: Offer, asked: str, seats: int | None, trouble: str, form: OrderTeamForm) -> dict[str, Any]:
    today = clock.local_date(clock.now())
    plan = found.plan
    single = plan.price_of(today, ordered_on=today)
    page: dict[str, Any] = {
        "offer": found,
        "plan": plan,
        "single_pence": single,
        "asked": asked[:12],
        "most": MOST,
        "seats": seats,
        "trouble": trouble,
        "form": form,
    }
    if seats:
        unit = plan.share(found.unit_pence(seats), today)
        page |= {
            "unit_pence": unit,
            "total_pence": unit * seats,
            "saved_pence": max(single - unit, 0) * seats,
            "vat_words": vat_words(plan, unit * seats),
            "until": date_format(plan.ends_on(today), "j F Y"),
        }
    elif trouble == "few":
        page |= {"alone_pence": single * int(asked)}
    return page


def vat_words(plan: Plan, pence: int) -> str:
    if not plan.vat_rate:
        return _("No VAT is added: it is exempt.") if plan.vat_treatment == Plan.Vat.EXEMPT else _("No VAT.")
    told = {"vat": pounds(vat_in(pence, plan.vat_rate)), "rate": plan.vat_rate}
    return _("It contains %(vat)s of VAT, at %(rate)s %%.") % told
