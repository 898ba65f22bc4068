"""Seeing the site as a member sees it: with the member's leave for a time, or for a reason that is written down."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from goldseam.core.people import facts
from goldseam.core.people.models import Person, ViewPermit
from goldseam.foundation.timeline.record import record

LOOKERS = ("office",)
DAYS = (1, 7)


class CannotSee(Exception):
    """This person's pages are not to be looked at like this."""


def permit_of(person: Person | int, *, at: datetime) -> ViewPermit | None:
    """The leave that runs at that moment."""
    return ViewPermit.objects.filter(person=person, ended_at=None, given_at__lte=at, until__gt=at).first()


@transaction.atomic
def give_permit(*, person: Person, days: int, at: datetime) -> ViewPermit:
    """Let the office see the pages of this person for so many days; a new leave takes the place of the one before."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    ViewPermit.objects.filter(person=person, ended_at=None).update(ended_at=at)
    permit = ViewPermit.objects.create(person=person, given_at=at, until=at + timedelta(days=days))
    record(facts.VIEW_PERMITTED, person=person, subject=permit, by=person, at=at, until_on=permit.until.isoformat())
    return permit


@transaction.atomic
def end_permit(*, person: Person, at: datetime) -> None:
    """Take the leave back; whoever looks at this moment sees no further page. Twice changes nothing."""
    running = ViewPermit.objects.filter(person=person, ended_at=None, until__gt=at).first()
    if running and ViewPermit.objects.filter(pk=running.pk, ended_at=None).update(ended_at=at):
        record(facts.VIEW_FORBIDDEN, person=person, subject=running, by=person, at=at)


@transaction.atomic
def begin_seeing(*, person: Person, by: Person, reason: str, at: datetime) -> ViewPermit | None:
    """Write down that `by` now sees the site as `person` does, and why; returns the leave by which, if there is one.

    Raises CannotSee for people of the office and for whoever cannot sign in; ValueError without leave and reason.
    """
    if not can_be_seen(person):
        raise CannotSee
    permit = permit_of(person, at=at)
    if permit is None and not reason:
        raise ValueError
    kind = facts.SEEN_BY_LEAVE if permit else facts.SEEN
    record(kind, person=person, subject=person, by=by, at=at, text=reason)
    return permit


def can_be_seen(person: Person) -> bool:
    """Whether this is a member who can sign in: never somebody who has a role, whose desk would stand open."""
    return person.is_proved and not person.is_staff and person.merged_into_id is None


def still_sees(*, by: Any, person: int, permit: int | None, at: datetime) -> Person | None:
    """Whom `by` goes on looking at; None as soon as the role, the leave or the other's account has ended."""
    found: Person | None = Person.objects.filter(pk=person).first()
    if found is None or not can_be_seen(found) or not by.is_proved or not by.may_act_as(*LOOKERS):
        return None
    running = permit_of(found, at=at) if permit else None
    return found if permit is None or (running and running.pk == permit) else None
