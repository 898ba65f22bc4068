"""What all stories share: the telling, the people who act for the association, and its recurring work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from goldseam.core.mail.delivery import deliver_due
from goldseam.core.people.models import Person
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.crowd import Crowd
from goldseam.faces.demo.seed.telling import Telling
from goldseam.faces.demo.seed.years import Year, write_years
from goldseam.foundation.work.schedule import run_sweep, sweeps

# Told through the actions and delivered for real; before, ordinary years are written in batches and letters marked.
RECENT = timedelta(days=30)
A_BATCH = 80
OFTEN_ENOUGH = timedelta(days=120)
# These have their own places in the telling, or nothing to do in it.
LEFT_OUT = {"publish what is due", "send the demo bank's notices", "deliver mail", "mend the page cache", "forget old attempts"}  # fmt: skip


@dataclass
class Stage:
    """`has_post` says whether a mail server listens, so that letters can be delivered on their day."""

    telling: Telling
    crowd: Crowd
    treasurer: Person
    office: Person
    has_post: bool
    _waiting: list[tuple[Year, Callable[[Year], None]]] = field(default_factory=list)
    _looks: set[datetime] = field(default_factory=set)

    def is_recent(self, at: datetime) -> bool:
        return at > self.telling.end - RECENT

    def tell_year(self, year: Year, then: Callable[[Year], None]) -> None:
        """Write an ordinary year with the next batch, and go on with `then`."""
        self._waiting.append((year, then))
        if len(self._waiting) >= A_BATCH or year.at - self._waiting[0][0].at > OFTEN_ENOUGH:
            self.catch_up()

    def catch_up(self) -> bool:
        """Write the years that wait, so that what comes next stands on them; False when none did."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            write_years([year for year, _ in waiting], treasurer=self.treasurer)
        for year, then in waiting:
            then(year)
        return bool(waiting)

    def look(self, at: datetime, *delays: timedelta) -> None:
        """Do the association's recurring work at these moments after `at`; once for all who ask within an hour."""
        for delay in delays or (timedelta(0),):
            moment = at + delay
            moment += timedelta(seconds=-moment.timestamp() % 3600)
            if moment not in self._looks:
                self._looks.add(moment)
                self.telling.plan(moment, self._work)

    def _work(self, at: datetime) -> None:
        self.catch_up()
        for sweep in sweeps():
            if sweep.name not in LEFT_OUT and not run_sweep(sweep, at=at):
                raise RuntimeError(f"The sweep {sweep.name} failed while the demo was told.")
        bank.deliver_all(at)
        self.post(at)

    def post(self, at: datetime) -> None:
        """Deliver what has been written lately."""
        if self.has_post and self.is_recent(at):
            deliver_due(at=at)
