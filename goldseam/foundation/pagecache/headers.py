"""The headers every plain page carries. The shipped web server sends them from its configuration."""

from io import BytesIO
from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

HTML = "text/html; charset=utf-8"
# Each answer gets these anew; the rest is kept with the page.
FRESH = {"cache-control", "content-encoding", "content-length", "date", "etag", "expires", "last-modified", "vary"}


def plain_headers() -> dict[str, str]:
    """The security headers of a page whose view asks for nothing of its own, as the middleware sets them."""
    scheme = "https" if settings.IS_SECURE else "http"
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": scheme, "wsgi.input": BytesIO()}
    if settings.IS_SECURE and settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = value
    request = WSGIRequest(environ)
    response: Any = HttpResponse()
    for middleware in (XFrameOptionsMiddleware, CSPMiddleware, SecurityMiddleware):
        response = middleware(lambda _: HttpResponse()).process_response(request, response)
    return {name: value for name, value in response.items() if name != "Content-Type"}


def kept_headers(response: HttpResponseBase) -> list[tuple[str, str]]:
    """What is stored with a page."""
    return [(name, value) for name, value in response.items() if name.lower() not in FRESH]


def are_plain(headers: list[tuple[str, str]]) -> bool:
    """Whether a web server that knows only its configuration would send the same."""
    expected = {"content-type": HTML} | {name.lower(): value for name, value in plain_headers().items()}
    return {name.lower(): value for name, value in headers} == expected
