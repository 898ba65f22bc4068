"""The association's clock. Only faces and tasks ask it for the time; everything below is told (`at=`)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def _real_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _real_time


def set_source(source: Callable[[], datetime]) -> Callable[[], datetime]:
    """Let `source` tell the time from now on: an installation may run on a clock of its own. Returns the one before."""
    global _source
    before, _source = _source, source
    return before


def now() -> datetime:
    """The moment that business rules go by, aware, in UTC."""
    return _source()


def local(at: datetime) -> datetime:
    """`at` as the wall clocks of the association show it."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def local_date(at: datetime) -> date:
    """The association's calendar day at that moment."""
    return local(at).date()


def midnight_after(at: datetime) -> datetime:
    """The next midnight of the association's calendar, when 'today' and 'in three days' change."""
    return midnight_before(date.fromordinal(local_date(at).toordinal() + 1))


def midnight_before(day: date) -> datetime:
    """The moment at which a day of the association's calendar begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
