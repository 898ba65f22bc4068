"""Under which address a page is known to search engines and to those who pass it on."""

from typing import Any

from django.conf import settings


def one_address(path: str, part: Any = None) -> str:
    """The one address of what stands at `path`: of all that may follow it, only the part of a list makes another."""
    number = getattr(part, "number", 1)
    return f"{settings.BASE_URL}{path}?page={number}" if number > 1 else f"{settings.BASE_URL}{path}"
