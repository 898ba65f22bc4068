"""Every address of the office, ours and Wagtail's, with its gaps filled."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# Wagtail's own, which fail on a form that no page of its sends.
FAIL_UNASKED = (
    "/office/choose-external-link/",
    "/office/snippets/choose/practice/country/create/",
    "/office/snippets/choose/publishing/author/create/",
)


def _routes(entries: list[URLPattern | URLResolver], route: str = "") -> Iterator[str]:
    for entry in entries:
        here = f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry.url_patterns, here)
        else:
            yield here


def _filled(route: str, pk: int) -> str:
    """The address with this key in every gap, and the names of the model of people where a model is named."""
    words = {"app_label": "people", "app_name": "people", "model_name": "person", "action": "delete"}
    words |= {"content_type_app_name": "people", "content_type_model_name": "person", "action_name": "approve"}

    def fill(gap: re.Match[str]) -> str:
        return words.get(gap[2], str(pk) if gap[1] in ("int", "str", "slug", "uuid") else "x")

    route = re.sub(r"<(\w+):(\w+)>", fill, route)
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda gap: str(pk) if gap[1] == "pk" else "live", route)
    return "/" + re.sub(r"[\^$\\]", "", route)


def office_addresses(pk: int) -> list[str]:
    """All of them but the way out and the one that catches what is no address."""
    found = [_filled(route, pk) for route in _routes(get_resolver().url_patterns) if route.startswith("office/")]
    return [path for path in found if ".*" not in path and path != "/office/logout/"]
