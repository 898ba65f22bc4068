"""What is given back for the days of a term that will not be used, when another plan takes its place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldseam.core.sales.shares import kept_pence
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.periods import A_DAY


@dataclass(frozen=True)
class Credit:
    """A paid term on one day. `used_pence` and `credit_pence` are together what was paid for it, to the penny."""

    term: Term
    paid_pence: int
    used_days: int
    all_days: int

    @property
    def used_pence(self) -> int:
        """What the days before have used up: by the day, rounded down, so the odd penny is the member's."""
        return self.paid_pence * self.used_days // self.all_days

    @property
    def credit_pence(self) -> int:
        """What the day itself and those after it are worth."""
        return self.paid_pence - self.used_pence

    @property
    def left_days(self) -> int:
        return self.all_days - self.used_days


def credit_of(term: Term, *, on: date) -> Credit:
    """The credit for a term whose last day would be the one before `on`; all of it for one that has not begun.

    A term that nobody paid for through us (given, or brought in) has no credit. Days on which it was paused are neither
    used nor left: its end was moved by as many.
    """
    pauses = list(term.pauses.with_last())
    all_days = (term.ends_on - term.starts_on).days + 1 - sum(pause.days for pause in pauses)
    before = sum(max((min(pause.last_on, on - A_DAY) - pause.begins_on).days + 1, 0) for pause in pauses)
    used_days = min(max((on - term.starts_on).days - before, 0), all_days)
    line: Any = term.order_line
    return Credit(term, kept_pence(line) if line else 0, used_days, all_days)
