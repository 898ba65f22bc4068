"""The memberships that somebody gave: how they stand, sent again, passed on, given to the pool, and their cards."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.faces.portal.papers import paper
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.views.team import me
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.gifts import actions
from goldseam.subjects.gifts.documents import NoCode
from goldseam.subjects.gifts.forms import CARD, PERSON, WishForm
from goldseam.subjects.gifts.models import STATES, Gift, State

ON_A_PAGE = 20
MAY_CHANGE = (State.WAITING, State.OPEN, State.RETURNED)


@signed_in()
@never_cache
def gifts(request: MemberRequest) -> HttpResponse:
    """All that one gave, the newest first."""
    own = Gift.objects.filter(order_line__order__person=request.user, begun_at__isnull=False)
    page = Paginator(own.with_giver().with_delivery(), ON_A_PAGE).get_page(request.GET.get("page"))
    today = clock.local_date(clock.now())
    rows = [(gift, gift.delivery, STATES[gift.state(today)]) for gift in page]
    return render(request, "portal/gifts.html", {"page": page, "rows": rows})


def _of(request: MemberRequest, pk: int) -> Gift:
    own = Gift.objects.filter(order_line__order__person=request.user, begun_at__isnull=False)
    return get_object_or_404(own.with_giver(), pk=pk)


@signed_in(rate="30/m")
@never_cache
def gift(request: MemberRequest, pk: int) -> HttpResponse:
    """One gift, and what can be done with it until it is taken up."""
    found, today = _of(request, pk), clock.local_date(clock.now())
    state, delivery = found.state(today), found.delivery
    form = None
    if state in MAY_CHANGE and not found.is_for_pool:
        form = WishForm(request.POST or None, today=today, initial=_as_it_is(found))
    to = request.POST.get("to")
    if to in ("again", "pool") or (to == "pass" and form and form.is_valid()):
        try:
            messages.success(request, _do(request, found, to, form))
        except actions.Closed:
            messages.info(request, _("This gift was taken up or changed meanwhile. Here is how things stand."))
        except actions.WrittenJustNow:
            messages.info(request, _("A letter with this gift left within the last hour, so we did not send another."))
        return redirect("portal:gift", pk=found.pk)
    page = {
        "gift": found,
        "delivery": delivery,
        "state": state,
        "words": STATES[state],
        "form": form,
        "may_pool": form is not None or (state is State.OVER and not found.is_for_pool),
        "has_card": bool(delivery and state in MAY_CHANGE and not found.is_for_pool),
    }
    return render(request, "portal/gift.html", page, status=422 if form and form.errors else 200)


def _as_it_is(gift: Gift) -> dict[str, Any]:
    delivery = gift.delivery
    told: dict[str, Any] = {"message": gift.message, "for_whom": PERSON}
    if delivery:
        told |= {"recipient_name": delivery.recipient_name, "recipient_email": delivery.recipient_email}
        told["for_whom"] = PERSON if delivery.recipient_email else CARD
        if delivery.is_to_be_written:
            told["deliver_on"] = delivery.deliver_on
    return told


def _do(request: MemberRequest, gift: Gift, to: str | None, form: WishForm | None) -> str:
    """Do it, and the sentence that says so."""
    at = clock.now()
    if to == "again":
        if actions.send_again(gift=gift, by=me(request), at=at):
            return _("The letter with the gift is on its way once more.")
        return _("The letter goes once more, in the morning.")
    if to == "pool":
        actions.put_in_pool(gift=gift, by=me(request), at=at)
        return _("Thank you: the bursary pool has it now, for a student who asks for one.")
    assert form
    delivery = actions.pass_on(gift=gift, wish=form.wish(), by=me(request), at=at)
    if not delivery.recipient_email:
        return _("The card is ready to print. A former code opens nothing any more.")
    told = {"name": delivery.recipient_name}
    if delivery.letter:
        return _("We have written to %(name)s. A former link or card opens nothing any more.") % told
    return _("%(name)s has a letter on the day. A former link or card opens nothing any more.") % told


@signed_in()
def gift_card(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The card of a gift of one's own, while it can be taken up."""
    found = _of(request, pk)
    if found.is_for_pool or found.state(clock.local_date(clock.now())) not in MAY_CHANGE:
        raise Http404
    try:
        return paper(request, f"gifts.card:{found.pk}")
    except NoCode:
        messages.info(request, _("This card cannot be made any more. Pass the gift on below, and it has a new one."))
        return redirect("portal:gift", pk=found.pk)
