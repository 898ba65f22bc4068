"""Moving the association's clock on, with everything that recurs on the way."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from goldseam.core.mail.models import Message
from goldseam.core.mail.restraint import MORNING
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.faces.demo import moving_clock
from goldseam.foundation import clock, pagecache
from goldseam.foundation.work.schedule import run_due

MOST_DAYS = 400
PASSES = 5
PATIENCE_S = 15.0
ASK_EVERY_S = 0.05
LOCK = 4_711_040
UNDER_WAY = """
SELECT EXISTS (SELECT FROM procrastinate_jobs
               WHERE status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now())
   AND EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds')
"""


class AlreadyMoving(Exception):
    """Somebody else is moving the clock now."""


@dataclass
class Move:
    """What a move of the clock did. `sweeps` counts how often each ran well, `failed` how often not."""

    began_at: datetime
    ended_at: datetime
    days: int
    sweeps: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    noticed: int = 0
    mended: int = 0


def move(*, days: int) -> Move:
    """Move the association's clock `days` days on and do on each morning what is due; back when all of it is done.

    Raises AlreadyMoving, and ValueError unless 1 ≤ days ≤ MOST_DAYS.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(days)
    with _alone():
        began_at, ahead = moving_clock.now(), moving_clock.ahead()
        done = Move(began_at, _days_later(began_at, days), days)
        seen = (Message.objects.count(), Rupture.objects.count(), Repair.objects.count())
        for number in range(1, days + 1):
            _pass(done, _morning(_days_later(began_at, number)))
        moving_clock.set_ahead(ahead + (done.ended_at - began_at))
        _settle(done)
        pagecache.drop()
    letters, noticed, mended = (Message.objects.count(), Rupture.objects.count(), Repair.objects.count())
    done.letters, done.noticed, done.mended = letters - seen[0], noticed - seen[1], mended - seen[2]
    return done


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise AlreadyMoving
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _days_later(at: datetime, days: int) -> datetime:
    """The same time on the wall clock, days later: a day of the association may have 23 or 25 hours."""
    wall = clock.local(at).replace(tzinfo=None) + timedelta(days=days)
    return wall.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def _morning(at: datetime) -> datetime:
    """The last morning before or at `at`: the clock never goes back, and what ends at night has had its morning."""
    wall = clock.local(at)
    on = wall.date() if wall.time() >= MORNING else wall.date() - timedelta(days=1)
    return datetime.combine(on, MORNING, ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def _pass(done: Move, at: datetime) -> None:
    moving_clock.set_ahead(at - datetime.now(UTC))
    _run(done, at)


def _run(done: Move, at: datetime) -> None:
    for sweep, went_well in run_due(at=at, all_of_them=True).items():
        (done.sweeps if went_well else done.failed)[sweep] += 1


def _settle(done: Move) -> None:
    """Run what is due until nothing is left: a letter that came back is a rupture for the next look, and so on."""
    for _pass_number in range(PASSES):
        _run(done, moving_clock.now())
        _wait_for_worker()
        if not Message.objects.filter(state=Message.State.WAITING, due_at__lte=moving_clock.now()).exists():
            return


def _wait_for_worker() -> None:
    """Wait for the jobs that a living worker has taken up or will take up at once; a dead one is not waited for."""
    give_up = time.monotonic() + PATIENCE_S
    while _jobs_under_way() and time.monotonic() < give_up:
        time.sleep(ASK_EVERY_S)


def _jobs_under_way() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(UNDER_WAY)
        return bool(cursor.fetchone()[0])
