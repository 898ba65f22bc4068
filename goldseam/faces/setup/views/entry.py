"""Coming in by the link of the terminal, and the second factor that keeps the door afterwards."""

from allauth.account.internal.flows.login import record_authentication
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldseam.core.people.actions import AddressTaken
from goldseam.faces.portal.sign_in import has_second_factor, sign_in
from goldseam.faces.setup import actions
from goldseam.faces.setup.forms import AccountForm
from goldseam.foundation import clock
from goldseam.foundation.access import bearer, signed_in


@bearer("60/5m")
def account(request: HttpRequest, secret: str) -> HttpResponse:
    """The first account of the office, for whoever holds the link."""
    if not actions.opens(secret):
        raise Http404
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        names = {name: told[name] for name in ("given_name", "family_name", "email")}
        try:
            person = actions.begin_account(secret=secret, password=told["password1"], at=clock.now(), **names)
        except actions.LinkDead as error:
            raise Http404 from error
        except AddressTaken:
            form.add_error("email", actions.ADDRESS_TAKEN)
        else:
            sign_in(request, person, method="password")
            # The password was typed a moment ago: it is not asked for again before the second factor.
            record_authentication(request, person, "password", reauthenticated=True)
            return redirect("setup:second_factor")
    page = {"form": form, "navigation": None, "noindex": True}
    response = render(request, "setup/account.html", page, status=422 if form.errors else 200)
    # The address is a secret: nothing on the way may keep the page.
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in()
def second_factor(request: HttpRequest) -> HttpResponse:
    """Choose a second factor; whoever has passed it goes on."""
    if has_second_factor(request):
        return redirect("setup:overview")
    return render(request, "setup/second_factor.html", {"navigation": None, "noindex": True})
