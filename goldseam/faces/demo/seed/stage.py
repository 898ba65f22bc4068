"""What all stories share: the telling, the people who act for the association, and its recurring work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.restraint import awake
from goldseam.core.people.models import Person
from goldseam.core.repairs import engine
from goldseam.core.sales.actions.paying import ask_about_open_payments
from goldseam.core.sales.actions.refunding import send_refunds
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.crowd import Crowd
from goldseam.faces.demo.seed.telling import Telling
from goldseam.faces.demo.seed.years import Known, Year, write_years

# Told through the actions and delivered for real; before, ordinary years are written in batches and letters marked.
RECENT = timedelta(days=30)
A_BATCH = 80
OFTEN_ENOUGH = timedelta(days=120)
A_MOMENT = timedelta(minutes=1)


@dataclass
class Stage:
    """`has_post` says whether a mail server listens, so that letters can be delivered on their day; `kept_cards` are
    the people (keys) who ever let a card be kept.
    """

    telling: Telling
    crowd: Crowd
    treasurer: Person
    office: Person
    has_post: bool
    kept_cards: set[int] = field(default_factory=set)
    _waiting: list[tuple[Year, Callable[[Year], None]]] = field(default_factory=list)
    _known: Known | None = None

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
            self._known = self._known or Known.read(self.treasurer)
            write_years([year for year, _ in waiting], self._known)
        for year, then in waiting:
            then(year)
        return bool(waiting)

    def look(self, kind: str, at: datetime, *delays: timedelta) -> None:
        """Look for ruptures of that kind at these moments after `at`, as the sweep of every minute would have: what
        comes at night is written about in the morning.
        """
        for delay in delays:
            self.telling.plan(awake(at + delay), lambda then: self._look(kind, then))

    def _look(self, kind: str, at: datetime) -> None:
        engine.look(at=at, only=[kind])
        self.post(at)

    def ask_the_bank(self, at: datetime) -> None:
        """Ask what became of payments of which nothing was heard, as the sweep of every minute would have."""
        self.telling.plan(awake(at), self._ask_the_bank)

    def _ask_the_bank(self, at: datetime) -> None:
        # What waits is written first: the bank may tell of money, and invoices are numbered in the order of their days.
        self.catch_up()
        ask_about_open_payments(at=at)

    def send_refunds(self, at: datetime) -> None:
        """What the sweep does a moment after a refund was asked for, and the bank's notice of it."""
        send_refunds(at=at + A_MOMENT)
        bank.deliver_all(at + 2 * A_MOMENT)
        self.post(at + 2 * A_MOMENT)

    def post(self, at: datetime) -> None:
        """Deliver what has been written lately."""
        if self.has_post and self.is_recent(at):
            deliver_due(at=at)
