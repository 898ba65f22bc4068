"""Seeing the site as somebody else sees it: `request.user` is the one looked at, `request.seen_by` who looks.

Nothing is done in another's name: while it lasts, the gate lets nothing through that changes something, nor what only
the person may see. The session stays the looker's own; it only remembers through whose eyes, until when and by what
right. By real time.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from goldseam.foundation import clock

KEY = "eyes"
LASTS_S = 30 * 60
# Where one stops, and where one leaves altogether.
WAYS_OUT = {"portal:own_eyes", "account_logout"}


def begin(request: HttpRequest, *, person: int, permit: int | None) -> None:
    """From the next request on the site shows itself as this person sees it."""
    request.session[KEY] = {"person": person, "permit": permit, "until": int(time.time()) + LASTS_S}
    # A form that was opened with other eyes is void: its fields would be sent for the wrong person.
    rotate_token(request)


def end(request: HttpRequest) -> int | None:
    """See with one's own eyes again; returns the key of whom one looked at."""
    told = request.session.pop(KEY, None)
    if told is None:
        return None
    rotate_token(request)
    return int(told["person"])


class ThroughEyes:
    """Middleware, inside those of sessions, sign-in and messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.seen_by = None
        # Without the cookie there is no session to ask: pages for strangers stay the same for all of them.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and KEY in request.session:
            self._look(request)
        response = self.get_response(request)
        if request.seen_by:
            response["Cache-Control"] = "private, no-store"
        return response

    def _look(self, request: Any) -> None:
        told = request.session[KEY]
        person = None
        if told["until"] > time.time() and request.user.is_authenticated:
            told_of = {"person": told["person"], "permit": told["permit"]}
            person = import_string(settings.EYES)(by=request.user, at=clock.now(), **told_of)
        if person is None:
            end(request)
            messages.info(request, _("You see with your own eyes again."))
            return
        request.seen_by, request.user = request.user, person
        request.eyes_close_in = max(1, round((told["until"] - time.time()) / 60))
