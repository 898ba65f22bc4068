from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.faces.demo import moving_clock
from goldseam.faces.demo.actions import MOST_DAYS, AlreadyMoving, Move, move
from goldseam.foundation import clock as association
from goldseam.foundation.access import anyone


class DaysForm(forms.Form):
    days = forms.IntegerField(label=gettext_lazy("How many days"), min_value=1, max_value=MOST_DAYS, initial=1)


@anyone()
def clock(request: HttpRequest) -> HttpResponse:
    """The association's clock: what it shows, and moving it on."""
    form = DaysForm(request.POST or None)
    done, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done, status = move(days=form.cleaned_data["days"]), 200
            except AlreadyMoving:
                form.add_error(None, _("The clock is being moved just now. Please try again when that is done."))
                status = 409
    if _wants_json(request):
        return JsonResponse(
            _told(done) | ({"errors": form.errors.get_json_data()} if form.errors else {}), status=status
        )
    page = {"form": form, "done": done, "now": association.now(), "ahead": moving_clock.ahead(), "rows": _rows(done)}
    return render(request, "demo/clock.html", page, status=status)


def _wants_json(request: HttpRequest) -> bool:
    accepts = request.get_preferred_type(["text/html", "application/json"])
    return request.GET.get("format") == "json" or accepts == "application/json"


def _told(done: Move | None) -> dict[str, Any]:
    now = association.now()
    told: dict[str, Any] = {
        "now": now.isoformat(),
        "date": association.local_date(now).isoformat(),
        "days_ahead": moving_clock.ahead().days,
    }
    if done:
        told |= {
            "from": done.began_at.isoformat(),
            "days": done.days,
            "ran": dict(done.sweeps),
            "failed": dict(done.failed),
            "letters": done.letters,
            "ruptures_noticed": done.noticed,
            "ruptures_mended": done.mended,
        }
    return told


def _rows(done: Move | None) -> list[tuple[str, int, int]]:
    if done is None:
        return []
    return [(name, done.sweeps[name], done.failed[name]) for name in {**done.sweeps, **done.failed}]
