"""A year that begins on the same day for everybody, and what of it is left on a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from goldseam.foundation.calendar import months_later

MONTHS = 12


def is_a_day(month: int, day: int) -> bool:
    """Whether some year has that day."""
    return 1 <= day <= monthrange(2000, month)[1]


@dataclass(frozen=True)
class FixedYear:
    """A year that begins on this day of this month; one from 29 February begins on the 28th in a common year."""

    month: int
    day: int

    def first_on(self, day: date) -> date:
        """The first day of the year in which that day lies."""
        begins_on = self._begins_on(day.year)
        return begins_on if begins_on <= day else self._begins_on(day.year - 1)

    def last_on(self, day: date) -> date:
        """The last day of the year in which that day lies."""
        return self._begins_on(self.first_on(day).year + 1) - timedelta(days=1)

    def months_left(self, day: date) -> int:
        """How many months of the year are paid for by whoever begins on that day: the whole months that are left, and
        one at least. A month that has begun is not counted, so all twelve are paid for on the first day only.
        """
        first_on = self.first_on(day)
        begun = sum(months_later(first_on, number) < day for number in range(MONTHS))
        return max(MONTHS - begun, 1)

    def share(self, pence: int, day: date) -> int:
        """What is paid of a year's price by whoever begins on that day: a twelfth for each of the `months_left`. What
        does not come out even is the member's: it is rounded down to the penny.
        """
        return pence * self.months_left(day) // MONTHS

    def _begins_on(self, year: int) -> date:
        # The months of a leap year are counted from, so that 29 February is a day.
        return months_later(date(2000, self.month, self.day), (year - 2000) * MONTHS)
