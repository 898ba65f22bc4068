"""Showing a letter as its reader sees it."""

from collections.abc import Mapping, Sequence

from csp.constants import NONE, SELF

# A letter may style itself and show its own pictures; it runs nothing, fetches nothing, and sits in our frame only.
SHOWN_ALONE: dict[str, list[str]] = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "base-uri": [SELF],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [],
}


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """The value of a Content-Security-Policy header."""
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())
