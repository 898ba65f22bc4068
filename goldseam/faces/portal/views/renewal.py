"""What becomes of one's membership when the term ends, and how to change that."""

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.gateways.protocol import GatewayAway
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.mandates import ask_for_card, look_up_card
from goldseam.core.sales.card_requests import CardRequest
from goldseam.core.sales.models import Mandate
from goldseam.faces.portal.forms import CardForm
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.standing import coming_of
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.renewals import stopping
from goldseam.subjects.membership.renewals.views import renewing
from goldseam.subjects.membership.sellables import agreement, monthly_agreement


@signed_in()
@never_cache
def renewal(request: MemberRequest) -> HttpResponse:
    """What happens when the term ends: by itself or not at all, with a button for each change."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    coming = coming_of(person, at=at)
    page = {
        "coming": coming,
        "may_keep": bool(coming and coming.may_keep_a_card),
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
    if last is None or last.is_seat:
        return redirect("membership:plans")
    return renewing(request, last)


@signed_in("20/5m")
@never_cache
def change_card(request: MemberRequest) -> HttpResponse:
    """Let another card be charged from now on, or a first one, without paying now: agreed here, chosen at the bank."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    coming = coming_of(person, at=at)
    if coming is None or not coming.may_keep_a_card:
        messages.info(request, _("No further term renews by itself just now, so no card is needed."))
        return redirect("portal:renewal")
    part = coming.instalment
    words = monthly_agreement(coming.next_on, part) if part else agreement(coming.next_on, coming.pence)
    form = CardForm(request.POST or None, agreement=words)
    if request.method == "POST" and form.is_valid():
        done = f"{settings.BASE_URL}/me/renewal/card/done/"
        try:
            way = form.cleaned_data["method"]
            return redirect(ask_for_card(person=person, way=way, agreed_words=words, return_url=done, at=at))
        except GatewayAway:
            form.add_error(None, _("The bank does not answer just now. Nothing has changed; please try again."))
    mandate = Mandate.objects.living().filter(person=person).first()
    return render(request, "portal/change_card.html", {"form": form, "mandate": mandate})


@signed_in()
@never_cache
def card_kept(request: MemberRequest) -> HttpResponse:
    """Back from the bank: what became of the card."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    asked = CardRequest.objects.filter(person=person, reference__isnull=False).order_by("-asked_at").first()
    if asked and asked.ended_at is None:
        with suppress(GatewayAway):
            look_up_card(request=asked, at=at)
    mandate = Mandate.objects.living().filter(request=asked).first() if asked else None
    if mandate:
        stopping.look_again(person=person, at=at)
        told = {"brand": mandate.brand, "four": mandate.last_four}
        messages.success(request, _("From now on your %(brand)s ending %(four)s counts. Nothing was taken.") % told)
    else:
        messages.warning(request, _("No card was kept, and nothing has changed."))
    return redirect("portal:renewal")
