"""The name of a page: `<scheme>/<host:port>/<path>=`, taken from a WSGI environment.

Names are also file names, and nginx finds them by plain concatenation. So only what needs no encoding is named: exact
host names of this installation, and paths of lower-case ASCII. Anything else has no name and is rendered each time.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

# No segment begins with a dot; 200 characters a segment and 600 in all stay below the limits of every file system.
_PATH = re.compile(r"/(?:[a-z0-9_~-][a-z0-9_~.-]{0,199}/)*(?:[a-z0-9_~-][a-z0-9_~.-]{0,199})?")
_HOST = re.compile(r"([a-z0-9.-]{1,253})(?::([0-9]{1,5}))?")
_LONGEST_PATH = 600
_PORTS = {"http": "80", "https": "443"}


def key(environ: Mapping[str, Any]) -> str | None:
    """Where the page of this request stands below its generation, or None for a request whose page is never kept."""
    path = environ.get("PATH_INFO", "")
    if environ.get("QUERY_STRING") or environ.get("SCRIPT_NAME") or environ.get("HTTP_AUTHORIZATION"):
        return None
    if settings.USE_X_FORWARDED_HOST or len(path) > _LONGEST_PATH or not _PATH.fullmatch(path):
        return None
    host = _HOST.fullmatch(environ.get("HTTP_HOST", "").lower())
    # A pattern such as ".example.org" would let a stranger fill the disk, one made-up host at a time.
    if not host or host[1] not in settings.ALLOWED_HOSTS:
        return None
    scheme = _scheme(environ)
    return f"{scheme}/{host[1]}:{host[2] or _PORTS[scheme]}{path}="


def _scheme(environ: Mapping[str, Any]) -> str:
    """As Django decides it, so that storing and finding agree."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        told = environ.get(header)
        if told is not None:
            return "https" if told.split(",", 1)[0].strip() == secure else "http"
    return "https" if environ.get("wsgi.url_scheme") == "https" else "http"


def personal_cookies() -> set[str]:
    """The cookies whose bearer gets a page made for them."""
    return {settings.SESSION_COOKIE_NAME, "messages"}


def knows_visitor(environ: Mapping[str, Any]) -> bool:
    """Whether the request carries a session, or a message that waits to be shown once."""
    names = {pair.partition("=")[0].strip() for pair in environ.get("HTTP_COOKIE", "").split(";")}
    return not names.isdisjoint(personal_cookies())
