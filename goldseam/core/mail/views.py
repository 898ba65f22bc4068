from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goldseam.core.mail.unsubscribing import meant_by, unsubscribe
from goldseam.core.people.consents import PURPOSES
from goldseam.foundation import clock
from goldseam.foundation.access import bearer


# Mail programs press the button for their readers, without a cookie: the signed link is the right to do it. Many of
# them come from a few addresses, hence the wide rate.
@bearer("3000/m")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """GET explains, POST ends the letters of this kind; both without a sign-in, for whoever holds the link."""
    meant = meant_by(token)
    if meant is None:
        raise Http404
    person, purpose = meant
    if request.method == "POST":
        unsubscribe(person=person, purpose=purpose, at=clock.now())
    page = {"purpose": PURPOSES.get(purpose, purpose), "is_done": request.method == "POST"}
    return render(request, "mail/unsubscribe.html", page)
