"""Who is there when a page is asked for."""

from django.http import HttpRequest

from goldseam.core.people.models import Person


def proved_visitor(request: HttpRequest) -> Person | None:
    """Who is signed in with a proved address: only then is what they order or say theirs at once."""
    return request.user if isinstance(request.user, Person) and request.user.is_proved else None
