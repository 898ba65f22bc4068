"""The demo bank's pages. It is another firm: it knows the payment and where to lead back, and nothing of who pays."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.demo.bank import DECISIONS, decide
from goldseam.core.gateways.demo.models import BankNotice, BankSession
from goldseam.core.gateways.demo.outbox import send_notices
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, bearer

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
    """What the demo bank is, and what it still has to tell."""
    waiting = BankNotice.objects.filter(sent_at=None).count()
    return render(request, "demo/bank.html", {"buttons": BUTTONS.values(), "waiting": waiting})


@bearer(rate="")
def session(request: HttpRequest, reference: str) -> HttpResponse:
    """The page on which somebody pays, or the bank declines."""
    asked = get_object_or_404(BankSession, reference=reference)
    # One site under two names (127.0.0.1, localhost) stays one for the browser.
    back = asked.return_url.removeprefix(settings.BASE_URL)
    outcome = request.POST.get("outcome", "")
    if request.method == "POST" and outcome in DECISIONS and not asked.decision:
        owed = decide(reference=reference, outcome=outcome)
        if outcome == "first":
            send_notices(at=clock.now(), notices=owed)
        if outcome != "hang":
            return redirect(back)
        return redirect(request.path)
    is_unknown = request.method == "POST" and outcome not in DECISIONS
    page = {"asked": asked, "back": back, "buttons": BUTTONS, "decision": BUTTONS.get(asked.decision)}
    return render(request, "demo/bank_session.html", page, status=422 if is_unknown else 200)
