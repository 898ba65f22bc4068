"""Where one is signed in, ending it, and the button of the letter that tells of a change."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people.models import Person
from goldseam.faces.portal.browsers import browsers_of, end_browser, end_others, person_of_link, was_not_me
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import bearer, signed_in


@signed_in().for_oneself()
@never_cache
def browsers(request: MemberRequest) -> HttpResponse:
    """Every browser in which one is signed in."""
    found = browsers_of(request.user, this=request.session.session_key)
    return render(request, "portal/browsers.html", {"browsers": found, "has_others": len(found) > 1})


@signed_in().asking_again()
@never_cache
@require_POST
def end_one(request: MemberRequest, name: str) -> HttpResponse:
    """Sign out one browser, this one included."""
    person = Person.objects.get(pk=request.user.pk)
    is_this = any(row.is_this for row in browsers_of(person, this=request.session.session_key) if row.name == name)
    if not end_browser(person=person, name=name, at=clock.now()):
        raise Http404
    if is_this:
        logout(request)
        return redirect("/")
    messages.success(request, _("That browser is signed out."))
    return redirect("portal:browsers")


@signed_in().asking_again()
@never_cache
@require_POST
def end_all_others(request: MemberRequest) -> HttpResponse:
    """Sign out every browser but this one."""
    person = Person.objects.get(pk=request.user.pk)
    ended = end_others(person=person, keep=request.session.session_key, at=clock.now())
    messages.success(
        request,
        ngettext("One other browser is signed out.", "%(count)s other browsers are signed out.", ended)
        % {"count": ended}
        if ended
        else _("You are signed in nowhere else."),
    )
    return redirect("portal:browsers")


@bearer()
@never_cache
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a letter about a change: GET explains, POST acts, once."""
    person = person_of_link(token)
    if person is None:
        return render(request, "portal/not_me.html", {"is_closed": True}, status=404)
    if request.method == "POST":
        was_not_me(person=person, at=clock.now())
        logout(request)
        return render(request, "portal/not_me.html", {"is_done": True})
    return render(request, "portal/not_me.html")
