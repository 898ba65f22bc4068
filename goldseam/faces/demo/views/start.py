from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goldseam.faces.demo.accounts import ACCOUNTS, PASSWORD, current_codes, person_of
from goldseam.faces.portal.sign_in import sign_in
from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.foundation.theme import samples


@anyone()
def start(request: HttpRequest) -> HttpResponse:
    """What to try, and who to be."""
    codes = current_codes()
    rows = [(account, codes.get(account.email, "")) for account in ACCOUNTS.values()]
    return render(request, "demo/start.html", {"rows": rows, "password": PASSWORD, "now": clock.now()})


@anyone()
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's people, as if by a second factor."""
    person = person_of(request.POST.get("role", ""))
    if person is None:
        raise Http404
    sign_in(request, person, method="demo")
    return redirect(ACCOUNTS[request.POST["role"]].start)


@anyone()
def components(request: HttpRequest) -> HttpResponse:
    """Everything a page may be made of."""
    return render(request, "theme/components.html", samples.context())
