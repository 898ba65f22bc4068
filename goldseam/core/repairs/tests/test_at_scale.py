"""What a look asks the database does not grow with what is on record."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.people.models import Hold, Person
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Repair, Rupture, StepTaken
from goldseam.core.repairs.tests.breaks import DAY, Kind, letter, only, playbook
from goldseam.foundation.contracts import Step
from goldseam.foundation.timeline.models import Fact

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def never(found: list[Any], *, at: datetime) -> set[int]:
    """One question, as a real kind would ask."""
    return set(Rupture.objects.filter(pk__in=[rupture.pk for rupture in found], kind="").values_list("pk", flat=True))


def members(count: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(given_name="Member", family_name=f"F{n}", email=f"m{count}-{n}@many.example", met_at=NOON)
        for n in range(count)
    )


def statements(at: datetime) -> int:
    with CaptureQueriesContext(connection) as asked:
        look(at=at)
    return len(asked)


def breaking(count: int) -> Kind:
    """A kind of which so many are broken, with a letter in five days and one that waits for something."""
    tried = Step("after another try", timedelta(0), letter("basket"), when=never)
    kind = Kind(f"basket{count}", [*playbook("basket", 5), tried])
    for person in members(count):
        kind.breaks(person, at=NOON)
    return kind


def test_opening_looking_and_closing_take_the_same_statements_for_ten_and_for_a_thousand() -> None:
    asked: dict[int, list[int]] = {}
    for count in (10, 1000):
        kind = breaking(count)
        with only(kind):
            asked[count] = [statements(NOON), statements(NOON + DAY)]
            kind.broken_now.clear()
            asked[count].append(statements(NOON + 2 * DAY))

    assert asked[10] == asked[1000]
    assert Repair.objects.count() == 1010
    assert Fact.objects.filter(kind="repairs.noticed").count() == 1010
    assert Fact.objects.filter(kind="repairs.mended").count() == 1010


def test_what_waits_on_hold_takes_the_same_statements_for_ten_and_for_a_thousand() -> None:
    asked = {}
    for count in (10, 1000):
        kind = breaking(count)
        people = [person for person, _since in kind.broken_now.values()]
        Hold.objects.bulk_create(Hold(person=person, reason="asked", since=NOON) for person in people)
        with only(kind):
            look(at=NOON)
            asked[count] = statements(NOON + 6 * DAY)

    assert asked[10] == asked[1000]
    assert not StepTaken.objects.exists()


def test_one_by_one_the_statements_would_grow() -> None:
    """The control: where each is written to, they do."""
    asked = {}
    for count in (2, 6):
        kind = breaking(count)
        with only(kind):
            look(at=NOON)
            asked[count] = statements(NOON + 6 * DAY)

    assert asked[2] < asked[6]
