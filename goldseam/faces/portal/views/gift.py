"""What the link of a gift opens: a membership to take up, or to give back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.actions import person_at
from goldseam.core.people.models import Person
from goldseam.core.people.visiting import proved_visitor
from goldseam.faces.portal.sign_in import enter_by_letter, may_enter_by_letter
from goldseam.foundation import clock
from goldseam.foundation.access import bearer
from goldseam.subjects.gifts import redeeming
from goldseam.subjects.gifts.actions import Closed
from goldseam.subjects.gifts.forms import RedeemForm, RedeemNewForm
from goldseam.subjects.gifts.links import delivery_of
from goldseam.subjects.gifts.models import Delivery, State
from goldseam.subjects.membership.closing import running_until
from goldseam.subjects.membership.evidence.links import show_path


@bearer()
@never_cache
def open_gift(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what was given and changes nothing; POST takes it up or gives it back."""
    found = delivery_of(token)
    today = clock.local_date(clock.now())
    if found is None or not _is_open(found[0]):
        return _closed(request, found[0] if found else None)
    delivery, email = found
    me = proved_visitor(request)
    person = me or person_at(email)
    asks = delivery.gift.plan.asks_evidence(on=today)
    if request.method == "POST" and request.POST.get("to") == "back":
        return _give_back(request, delivery)
    form: Any = RedeemForm(request.POST or None, asks_evidence=asks)
    if person is None or not person.is_proved:
        form = RedeemNewForm(request.POST or None, plan=delivery.gift.plan, email=email, asks_evidence=asks)
    not_eligible = None
    if request.method == "POST" and form.is_valid():
        try:
            return _take_up(request, delivery, email, me, form)
        except Closed:
            return _closed(request, delivery)
        except redeeming.NotEligible as error:
            not_eligible = error
    page = {
        "delivery": delivery,
        "gift": delivery.gift,
        "email": email,
        "me": me,
        "form": form,
        "is_new": isinstance(form, RedeemNewForm),
        "own_until": running_until(person, on=today) if person and person.is_proved else None,
        "not_eligible": not_eligible,
        "show_url": show_path(person) if person and not_eligible and not_eligible.needs_evidence else "",
    }
    return render(request, "portal/gift_open.html", page, status=409 if not_eligible else 200)


def _is_open(delivery: Delivery) -> bool:
    state = delivery.gift.state(clock.local_date(clock.now()))
    return delivery.is_standing and state in (State.OPEN, State.WAITING)


def _take_up(request: HttpRequest, delivery: Delivery, email: str, me: Person | None, form: Any) -> HttpResponse:
    """Let in whoever has the membership now."""
    at, is_studying = clock.now(), bool(form.cleaned_data.get("is_studying"))
    if me:
        redeeming.redeem(delivery=delivery, person=me, is_studying=is_studying, at=at)
        messages.success(request, _("The gift is yours. Enjoy it."))
        return redirect("portal:home")
    told = form.applicant() if isinstance(form, RedeemNewForm) else None
    person = redeeming.take_up(delivery=delivery, email=email, told=told, is_studying=is_studying, at=at)
    if not may_enter_by_letter(person):
        messages.success(request, _("The gift is yours. Please sign in to see your pages."))
        return redirect("account_login")
    return enter_by_letter(request, person)


def _give_back(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    try:
        redeeming.give_back(delivery=delivery, at=clock.now())
    except Closed:
        return _closed(request, delivery)
    return render(request, "portal/gift_closed.html", {"delivery": delivery, "is_given_back": True})


def _closed(request: HttpRequest, delivery: Delivery | None) -> HttpResponse:
    """A link that was used, is another's now or was cut short, and the way on."""
    page: dict[str, Any] = {"delivery": delivery}
    if delivery:
        delivery.refresh_from_db()
        page |= {"is_over": delivery.gift.is_over(clock.local_date(clock.now())), "gift": delivery.gift}
    return render(request, "portal/gift_closed.html", page, status=410 if delivery else 404)
