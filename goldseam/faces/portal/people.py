"""Finding the person who stands at a door."""

from django.http import HttpRequest

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person


def person_at(address: str) -> Person | None:
    """Whoever may sign in with this address: that of a merged record leads on once it was proved."""
    found = people.record_at(address)
    if found is None or not found.is_active or (found.merged_into and found.email_proved_at is None):
        return None
    return found.goes_on_as if found.goes_on_as.is_active else None


def is_address_of(person: Person, address: str) -> bool:
    """Whether this is the person's own address and not that of a record that was merged into theirs."""
    return (person.email or "").lower() == address.strip().lower()


class MemberRequest(HttpRequest):
    """A request that the gate let through as signed in."""

    user: Person
