from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.visiting import proved_visitor
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.models import Order
from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.subjects.gifts import guesses
from goldseam.subjects.gifts.forms import PERSON, BursaryForm, CodeForm, GiftForm
from goldseam.subjects.gifts.links import gift_path
from goldseam.subjects.gifts.ordering import order_gift
from goldseam.subjects.gifts.pool import ask_for_place
from goldseam.subjects.gifts.redeeming import found_by, write_to
from goldseam.subjects.membership.baskets import BASKET, basket_of, carrying
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.views import known_of


@anyone(rate="60/m")
@never_cache
def gift(request: HttpRequest) -> HttpResponse:
    """Give a membership to somebody, or to the bursary pool: the form, and the order it makes."""
    at = clock.now()
    today = clock.local_date(at)
    plans: list[Any] = list(Plan.objects.giftable().priced(on=today))
    if not plans:
        return render(request, "gifts/gift.html", {"plans": plans})
    initial = known_of(request.user) | {"plan": plans[0].slug, "for_whom": PERSON}
    form = GiftForm(request.POST or None, plans=plans, today=today, initial=initial)
    basket = basket_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            order = order_gift(
                plan=form.cleaned_data["plan"],
                wish=form.wish(),
                giver=form.giver(),
                signed_in=proved_visitor(request),
                key=f"{basket}:gift",
                at=at,
            )
        except NotForSale:
            return redirect("gifts:gift")
        return carrying(redirect("sales:pay", token=order.token), basket, path="/gift/")
    response = render(request, "gifts/gift.html", {"plans": plans, "form": form, "months": plans[0].gift_months})
    has_basket = request.method == "GET" and BASKET in request.COOKIES
    if has_basket and Order.objects.filter(key__startswith=f"{basket}:gift:", paid_at__isnull=False).exists():
        basket = uuid4().hex
    return carrying(response, basket, path="/gift/")


@anyone(rate="60/m")
@never_cache
def redeem(request: HttpRequest) -> HttpResponse:
    """Type the code from a card. Whoever is signed in goes on at once; everybody else has a letter with the link."""
    me = proved_visitor(request)
    form = CodeForm(request.POST or None, is_known=bool(me))
    if request.method == "POST" and form.is_valid():
        closed = guesses.too_many(request)
        if closed:
            return closed
        at = clock.now()
        delivery = found_by(form.cleaned_data["code"], at=at)
        if delivery:
            guesses.was_right(request)
            if me:
                return redirect(gift_path(delivery, email=me.email or ""))
            email = form.cleaned_data["email"]
            write_to(delivery=delivery, email=email, at=at)
            return render(request, "gifts/written.html", {"email": email})
        words = _(
            "This code opens no gift. Please compare each group with the card. It may also have been used, or the "
            "gift was given to somebody else."
        )
        form.add_error("code", words)
    return render(request, "gifts/redeem.html", {"form": form}, status=422 if form.errors else 200)


@anyone(rate="10/h")
@never_cache
def bursary(request: HttpRequest) -> HttpResponse:
    """Ask for a membership from the bursary pool. Who has asked before sees the same as who asks first."""
    plans = list(Plan.objects.giftable())
    if not plans:
        return render(request, "gifts/bursary.html", {"plans": plans})
    form = BursaryForm(request.POST or None, plans=plans, initial=known_of(request.user) | {"plan": plans[0].slug})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("plan", "given_name", "family_name", "email", "why")}
        ask_for_place(**told, at=clock.now())
        return render(request, "gifts/bursary_asked.html", {"email": told["email"]})
    return render(request, "gifts/bursary.html", {"plans": plans, "form": form})
