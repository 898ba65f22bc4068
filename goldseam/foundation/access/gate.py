"""The one gate that every request passes, after its view is known and before the view runs."""

import logging
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from goldseam.foundation.access.eyes import WAYS_OUT
from goldseam.foundation.access.rate import client_address, is_exceeded
from goldseam.foundation.access.rules import Rule

logger = logging.getLogger(__name__)
LOOKING = ("GET", "HEAD", "OPTIONS")


@cache
def _named() -> list[tuple[str, Rule]]:
    return list(import_string("config.access.NAMED"))


def rule_of(match: ResolverMatch) -> Rule | None:
    """The rule a view declares, or the one config/access.py gives to its URL name; None when nobody declared one."""
    declared = getattr(match.func, "access", None)
    if isinstance(declared, Rule):
        return declared
    name = match.view_name or ""
    return next((rule for pattern, rule in _named() if fnmatchcase(name, pattern)), None)


def _wanted(request: HttpRequest) -> str:
    """Where somebody goes on who signs in first: to what they asked for, or to the page on which the form stood."""
    if request.method in LOOKING:
        return request.get_full_path()
    came_from, here = request.headers.get("Referer", ""), request.build_absolute_uri("/")
    return f"/{came_from.removeprefix(here)}" if came_from.startswith(here) else str(settings.LOGIN_REDIRECT_URL)


def _without_a_form(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    response = render(request, "405.html", status=405)
    response["Allow"] = refusal["Allow"]
    add_never_cache_headers(response)
    return response


class Gate:
    """Middleware: refuses whoever the rule of the view does not let in, and every view without a rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # The decorators of views that take only what is sent answer with an empty page.
        is_blank = response.status_code == 405 and not response.streaming and not response.content
        return _without_a_form(request, response) if is_blank else response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            # No text in the database holds this character, and no address of ours does.
            raise BadRequest
        match = request.resolver_match
        rule = rule_of(match) if match else None
        if match is None or rule is None:
            logger.error("No access rule is declared for %s (%s)", request.path, match and match.view_name)
            raise PermissionDenied
        return (
            self._not_theirs(request, rule, match.view_name)
            or self._too_often(request, rule, match.view_name)
            or self._stranger(request, rule)
            or (import_string(settings.ASKS_AGAIN)(request) if rule.asks_again else None)
        )

    def _not_theirs(self, request: HttpRequest, rule: Rule, door: str) -> HttpResponse | None:
        """Whoever looks with the eyes of another sees, and does nothing: access/eyes.py."""
        if not getattr(request, "seen_by", None) or door in WAYS_OUT:
            return None
        is_looking = request.method in LOOKING
        if is_looking and not rule.is_for_oneself and rule.who not in ("staff", "nobody"):
            return None
        return render(request, "theme/not_yours_to_do.html", status=403)

    def _too_often(self, request: HttpRequest, rule: Rule, door: str) -> HttpResponse | None:
        if request.method in LOOKING and not rule.counts_looking:
            return None
        for rate in rule.rates:
            who = client_address(request) if rate.per == "address" else request.POST.get(rate.per, "").strip().lower()
            if is_exceeded(rate, door=f"{door}/{rate.per}", who=who):
                response = render(request, "429.html", {"seconds": rate.seconds}, status=429)
                response["Retry-After"] = str(rate.seconds)
                return response
        return None

    def _stranger(self, request: HttpRequest, rule: Rule) -> HttpResponse | None:
        if not rule.lets_in(request):
            if rule.who == "nobody":
                raise PermissionDenied
            if request.user.is_authenticated and getattr(request.user, "is_proved", False):
                raise PermissionDenied
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': _wanted(request)})}")
        if rule.who == "staff" and not import_string(settings.SECOND_FACTOR)(request):
            return redirect("mfa_index")
        return None
