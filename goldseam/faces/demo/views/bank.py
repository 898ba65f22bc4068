"""The demo bank's pages. It is another firm: it knows the payment and where to lead back, and nothing of who pays."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.demo.bank import DECISIONS, decide
from goldseam.core.gateways.demo.cards import samples
from goldseam.core.gateways.demo.models import BankCard, BankNotice, BankSession
from goldseam.core.gateways.demo.outbox import send_notices
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, bearer

ON_A_PAGE = 25
BUTTONS = {
    "pay": (_("Pay"), _("The money is taken and you go back; our notice follows you.")),
    "decline": (_("Decline for now"), _("Not enough in the account. Another day may be better.")),
    "decline_hard": (_("Decline for good"), _("The card was reported stolen. Trying again is pointless.")),
    "hang": (_("Give no answer"), _("Nobody is ever told what became of this payment.")),
    "twice": (_("Pay, and say so twice"), _("The same notice is sent two times.")),
    "first": (_("Pay, and say so first"), _("The notice arrives before you are back.")),
}


@anyone()
def about(request: HttpRequest) -> HttpResponse:
    """What the demo bank is, what it still has to tell, and the cards it keeps, with what their next charges do."""
    if request.method == "POST":
        return _choose(request)
    waiting = BankNotice.objects.filter(sent_at=None).count()
    kept = BankCard.objects.filter(is_forgotten=False)
    cards = Paginator(kept.order_by("expires_on", "reference"), ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"buttons": BUTTONS.values(), "waiting": waiting, "cards": cards, "choices": BankCard.Then.choices}
    return render(request, "demo/bank.html", page)


def _choose(request: HttpRequest) -> HttpResponse:
    """Decide what the next charges to a kept card do."""
    then, times = request.POST.get("then", ""), request.POST.get("times", "") or "0"
    if then not in BankCard.Then.values or not (times.isdecimal() and len(times) < 3):
        messages.warning(request, _("Please choose what the card does, and how often it is declined: 0 to 99."))
    elif BankCard.objects.filter(reference=request.POST.get("card", "")).update(then=then, times=int(times)):
        messages.success(request, _("Noted. It holds from the next charge on."))
    return redirect("demo:bank")


@bearer(rate="")
def session(request: HttpRequest, reference: str) -> HttpResponse:
    """The page on which somebody pays, or the bank declines."""
    asked = get_object_or_404(BankSession, reference=reference)
    # One site under two names (127.0.0.1, localhost) stays one for the browser.
    back = asked.return_url.removeprefix(settings.BASE_URL)
    outcome = request.POST.get("outcome", "")
    cards = samples(on=clock.local_date(clock.now()))
    if request.method == "POST" and outcome in DECISIONS and not asked.decision:
        card = cards.get(request.POST.get("card", next(iter(cards))))
        owed = decide(reference=reference, outcome=outcome, card=card)
        if outcome == "first":
            send_notices(at=clock.now(), notices=owed)
        if outcome != "hang":
            return redirect(back)
        return redirect(request.path)
    is_unknown = request.method == "POST" and outcome not in DECISIONS
    page = {"asked": asked, "back": back, "buttons": BUTTONS, "decision": BUTTONS.get(asked.decision), "cards": cards}
    return render(request, "demo/bank_session.html", page, status=422 if is_unknown else 200)
