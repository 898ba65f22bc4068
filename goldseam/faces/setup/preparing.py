"""Until the site is opened, the public sees that it is being prepared, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldseam.faces.setup.actions import is_open
from goldseam.foundation.access.gate import rule_of

# The doors, and what the pages behind them are drawn with.
ALWAYS = ("setup:*", "account_*", "mfa_*", "portal:password", "theme:*", "site:healthz", "site:picture")
# A provider's notice, the holder of a mailed or printed secret, and staff, whom the gate sends to sign in.
KNOWN = ("machine", "bearer", "staff")
ONE_DAY_S = 86_400


@dataclass
class _Remembered:
    """That the site is open, once this process has seen it: it is never closed again."""

    is_open: bool = False


remembered = _Remembered()


class BeingPrepared:
    """Middleware, before the gate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if remembered.is_open or _is_let_in(request):
            return None
        remembered.is_open = is_open()
        if remembered.is_open or getattr(request.user, "is_staff", False):
            return None
        response = render(request, "setup/preparing.html", {"navigation": None}, status=503)
        # Nothing is wrong: Django would write an error into the log for every visitor.
        response._has_been_logged = True  # type: ignore[attr-defined]
        response["Retry-After"] = str(ONE_DAY_S)
        response["Cache-Control"] = "no-store"
        return response


def _is_let_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    rule = rule_of(match) if match else None
    name = match.view_name if match else ""
    return bool(rule and rule.who in KNOWN) or any(fnmatchcase(name or "", pattern) for pattern in ALWAYS)
