"""Whole months on the calendar."""

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month: 29 February + 12 → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(starts_on: date, months: int) -> date:
    """The inclusive last day of a term: the day before the anniversary; a term from 29 February ends on 28 February."""
    anniversary = months_later(starts_on, months)
    if anniversary.day < starts_on.day:
        return anniversary
    return anniversary - timedelta(days=1)


def last_day_since(anchor_on: date, starts_on: date, months: int) -> date:
    """The inclusive last day of a term that follows others without a gap, the first of which began on `anchor_on`.

    Counted from the anchor, so that a short month or a leap day shifts no later end.
    """
    counted = (starts_on.year - anchor_on.year) * 12 + starts_on.month - anchor_on.month
    for gone in (counted - 1, counted, counted + 1):
        if gone > 0 and last_day(anchor_on, gone) == starts_on - timedelta(days=1):
            return last_day(anchor_on, gone + months)
    return last_day(starts_on, months)
