"""A copy of all that is held on oneself, and closing the account."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people.models import Person
from goldseam.faces.portal.closing_forms import ClosingForm
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, signed_in
from goldseam.foundation.clock import local_date
from goldseam.foundation.files import serve
from goldseam.foundation.privacy.erasing import hindrances, preview
from goldseam.foundation.privacy.models import Request
from goldseam.foundation.privacy.requests import ask_for_copy
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import latest
from goldseam.subjects.membership import closing


def copy_of(person: Person, *, at: datetime) -> dict[str, object]:
    """How far the copy is that the person asked for last, for the page of preferences."""
    asked = _own(person).first()
    run = latest(subject_key(asked)) if asked and not asked.made_at else None
    return {
        "copy": asked if asked and asked.has_copy(at=at) else None,
        "copy_run": run if run and run.is_open else None,
        "copy_failed": bool(run and run.state == Run.State.FAILED),
    }


def _own(person: Person) -> QuerySet[Request]:
    return Request.objects.filter(person=person, kind=Request.Kind.ACCESS).order_by("-id")


@signed_in("5/h").asking_again()
@never_cache
@require_POST
def ask_copy(request: MemberRequest) -> HttpResponse:
    """Have a copy of everything made."""
    person = Person.objects.get(pk=request.user.pk)
    ask_for_copy(person=person, by=person, at=clock.now())
    messages.success(request, _("Your copy is being made. It will stand here in a moment."))
    return redirect("/me/preferences/#copy")


@signed_in().asking_again()
@never_cache
def download_copy(request: MemberRequest) -> HttpResponseBase:
    """The newest copy of everything held on oneself, whoever asked for it."""
    at = clock.now()
    asked = next((found for found in _own(request.user)[:5] if found.has_copy(at=at)), None)
    if asked is None:
        messages.info(request, _("There is no copy to download now. Ask for a new one."))
        return redirect("/me/preferences/#copy")
    name = f"everything-{local_date(asked.made_at or at).isoformat()}.zip"
    return serve(asked.file.open("rb"), filename=name, content_type="application/zip", request=request)


@signed_in("10/h").asking_again()
@never_cache
def close(request: MemberRequest) -> HttpResponse:
    """What closing the account does, and the button that does it."""
    person, at = Person.objects.get(pk=request.user.pk), clock.now()
    until = closing.running_until(person, on=local_date(at))
    form = ClosingForm(request.POST or None, until=until)
    against = hindrances(person, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            return _close(request, person, form, at)
        except closing.CannotClose as hindrance:
            form.add_error(None, str(hindrance))
    page = {
        "form": form,
        "until": until,
        "final": [hindrance.sentence for hindrance in against if hindrance.is_final],
        "hindrances": [hindrance.sentence for hindrance in against],
        "consequences": list(preview(person)),
    }
    return render(request, "portal/close.html", page, status=422 if form.errors else 200)


def _close(request: HttpRequest, person: Person, form: ClosingForm, at: datetime) -> HttpResponse:
    if form.waits:
        asked = closing.ask_to_close(person=person, at=at)
        messages.success(
            request,
            _("Your account closes on %(day)s. Until then you can change your mind here.")
            % {"day": date_format(asked.due_on, "j F Y")},
        )
        return redirect("/me/preferences/#close")
    closing.close_account(person=person, by=person, at=at)
    logout(request)
    return redirect("portal:closed")


@signed_in()
@never_cache
@require_POST
def keep_account(request: MemberRequest) -> HttpResponse:
    """Take back a closing that lies ahead."""
    person = Person.objects.get(pk=request.user.pk)
    closing.take_back_closing(person=person, by=person, at=clock.now())
    messages.success(request, _("Your account stays open."))
    return redirect("/me/preferences/#close")


@anyone()
def closed(request: HttpRequest) -> HttpResponse:
    """Where one stands after closing the account."""
    return render(request, "portal/closed.html")
