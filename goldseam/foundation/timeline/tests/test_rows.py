"""Rows by the thousand, as facts are written: what all have in common is sent once, and each has its own."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, transaction

from goldseam.foundation.rows import insert, insert_each
from goldseam.foundation.timeline.models import Fact

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_each_row_has_its_own_and_what_all_have_in_common() -> None:
    rows = [Fact(kind="seen", subject=f"tree:{n}", at=NOON, data={"rings": n}) for n in range(3)]

    assert [row.pk for row in insert(rows)] == list(Fact.objects.order_by("pk").values_list("pk", flat=True))
    told: list[Any] = list(Fact.objects.order_by("pk").values_list("kind", "subject", "at", "data", "person"))
    assert told == [("seen", f"tree:{n}", NOON, {"rings": n}, None) for n in range(3)]


def test_rows_that_are_all_alike_are_as_many_as_were_told() -> None:
    insert([Fact(kind="seen", subject="tree:1", at=NOON, recorded_at=NOON) for _ in range(3)])

    assert Fact.objects.filter(subject="tree:1", data={}).count() == 3


def test_what_is_too_long_is_refused_and_never_cut_off_be_it_one_s_own_or_everybody_s() -> None:
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        insert([Fact(kind="seen" * 20, subject=f"tree:{n}", at=NOON) for n in range(2)])


def test_the_same_for_rows_without_objects() -> None:
    each = [{"subject": "tree:1", "data": {}}]
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        insert_each(Fact, each, same={"kind": "seen" * 20, "at": NOON, "recorded_at": NOON})
