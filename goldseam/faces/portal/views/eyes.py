"""Lending the office one's eyes, taking them back; and for the office the way back to its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people.models import Person
from goldseam.core.people.seeing import DAYS, end_permit, give_permit
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, eyes, signed_in

BACK = "/me/preferences/#eyes"


@signed_in()
@never_cache
@require_POST
def lend_eyes(request: MemberRequest) -> HttpResponse:
    """Let the office see one's pages for a day or a week."""
    days = {str(days): days for days in DAYS}.get(request.POST.get("days", ""))
    if days is None:
        messages.error(request, _("Please choose for how long."))
        return redirect(BACK)
    give_permit(person=Person.objects.get(pk=request.user.pk), days=days, at=clock.now())
    messages.success(request, _("The office may see your pages now. You can end it here at any time."))
    return redirect(BACK)


@signed_in()
@never_cache
@require_POST
def take_eyes_back(request: MemberRequest) -> HttpResponse:
    """End it, at once."""
    end_permit(person=Person.objects.get(pk=request.user.pk), at=clock.now())
    messages.success(request, _("The office sees your pages no longer."))
    return redirect(BACK)


@anyone()
@never_cache
@require_POST
def own_eyes(request: HttpRequest) -> HttpResponse:
    """Stop seeing the site as somebody else does."""
    person = eyes.end(request)
    return redirect(f"/office/people/{person}/" if person else "/")
