"""Where somebody is signed in: each session is a row that says whose it is, in which browser, since when.

Django's own sessions with columns of ours beside the contents, so that one row tells all and deleting it ends it: every
web process reads the row anew for each request.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.http.response import HttpResponseBase

BROWSER = "browser"
LONGEST = 300
# Last use is written down at most once an hour: a page that is only read writes nothing.
NOTED_EVERY_S = 3600


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from goldseam.foundation.access.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        if seen := data.get(BROWSER):
            row.user_agent = seen["agent"]
            row.began_at = datetime.fromtimestamp(seen["began"], UTC)
            row.last_used_at = datetime.fromtimestamp(seen["used"], UTC)
        return row


class NotesBrowser:
    """Middleware, inside that of sessions: notes in which browser a signed-in person is, and when it was last used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session: Any = request.session
        # A page that did not ask who is there stays the same for everybody.
        if session.accessed and SESSION_KEY in session:
            note(session, request)
        return response


def note(session: Any, request: HttpRequest) -> None:
    """Keep with the session in which browser it is; in the same browser within the hour nothing changes."""
    now = int(time.time())
    agent = request.META.get("HTTP_USER_AGENT", "").replace("\0", "")[:LONGEST]
    seen = session.get(BROWSER)
    if seen is None or seen["agent"] != agent or now - seen["used"] >= NOTED_EVERY_S:
        session[BROWSER] = {"agent": agent, "began": seen["began"] if seen else now, "used": now}


def forget_old(at: datetime) -> None:
    """Delete the sessions whose time is over. `at` is not used: sessions live by real time."""
    SessionStore.get_model_class().objects.filter(expire_date__lt=datetime.now(UTC)).delete()
