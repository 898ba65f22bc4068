from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from goldseam.core.people.models import Person
from goldseam.core.people.visiting import proved_visitor
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.models import Order
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, bearer
from goldseam.foundation.contracts import tease_all
from goldseam.foundation.pagecache import cached
from goldseam.foundation.pagecache.memory import kept
from goldseam.subjects.membership.actions import current_term, join
from goldseam.subjects.membership.baskets import BASKET, basket_of, carrying
from goldseam.subjects.membership.cards import membership_of
from goldseam.subjects.membership.forms import JoinForm
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.plans.joining import joining
from goldseam.subjects.membership.plans.kept import plans as kept_plans

FOR_TEAMS, AS_A_GIFT = "teams.offer:teams", "gifts.offer:gift"


@anyone()
@cached
def plans(request: HttpRequest) -> HttpResponse:
    """Compare the plans in plain words."""
    at = clock.now()
    today = clock.local_date(at)
    shown: list[Any] = list(Plan.objects.open().priced(on=today))
    # Who sells to teams, and gifts, stands above and says by its teaser whether it does so now.
    above = tease_all([FOR_TEAMS, AS_A_GIFT], at=at)
    page = {"offers": joining(shown, on=today), "for_teams": above.get(FOR_TEAMS), "as_a_gift": above.get(AS_A_GIFT)}
    response = render(request, "membership/plans.html", page)
    changes = [plan.next_price_on for plan in shown if plan.next_price_on]
    # Of a fixed year there may be less left tomorrow.
    changes += [today + timedelta(days=1) for plan in shown if plan.fixed_year]
    if changes:
        response.valid_until = clock.midnight_before(min(changes))  # type: ignore[attr-defined]
    return response


@anyone(rate="60/m")
def join_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Join as one plan: the form, and the order it makes."""
    at = clock.now()
    today = clock.local_date(at)
    plan = kept_plans().get(slug)
    if plan is None or not plan.is_open:
        raise Http404
    # Asked for where it is shown: who sends the form off is quoted anew by the order.
    offer: Any = SimpleLazyObject(lambda: joining([plan], on=today)[0])
    part = offer.part if plan.is_payable_monthly else None
    form = JoinForm(request.POST or None, plan=plan, part=part, initial=known_of(request.user))
    basket = basket_of(request)
    if request.method == "POST" and form.is_valid():
        signed_in = proved_visitor(request)
        try:
            order = join(
                plan=plan,
                applicant=form.applicant(),
                signed_in=signed_in,
                key=f"{basket}:{plan.slug}",
                at=at,
                is_monthly=form.cleaned_data.get("pays") == "month",
            )
        except NotForSale:
            return redirect("membership:plans")
        return carrying(redirect("sales:pay", token=order.token), basket, path="/join/")
    page = {"plan": plan, "offer": offer, "form": form, "asks_evidence": plan.asks_evidence(on=today)}
    if not form.is_bound and not form.initial:
        page["blank"] = blank_fields(plan.needs_address)
    response = render(request, "membership/join.html", page)
    has_basket = request.method == "GET" and BASKET in request.COOKIES
    if has_basket and Order.objects.filter(key=f"{basket}:{plan.slug}", paid_at__isnull=False).exists():
        basket = uuid4().hex
    return carrying(response, basket, path="/join/")


@kept
def blank_fields(needs_address: bool) -> SafeString:
    """The fields about the person as they are before anybody has typed: to every visitor the same."""
    form = JoinForm(plan=Plan(needs_address=needs_address))
    return render_to_string("membership/applicant.html", {"form": form})


@bearer()
@never_cache
def check_card(request: HttpRequest, token: str) -> HttpResponse:
    """What a partner learns who reads the code of a card: name, plan and until when it is valid, and nothing else."""
    membership = membership_of(token)
    if membership is None:
        raise Http404
    today = clock.local_date(clock.now())
    term = current_term(membership.person, on=today)
    page = {
        "name": membership.person.full_name,
        "term": term,
        "today": today,
        "until": term.good_until(today) if term else None,
    }
    response = render(request, "membership/check_card.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response


def known_of(user: Any) -> dict[str, Any]:
    """What a form that names a person begins with, for whoever is signed in."""
    if not isinstance(user, Person):
        return {}
    return {
        "given_name": user.given_name,
        "family_name": user.family_name,
        "email": user.email,
        "profession": user.profession,
        "employer": user.employer,
        "hub": user.hub,
    }
