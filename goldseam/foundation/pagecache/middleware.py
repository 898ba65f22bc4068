"""Storing: the page of an anonymous visitor, if its view said `@cached` and nothing in it is meant for one person."""

import logging
from collections.abc import Callable
from datetime import datetime
from time import time

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from goldseam.foundation import clock
from goldseam.foundation.pagecache import MARK, shelf
from goldseam.foundation.pagecache.headers import are_plain, kept_headers
from goldseam.foundation.pagecache.keys import key

logger = logging.getLogger(__name__)

# Rendering may look at these: who is stored for has none, and every answer says so.
_HARMLESS = {"cookie", "accept-encoding"}


class PageCacheMiddleware:
    """Stands first, so that it sees the response as the browser would. Finding is done before Django, in `wsgi`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A request with any cookie may have been shown something else (a consent, a message): only one without is kept.
        name = key(request.META) if request.method == "GET" and not request.META.get("HTTP_COOKIE") else None
        if name is None:
            return self.get_response(request)
        # Read before the view reads its rows: see the package's docstring.
        generation = _generation()
        response = self.get_response(request)
        if generation and isinstance(response, HttpResponse) and _may_be_kept(request, response):
            _keep(generation, name, response)
        return response


def _generation() -> str | None:
    try:
        return shelf.current() or shelf.begin()
    except OSError:
        logger.exception("The page cache cannot be opened; pages are rendered each time")
        return None


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        getattr(response, MARK, False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not _is_personal(request, response)
        and not response.has_header("Content-Encoding")
        and {vary.strip().lower() for vary in response.get("Vary", "").split(",") if vary} <= _HARMLESS
    )


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the page holds a form token, a nonce, or is declared to be for one reader."""
    control = response.get("Cache-Control", "").lower()
    return (
        "CSRF_COOKIE" in request.META
        or b"csrfmiddlewaretoken" in response.content
        or "'nonce-" in response.get("Content-Security-Policy", "")
        or "private" in control
        or "no-store" in control
    )


def _keep(generation: str, name: str, response: HttpResponse) -> None:
    valid_until: datetime | None = getattr(response, "valid_until", None)
    left = (valid_until - clock.now()).total_seconds() if valid_until else None
    if left is not None and left <= 0:
        return
    headers = kept_headers(response)
    page = shelf.Page(
        headers=headers,
        body=response.content,
        is_plain=are_plain(headers),
        valid_until=None if left is None else time() + left,
    )
    try:
        shelf.store(generation, name, page)
    except OSError:
        logger.exception("The page cache cannot be written; pages are rendered each time")
        return
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{shelf.etag(response.content)}"'
    response["Vary"] = "Accept-Encoding, Cookie"
