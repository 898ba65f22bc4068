"""The clock of the seed and its agenda: whoever has something to do later says when, and the clock jumps there."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from goldseam.foundation import clock
from goldseam.foundation.clock import local_date

Deed = Callable[[datetime], None]


class Telling:
    """What is told so far. It ends with the night before `today`; chance is the same for the same `seed`."""

    def __init__(self, *, seed: int, today: date) -> None:
        self.random = Random(seed)
        self.today = today
        self.end = self.moment(today, time(0))
        self.at = self.end
        self._agenda: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def moment(self, on: date, at: time) -> datetime:
        """That time of that day on the association's wall clock, in UTC."""
        return datetime.combine(on, at, ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)

    def days_ago(self, days: int, at: time = time(10)) -> datetime:
        return self.moment(self.today - timedelta(days=days), at)

    def some_time(self, on: date) -> datetime:
        """A moment of that day at which people do such things."""
        return self.moment(on, time(self.random.randint(7, 21), self.random.randint(0, 59)))

    def at_the_desk(self, at: datetime) -> datetime:
        """The next morning on which the office is open: half past nine, never at weekends."""
        day = local_date(at)
        while day.weekday() > 4 or self.moment(day, time(9, 30)) < at:
            day += timedelta(days=1)
        return self.moment(day, time(9, 30))

    def plan(self, at: datetime, deed: Deed) -> None:
        """Do `deed` when the clock comes to `at`; what lies beyond the end stays untold."""
        if at < self.end:
            heapq.heappush(self._agenda, (at, next(self._order), deed))

    def tell(self, *, until: datetime) -> bool:
        """Jump from one due moment to the next, up to `until`; False when there was nothing to do."""
        is_something = False
        while self._agenda and self._agenda[0][0] < until:
            self.at, _, deed = heapq.heappop(self._agenda)
            deed(self.at)
            is_something = True
        return is_something

    @contextmanager
    def as_the_clock(self) -> Iterator[None]:
        """Let everything that asks for the time meanwhile be told the moment of the story."""
        before = clock.set_source(lambda: self.at)
        try:
            yield
        finally:
            clock.set_source(before)
