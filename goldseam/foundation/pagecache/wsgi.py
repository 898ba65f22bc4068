"""Finding: answers from the shelf before Django is asked."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.keys import key, knows_visitor


def cached(application: WSGIApplication) -> WSGIApplication:
    """Wrap the application: a kept page is answered here, everything else goes on to it."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        name = key(environ) if environ["REQUEST_METHOD"] in ("GET", "HEAD") and not knows_visitor(environ) else None
        found = shelf.find(name) if name else None
        if found is None:
            return application(environ, start_response)
        try:
            return _answer(found, environ, start_response)
        except OSError:  # cleared away between finding and reading
            return application(environ, start_response)

    return answer


def _answer(found: shelf.Found, environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    zipped = _accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{found.etag}{"-gz" if zipped else ""}"'
    headers = [*found.headers, ("Cache-Control", "no-cache"), ("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]
    if _is_unchanged(found.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", [header for header in headers if header[0] != "Content-Type"])
        return []
    body = found.read(zipped=zipped)
    headers.append(("Content-Length", str(len(body))))
    if zipped:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _is_unchanged(etag: str, asked: str) -> bool:
    """If-None-Match compares weakly (RFC 9110, 13.1.2): either form of the page will do."""
    known = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return not known.isdisjoint((f'"{etag}"', f'"{etag}-gz"', "*"))


def _accepts_gzip(accepted: str) -> bool:
    """Whether gzip is named and not refused with q=0 (RFC 9110, 12.5.3)."""
    for coding in accepted.lower().split(","):
        name, _, quality = coding.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
