"""When the next term of a membership begins and ends, told from the terms there are."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from goldseam.foundation.calendar import last_day, last_day_since
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.plans.years import FixedYear

A_DAY = timedelta(days=1)


def next_period(
    terms: Iterable[Term], *, months: int, on: date, year: FixedYear | None = None, is_given_up: bool = False
) -> tuple[date, date]:
    """First and last day of a term taken on that day: from the day after the last one that still runs or is in grace,
    else from the day itself. It ends with the `year` in which it begins; without one its end is counted from the first
    of the terms that follow each other without a gap.

    `is_given_up`: the person had said that no term should follow, so there is no grace.
    """
    ran = sorted((term for term in terms if term.last_on >= term.starts_on), key=lambda term: term.starts_on)
    if not ran or on > (_covered_until(ran[-1]) if not is_given_up else ran[-1].last_on):
        return on, year.last_on(on) if year else last_day(on, months)
    starts_on = ran[-1].last_on + A_DAY
    return starts_on, year.last_on(starts_on) if year else last_day_since(_anchor(ran), starts_on, months)


def period_bought(
    details: Mapping[str, Any], terms: Iterable[Term], *, on: date, is_given_up: bool = False
) -> tuple[date, date]:
    """First and last day of the term that an order line (its `details`) is for, handed over on that day.

    The line tells what was bought, whatever the plan has become. Whoever paid for the rest of a year, and has it
    already or paid when it was over, has the months that were paid for instead; the term after it ends with the year.
    """
    year = FixedYear(*details["year"]) if details.get("year") else None
    months = details["months"]
    starts_on, ends_on = next_period(terms, months=months, on=on, year=year, is_given_up=is_given_up)
    if year and details.get("until", ends_on.isoformat()) != ends_on.isoformat():
        ends_on = min(ends_on, last_day(starts_on, months))
    return starts_on, ends_on


def _covered_until(term: Term) -> date:
    return term.cut_short_on or term.grace_ends_on


def _anchor(ran: list[Term]) -> date:
    """The first day of the terms that lead to the last one without a gap."""
    anchor = ran[-1]
    for term in reversed(ran[:-1]):
        if term.cut_short_on or term.ends_on + A_DAY != anchor.starts_on:
            break
        anchor = term
    return anchor.starts_on
