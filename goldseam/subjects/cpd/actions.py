"""A member's own record of learning."""

from datetime import date, datetime

from django.db import transaction

from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.cpd import facts
from goldseam.subjects.cpd.hours import in_words
from goldseam.subjects.cpd.models import Activity


class NotYourOwnWords(Exception):
    """This entry was made by the association and can be removed, but not rewritten."""


@transaction.atomic
def record_reading(*, person: Person, title: str, minutes: int, source: str, at: datetime) -> Activity:
    """Add what a person read to their record, once for each `source`; what they removed does not come back."""
    activity, is_new = Activity.objects.get_or_create(
        person=person, source=source, defaults={"title": title, "on": local_date(at), "minutes": minutes}
    )
    if is_new:
        record(facts.READ, person=person, subject=source, by=person, at=at, title=title, minutes=minutes)
    return activity


def reading_of(person: Person, *, source: str) -> Activity | None:
    """What the person's record says about having read `source`."""
    return Activity.objects.kept().filter(person=person, source=source).first()


@transaction.atomic
def add_activity(*, person: Person, title: str, on: date, minutes: int, reflection: str, at: datetime) -> Activity:
    """Add something the person did, in their own words."""
    activity = Activity.objects.create(person=person, title=title, on=on, minutes=minutes, reflection=reflection)
    record(facts.ADDED, person=person, subject=activity, by=person, at=at, hours=in_words(minutes))
    return activity


@transaction.atomic
def change_activity(
    *, activity: Activity, title: str, on: date, minutes: int, reflection: str, at: datetime, by: Person
) -> None:
    """Rewrite an entry. What the association entered keeps its title, day and hours; the reflection is always theirs.

    Raises NotYourOwnWords when anything else of such an entry would change.
    """
    if activity.source and (title, on, minutes) != (activity.title, activity.on, activity.minutes):
        raise NotYourOwnWords
    activity.title, activity.on, activity.minutes, activity.reflection = title, on, minutes, reflection
    activity.save(update_fields=["title", "on", "minutes", "reflection"])
    record(facts.CHANGED, person=activity.person, subject=activity, by=by, at=at)


@transaction.atomic
def remove_activity(*, activity: Activity, at: datetime, by: Person) -> None:
    """Take an entry off the record: the person's own words go, an automatic one is set aside and does not return."""
    if not Activity.objects.kept().filter(pk=activity.pk).exists():
        return
    record(facts.REMOVED, person=activity.person, subject=activity, by=by, at=at)
    if activity.source:
        Activity.objects.filter(pk=activity.pk).update(removed_at=at, reflection="")
    else:
        activity.delete()
