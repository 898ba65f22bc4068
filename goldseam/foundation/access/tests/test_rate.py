"""Attempts are counted exactly, in any stretch of time, and what succeeded is taken back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from goldseam.foundation.access import Rate, rate
from goldseam.foundation.access.models import Attempts
from goldseam.foundation.access.rate import forgive, is_exceeded

TEN = Rate.parse("10/5m")


class Watch:
    """A clock that stands still until it is set on."""

    def __init__(self) -> None:
        self.seconds = 1_000_000_123.0

    def time(self) -> float:
        return self.seconds


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(rate, "time", watch)
    return watch


def let_in(tries: int, who: str = "nia") -> int:
    return sum(not is_exceeded(TEN, door="password", who=who) for _try in range(tries))


@pytest.mark.django_db
def test_ten_are_let_in_and_no_more(watch: Watch) -> None:
    assert let_in(25) == 10
    assert let_in(5, who="joel") == 5


@pytest.mark.django_db
@pytest.mark.parametrize("begin", range(0, 360, 17))
def test_no_five_minutes_hold_more_than_ten_wherever_they_begin(watch: Watch, begin: int) -> None:
    watch.seconds += begin
    first = let_in(8)
    watch.seconds += 299
    assert first + let_in(8) <= 10


@pytest.mark.django_db
def test_the_door_opens_again_after_six_minutes(watch: Watch) -> None:
    let_in(25)
    watch.seconds += 361
    assert let_in(25) == 10


@pytest.mark.django_db
def test_what_succeeded_is_not_counted(watch: Watch) -> None:
    for _try in range(30):
        assert not is_exceeded(TEN, door="password", who="nia")
        forgive(TEN, door="password", who="nia")
    assert Attempts.objects.get().count == 0


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_are_counted_one_by_one(watch: Watch) -> None:
    def one(_number: int) -> bool:
        try:
            return is_exceeded(TEN, door="password", who="nia")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        assert list(crowd.map(one, range(40))).count(False) == 10


@pytest.mark.django_db
def test_the_count_is_kept_as_long_as_it_counts(watch: Watch) -> None:
    let_in(1)
    assert Attempts.objects.get().ends_at.timestamp() >= watch.seconds + 300
