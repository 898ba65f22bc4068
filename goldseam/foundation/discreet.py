"""Writing a log that gives nothing away: addresses without what opens them, errors without what they quote.

What is left out is left out of the finished text, so it does not matter who wrote the line: our code, a library, or the
traceback of an error that repeats what it was told.
"""

import logging
import re
from typing import Any

from django.conf import settings

# Whoever knows the rest of such an address may see what it opens. A test holds these to the rules of the gate.
BEARER_PATHS = (
    *("/pay/", "/card/", "/confirm/", "/not-me/", "/unsubscribe/", "/set-up/begin/", "/demo/bank/"),
    *("/me/preferences/address/", "/sign-in/password/reset/", "/renew/stop/", "/renew/"),
    *("/studies/confirm/", "/studies/", "/teams/invitation/", "/teams/link/", "/contact/", "/gift/open/", "/quote/"),
)
LEFT_OUT = "…"
SHORTEST_SECRET = 6
_SLASH = "(?:/|%2F)"
# Django quotes a path that it does not know without the slash before it.
_BEGINS = f"(?:{_SLASH}|(?<=['\"]))(?:" + "|".join(
    re.escape(path.removeprefix("/")).replace("/", _SLASH) for path in BEARER_PATHS
)
_ADDRESS = re.compile(f"(?i)({_BEGINS}))(?:(?!{_SLASH})[^\\s\"'<>?#&])+")
_RULES = (
    # The password in the address of a database or a mail server.
    (re.compile(r"(://[^/\s:@]*:)[^@\s/]+@"), rf"\1{LEFT_OUT}@"),
    # What the database quotes of a row that it refuses.
    (re.compile(r"(?m)^((?:DETAIL|CONTEXT): ).*$"), rf"\1{LEFT_OUT}"),
    (re.compile(r"(?i)\b((?:sessionid|csrftoken|csrfmiddlewaretoken|session_key|password|secret)['\"]?\s*[=:]\s*['\"]?)[^\s'\"&;,)]+"),
     rf"\1{LEFT_OUT}"),
    # Codes that are mailed for signing in.
    (re.compile(r"(?<![A-Z-])[A-Z]{4}-[A-Z]{4}(?![A-Z-])"), LEFT_OUT),
    # Codes of gifts.
    (re.compile(r"(?<![0-9A-Z-])(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}(?![0-9A-Z-])"), LEFT_OUT),
)  # fmt: skip


def path_of(text: str) -> str:
    """Addresses in `text` without what opens them: `/pay/3kf9…/done/` → `/pay/…/done/`."""
    return _ADDRESS.sub(rf"\1{LEFT_OUT}", text)


def told(text: str) -> str:
    """`text` as it may stand in a log."""
    for secret in _secrets():
        text = text.replace(secret, LEFT_OUT)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return path_of(text)


def _secrets() -> list[str]:
    """The secrets of this installation, the longest first: one may be part of another."""
    database = settings.DATABASES["default"]
    known = [str(word) for word in (settings.SECRET_KEY, settings.EMAIL_HOST_PASSWORD, database.get("PASSWORD", ""))]
    return sorted((word for word in known if len(word) >= SHORTEST_SECRET), key=len, reverse=True)


class Formatter(logging.Formatter):
    """For every handler of ours: the line, its traceback and all, with the secrets left out."""

    def format(self, record: logging.LogRecord) -> str:
        return told(super().format(record))


def factory(**options: Any) -> Formatter:
    """What `LOGGING` makes its formatter with."""
    return Formatter(options["format"], style="{")
