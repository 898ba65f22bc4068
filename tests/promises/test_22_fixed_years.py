"""Promise 22, of plans whose year begins on the same day for everybody: no gap, no overlap, and a fair part of the
price for whoever joins part-way.
"""

from datetime import date, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.periods import next_period, period_bought
from goldseam.subjects.membership.plans.years import FixedYear, is_a_day

A_DAY = timedelta(days=1)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2080, 12, 31))
PENCE = st.integers(min_value=0, max_value=1_000_000)
# Every day there is, 29 February among them.
YEARS = st.dates(min_value=date(2000, 1, 1), max_value=date(2000, 12, 31)).map(
    lambda day: FixedYear(day.month, day.day)
)
LEAP, APRIL = FixedYear(2, 29), FixedYear(4, 1)


def begins(year: FixedYear, on: date) -> bool:
    """Whether that day is the one on which the year begins, told another way than the year does."""
    is_moved = (year.month, year.day) == (2, 29) and not is_leap(on.year)
    return (on.month, on.day) == ((2, 28) if is_moved else (year.month, year.day))


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@given(YEARS, DAYS)
@example(LEAP, date(2024, 2, 28))
@example(LEAP, date(2024, 2, 29))
@example(LEAP, date(2027, 2, 28))
def test_a_year_holds_its_day_and_begins_and_ends_with_the_day_it_is_named_by(year: FixedYear, day: date) -> None:
    first_on, last_on = year.first_on(day), year.last_on(day)
    assert first_on <= day <= last_on
    assert begins(year, first_on)
    assert begins(year, last_on + A_DAY)
    assert 364 <= (last_on - first_on).days <= 366
    assert (year.first_on(last_on), year.last_on(first_on)) == (first_on, last_on)


@given(YEARS, DAYS)
@example(LEAP, date(2023, 6, 15))
def test_terms_follow_each_other_without_gap_or_overlap_and_each_ends_with_the_year(
    year: FixedYear, joined: date
) -> None:
    plan = Plan(grace_days=30)
    terms: list[Term] = []
    for _number in range(9):
        on = terms[-1].ends_on if terms else joined
        starts_on, ends_on = next_period(terms, months=12, year=year, on=on)
        assert starts_on == (terms[-1].ends_on + A_DAY if terms else joined)
        assert begins(year, ends_on + A_DAY)
        terms.append(Term(plan=plan, starts_on=starts_on, ends_on=ends_on))
    assert all(begins(year, term.starts_on) for term in terms[1:])


@given(YEARS, DAYS, PENCE, st.integers(min_value=0, max_value=365))
@example(LEAP, date(2024, 2, 29), 7500, 365)
@example(FixedYear(1, 31), date(2026, 3, 1), 7500, 30)
def test_the_price_falls_as_the_year_goes_on_and_is_whole_on_its_first_day(
    year: FixedYear, day: date, pence: int, more: int
) -> None:
    first_on, last_on = year.first_on(day), year.last_on(day)
    days = [first_on, day, min(day + timedelta(days=more), last_on), last_on]
    asked = [year.share(pence, day) for day in days]
    assert asked == sorted(asked, reverse=True)
    assert asked[0] == year.share(pence, last_on + A_DAY) == pence
    assert asked[-1] == pence // 12 >= 0


@given(YEARS, DAYS)
def test_nobody_pays_for_a_month_that_has_begun_but_for_the_last(year: FixedYear, day: date) -> None:
    """So many whole months fit between the day and the end, as counted by the days."""
    months, days = year.months_left(day), (year.last_on(day) - day).days + 1
    assert months == 1 or 28 * months <= days
    assert days < 31 * (months + 1)


def test_with_a_year_from_april_september_costs_seven_twelfths() -> None:
    """The examples of the pages."""
    costs = {
        date(2026, 4, 1): 7500,
        date(2026, 4, 2): 6875,
        date(2026, 9, 1): 4375,
        date(2026, 9, 2): 3750,
        date(2027, 2, 1): 1250,
        date(2027, 3, 1): 625,
        date(2027, 3, 31): 625,
    }
    assert {day: APRIL.share(7500, day) for day in costs} == costs


@given(YEARS, DAYS, st.integers(min_value=0, max_value=60))
def test_whoever_pays_late_has_what_was_said_or_as_many_months(year: FixedYear, ordered: date, late: int) -> None:
    """What was ordered in one year and paid in the next is never a whole year for a twelfth of its price."""
    months, until = year.months_left(ordered), year.last_on(ordered)
    bought: dict[str, Any] = {"months": months, "year": [year.month, year.day], "until": until.isoformat()}
    paid = ordered + timedelta(days=late)
    starts_on, ends_on = period_bought(bought, (), on=paid)
    assert starts_on == paid
    if paid <= until:
        assert ends_on == until
    else:
        assert 28 * months <= (ends_on - starts_on).days + 1 <= 31 * months
        assert ends_on <= year.last_on(paid)


def test_there_is_no_30_february() -> None:
    """The control of the days that a year may begin on."""
    assert [is_a_day(2, 29), is_a_day(2, 30), is_a_day(4, 31), is_a_day(12, 31), is_a_day(1, 0)] == [
        True,
        False,
        False,
        True,
        False,
    ]
