"""Who is signed in, and how surely."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from goldseam.core.people.models import Person

STRONG = ("mfa", "demo")


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor."""
    return any(entry.get("method") in STRONG for entry in get_authentication_records(request))


def sign_in(request: HttpRequest, person: Person, *, method: str) -> None:
    """Open a session for a person whose identity was just shown by `method`."""
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    records: list[dict[str, Any]] = [{"method": method, "at": timezone.now().timestamp()}]
    request.session["account_authentication_methods"] = records
