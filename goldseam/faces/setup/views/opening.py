"""The first pages, what is still missing, and the opening."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from goldseam.faces.setup import actions, steps
from goldseam.faces.setup.checklist import everything
from goldseam.faces.setup.views.pages import StepPage
from goldseam.foundation import clock
from goldseam.foundation.access import staff
from goldseam.subjects.publishing.first_pages import make_first_pages
from goldseam.subjects.publishing.models import HomePage

SHOWN_PAGES = 20


class PagesStep(StepPage):
    slug = "pages"

    def make_form(self, data: QueryDict | None, files: Any = None) -> forms.Form:
        return forms.Form(data)

    def save(self, form: forms.Form, *, at: datetime) -> None:
        if "make" in self.request.POST:
            make_first_pages(at=at)

    def done(self, form: forms.Form) -> HttpResponse:
        if "make" in self.request.POST:
            return redirect("setup:pages")
        return super().done(form)

    def more(self) -> dict[str, Any]:
        home = HomePage.objects.first()
        below = Page.objects.child_of(home).order_by("path")[:SHOWN_PAGES] if home else ()
        return {"home": home, "below": below}


@staff("office")
def overview(request: HttpRequest) -> HttpResponse:
    """All that there is to do, what of it is done, and the button that opens the site."""
    return _overview(request)


def _overview(request: HttpRequest, *, status: int = 200, refused: bool = False) -> HttpResponse:
    items = everything(at=clock.now())
    missing = [item for item in items if item.is_needed and not item.is_done]
    page = {
        "needed": [item for item in items if item.is_needed],
        "advised": [item for item in items if not item.is_needed],
        "missing": missing,
        "done": sum(item.is_done for item in items if item.is_needed),
        "is_open": actions.is_open(),
        "is_refused": refused and missing,
        "first": missing[0].url if missing else steps.STEPS[0].url,
        "steps": steps.STEPS,
        "noindex": True,
    }
    return render(request, "setup/overview.html", page, status=status)


@staff("office")
@require_POST
def open_site(request: HttpRequest) -> HttpResponse:
    """Let the public in, unless something is missing without which it would meet a broken site."""
    if any(item.is_needed and not item.is_done for item in everything(at=clock.now())):
        return _overview(request, status=422, refused=True)
    try:
        actions.open_site(at=clock.now(), by=request.user)  # type: ignore[arg-type]
    except actions.AlreadyOpen:
        messages.info(request, _("The site was open already."))
    else:
        messages.success(request, _("The site is open. From now on everybody sees it and can join."))
    return redirect("setup:overview")
