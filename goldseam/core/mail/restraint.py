"""When and how often we write to somebody who did not ask for it. See docs/adr/0013.

Letters that answer what a person just did (a receipt, a way in) are none of these; those about something that broke
are, and those about a membership that ends.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value

from goldseam.core.mail.models import Message
from goldseam.foundation.clock import local

# The busiest single story fits: a card declined three times in eight days, after the charge was announced. Two stories
# at once do not add up.
CEILING, WINDOW = 3, timedelta(days=14)
# Nobody has to lie awake over a letter of ours: nothing in it is so pressing that it cannot be read after breakfast.
EVENING, MORNING = time(20), time(8)
A_MOMENT = timedelta(hours=1)
SENDS = (Message.State.WAITING, Message.State.SENDING, Message.State.SENT)
_labels: set[str] = set()


def count_letters_about(label: str) -> None:
    """Letters about rows of the model `label` are written unasked, and count."""
    _labels.add(label)


def is_fresh(since: datetime, at: datetime) -> bool:
    """Whether something happened so lately that whoever did it is still there to read the answer."""
    return at - since < A_MOMENT


def awake(at: datetime) -> datetime:
    """That moment; in the quiet hours the morning after."""
    here = local(at)
    if MORNING <= here.time() < EVENING:
        return at
    day = here.date() if here.time() < MORNING else date.fromordinal(here.toordinal() + 1)
    return datetime.combine(day, MORNING, ZoneInfo(settings.TIME_ZONE)).astimezone(at.tzinfo)


def by_day(ruptures: Sequence[Any], *, at: datetime) -> Collection[int]:
    """When a step is taken that writes by itself: for all of these by day, for none at night."""
    return [rupture.pk for rupture in ruptures] if awake(at) == at else []


def unasked() -> QuerySet[Message]:
    """The letters that count: those which left, or will."""
    about = Q(pk=None)
    for label in sorted(_labels):
        about |= Q(about__startswith=f"{label}:")
    return Message.objects.filter(about, state__in=SENDS)


def room_from(person: Any) -> QuerySet[Any, Any]:
    """From when on a person (a key, or that of an outer query) may be written to, as a query; none: there is room."""
    free = ExpressionWrapper(F("written_at") + Value(WINDOW), output_field=DateTimeField())
    newest = unasked().filter(person=person).order_by("-written_at")
    return newest.annotate(free=free).values("free")[CEILING - 1 : CEILING]


def has_room(*, person: Any, address: str, at: datetime) -> bool:
    """Whether one letter more to this person, or to somebody at that address whom we do not know, is below it."""
    theirs = Q(person=None, address__iexact=address) | (Q(person=person) if person else Q(pk=None))
    return unasked().filter(theirs, written_at__gt=at - WINDOW).count() < CEILING


def one_at_a_time(*, person: Any, address: str) -> None:
    """Wait until nobody else writes to them unasked; until the end of the transaction."""
    keys = [f"letter to {address.casefold()}", *([f"letter to person {person.pk}"] if person else [])]
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
