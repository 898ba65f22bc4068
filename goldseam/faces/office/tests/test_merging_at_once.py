"""Two desks put the same two records together at the same moment, in the same or in opposite directions."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from goldseam.core.people.merging import actions
from goldseam.core.people.merging.actions import CannotMerge, merge
from goldseam.core.people.models import Merge, Person
from goldseam.faces.office.tests.factories import NOON, somebody, staff
from goldseam.subjects.cpd.models import Activity
from tests.promises.members import all_at_once
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> tuple[Person, Person]:
    nia, twin = somebody("Nia"), somebody("Nia", email="nia@work.example")
    for person in (nia, twin):
        Activity.objects.create(person=person, title="A day", on=NOON.date(), minutes=60)
    return nia, twin


def at_once(pair: tuple[Person, Person], clerk: Person) -> int:
    """Half of them in one direction and half in the other; how many of them came through."""

    def ask(number: int) -> int:
        kept, merged = pair if number % 2 else pair[::-1]
        try:
            merge(kept=kept, merged=merged, choices={}, why="Rang.", at=NOON + timedelta(days=1), by=clerk)
        except CannotMerge:
            return 0
        return 1

    return sum(all_at_once(ask, range(size(4, 12)), threads=size(4, 12)))


def test_one_of_all_who_try_puts_them_together(pair: tuple[Person, Person]) -> None:
    clerk = staff("office")

    assert at_once(pair, clerk) == 1

    done = Merge.objects.get()
    assert Person.objects.filter(merged_into__isnull=False).count() == 1
    assert Activity.objects.filter(person=done.kept_id).count() == 2


def test_without_the_locks_each_becomes_part_of_the_other(
    pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both look before either has begun, and two records are part of each other."""
    clerk, both = staff("office"), threading.Barrier(2, timeout=10)

    def unlocked(one: int, other: int) -> Any:
        rows = Person.objects.in_bulk([one, other])
        both.wait()
        return rows[one], rows[other]

    monkeypatch.setattr(actions, "_locked", unlocked)
    monkeypatch.setattr(actions, "move_all", lambda done: None)

    def ask(number: int) -> object:
        kept, merged = pair if number else pair[::-1]
        return merge(kept=kept, merged=merged, choices={}, why="Rang.", at=NOON + timedelta(days=1), by=clerk)

    all_at_once(ask, range(2), threads=2)

    assert Person.objects.filter(merged_into__isnull=False).count() == 2
