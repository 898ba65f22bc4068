"""Where somebody is signed in, and ending it. Sessions go by real time, not by the association's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse

from goldseam.core.people.models import Person
from goldseam.faces.portal import facts
from goldseam.foundation.access.browsers import in_words
from goldseam.foundation.access.models import Session
from goldseam.foundation.timeline.record import record

SHOWN = 50
SALT = "portal.not_me"
GOOD_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Browser:
    """One line of the list."""

    name: str
    device: str
    began_at: datetime | None
    last_used_at: datetime | None
    is_this: bool


def browsers_of(person: Person, *, this: str | None) -> list[Browser]:
    """Where this person is signed in, the browser with the key `this` first, then by last use."""
    found = _open(person).order_by("-last_used_at", "-began_at")
    own = found.filter(session_key=this)
    rows = [*own, *found.exclude(session_key=this)[:SHOWN]]
    return [
        Browser(row.name, in_words(row.user_agent), row.began_at, row.last_used_at, row.session_key == this)
        for row in rows
    ]


def _open(person: Person) -> Any:
    return Session.objects.filter(person=person.pk).open(at=datetime.now(UTC))


@transaction.atomic
def end_browser(*, person: Person, name: str, at: datetime) -> bool:
    """Sign out the browser that the list calls `name`; False when it is none of this person's."""
    found = next((row for row in _open(person) if row.name == name), None)
    if found is None:
        return False
    found.delete()
    record(facts.SIGNED_OUT_ELSEWHERE, person=person, subject=person, by=person, at=at)
    return True


@transaction.atomic
def end_others(*, person: Person, keep: str | None, at: datetime) -> int:
    """Sign out every browser but the one with this key, because the person asked for it; returns how many."""
    ended = sign_out(person, keep=keep)
    if ended:
        record(facts.SIGNED_OUT_EVERYWHERE, person=person, subject=person, by=person, at=at)
    return ended


def sign_out(person: Person, *, keep: str | None = None) -> int:
    """End every session of this person but that one; returns how many there were."""
    return int(Session.objects.filter(person=person.pk).exclude(session_key=keep or "").delete()[0])


def not_me_path(person: Person) -> str:
    """What leads, in a letter about a change, to the button "this was not me". Dead after the next change."""
    told = {"person": person.pk, "then": person.get_session_auth_hash()[:16]}
    return reverse("portal:not_me", args=[signing.dumps(told, salt=SALT)])


def person_of_link(token: str) -> Person | None:
    """Whose link this is; None when it is forged, too old, or the password has changed since."""
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    person: Person | None = Person.objects.filter(pk=told["person"], is_active=True).first()
    return person if person and person.get_session_auth_hash()[:16] == told["then"] else None


@transaction.atomic
def was_not_me(*, person: Person, at: datetime) -> None:
    """Close every door that somebody else may have opened: all browsers are signed out, the password opens no more."""
    sign_out(person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record(facts.NOT_ME, person=person, subject=person, by=person, at=at)
