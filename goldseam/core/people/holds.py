"""Not writing to somebody for a while: begun and ended by the office. What was due meanwhile waits."""

from datetime import date, datetime, timedelta

from django.db import transaction

from goldseam.core.people import facts
from goldseam.core.people.models import Hold, Person
from goldseam.foundation.clock import midnight_before
from goldseam.foundation.timeline.record import record


@transaction.atomic
def hold(*, person: Person, reason: str, last_on: date | None, at: datetime, by: Person) -> Hold:
    """Write to this person no more, up to and with a day, or until the office ends it."""
    until = midnight_before(last_on + timedelta(days=1)) if last_on else None
    begun = Hold.objects.create(person=person, reason=reason, since=at, ended_at=until)
    record(facts.HELD, person=person, subject=begun, by=by, at=at, reason=reason)
    return begun


@transaction.atomic
def end_hold(*, hold: Hold, at: datetime, by: Person) -> None:
    """Write to them again; doing it twice changes nothing."""
    if Hold.on(hold.person, at=at).filter(pk=hold.pk).update(ended_at=at):
        record(facts.HOLD_ENDED, person=hold.person, subject=hold, by=by, at=at)
