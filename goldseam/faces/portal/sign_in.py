"""Who is signed in, and how surely."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse

from goldseam.core.people.models import Person

STRONG = ("mfa", "demo")


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor."""
    return any(entry.get("method") in STRONG for entry in get_authentication_records(request, request.user))


def sign_in(request: HttpRequest, person: Person, *, method: str) -> None:
    """Open a session for a person whose identity was just shown by `method`."""
    login(request, person, backend="goldseam.faces.portal.backends.AddressAndPassword")
    record_authentication(request, person, method)


def may_enter_by_letter(person: Person) -> bool:
    """Whether the link in a letter is enough to begin with: for staff without a second factor it is not."""
    return not person.is_staff or is_mfa_enabled(person)


def enter_by_letter(request: HttpRequest, person: Person) -> HttpResponse:
    """Let in whoever came by the link in a letter; a second factor is asked for where there is one."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, person, "mail", email=person.email)
    return perform_login(request, Login(user=person, email=person.email))
