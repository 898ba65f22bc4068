"""A member's own record of learning."""

from datetime import datetime

from django.db import transaction

from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.cpd import facts
from goldseam.subjects.cpd.models import Activity


@transaction.atomic
def record_reading(*, person: Person, title: str, minutes: int, source: str, at: datetime) -> Activity:
    """Add what a person read to their record, once for each `source`."""
    activity, is_new = Activity.objects.get_or_create(
        person=person, source=source, defaults={"title": title, "on": local_date(at), "minutes": minutes}
    )
    if is_new:
        record(facts.READ, person=person, subject=source, by=person, at=at, title=title, minutes=minutes)
    return activity
