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

Deed = Callable[[datetime], None]


class Telling:
    """What is told so far. `today` is the day on which it ends; chance is the same for the same `seed`."""

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

    def plan(self, at: datetime, deed: Deed) -> None:
        """Do `deed` when the clock comes to `at`; what lies beyond the end stays untold."""
        if at < self.end:
            heapq.heappush(self._agenda, (at, next(self._order), deed))

    def tell(self) -> None:
        """Jump from one due moment to the next until nothing is left."""
        while self._agenda:
            self.at, _, deed = heapq.heappop(self._agenda)
            deed(self.at)
        self.at = self.end

    def is_recent(self, at: datetime, *, days: int) -> bool:
        return at > self.end - timedelta(days=days)

    @contextmanager
    def as_the_clock(self) -> Iterator[None]:
        """Let everything that asks for the time meanwhile be told the moment of the story."""
        before = clock._source
        clock.set_source(lambda: self.at)
        try:
            yield
        finally:
            clock.set_source(before)


def seed_clock_is_real() -> datetime:
    """Real time, for the one thing that goes by it: the signatures of the bank's notices."""
    return datetime.now(UTC)
