"""Finding the person who stands at a door."""

from django.http import HttpRequest

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person


def person_at(address: str) -> Person | None:
    """Whoever may sign in with this address.

    The database folds more letters into one than mail servers do (ſ and s, ı and i), so what it finds is compared
    again: a look-alike address must neither find somebody nor be counted as another account.
    """
    found = people.find(address) if address else None
    if found is None or not found.is_active or (found.email or "").lower() != address.strip().lower():
        return None
    return found


class MemberRequest(HttpRequest):
    """A request that the gate let through as signed in."""

    user: Person
