"""Promise 22, for what exists: terms follow each other for ten years and never drift; clocks may change."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from goldseam.foundation.calendar import last_day, months_later
from goldseam.foundation.clock import local_date, midnight_after

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2080, 12, 31))
MONTHS = st.sampled_from([1, 3, 6, 12, 24])
MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2080, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


def ends(starts_on: date, months: int, terms: int) -> list[tuple[date, date]]:
    """Terms one after the other, each from the day after the last."""
    found = []
    for _ in range(terms):
        ends_on = last_day(starts_on, months)
        found.append((starts_on, ends_on))
        starts_on = ends_on + timedelta(days=1)
    return found


@given(DAYS, MONTHS)
@example(date(2024, 2, 29), 12)
@example(date(2023, 1, 31), 1)
def test_over_ten_years_no_end_is_more_than_three_days_from_its_calendar_day(starts_on: date, months: int) -> None:
    """What a short month takes or gives never adds up: it stays below the difference between two months."""
    for number, (_begins, ends_on) in enumerate(ends(starts_on, months, 120 // months), start=1):
        assert abs((ends_on - last_day(starts_on, months * number)).days) <= 3


@given(DAYS)
@example(date(2024, 2, 29))
def test_a_year_ends_on_the_day_before_its_anniversary(starts_on: date) -> None:
    ends_on = last_day(starts_on, 12)
    if (starts_on.month, starts_on.day) == (2, 29):
        assert (ends_on.month, ends_on.day) == (2, 28)
    else:
        assert ends_on + timedelta(days=1) == starts_on.replace(year=starts_on.year + 1)


@given(DAYS, st.integers(min_value=0, max_value=240))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).month != later.month


@given(MOMENTS)
@example(datetime(2026, 3, 29, 0, 30, tzinfo=UTC))
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
@example(datetime(2026, 10, 24, 23, 0, tzinfo=UTC))
def test_the_next_midnight_is_the_first_moment_of_the_next_day(at: datetime) -> None:
    midnight = midnight_after(at)
    assert timedelta(0) < midnight - at <= timedelta(hours=25)
    assert local_date(midnight) == local_date(at) + timedelta(days=1)
    assert local_date(midnight - timedelta(microseconds=1)) == local_date(at)


def test_counting_days_instead_of_months_would_drift() -> None:
    """The control: ten times 365 days after 1 March 2024 is not a 1 March."""
    assert date(2024, 3, 1) + timedelta(days=3650) != months_later(date(2024, 3, 1), 120)
