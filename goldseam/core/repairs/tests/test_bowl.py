from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from goldseam.core.repairs.bowl import entries
from goldseam.core.repairs.models import Repair, Rupture

pytestmark = pytest.mark.django_db
BROKE = datetime(2026, 3, 11, 9, tzinfo=UTC)


def a_rupture(subject: str, *, since: datetime = BROKE, closed_at: datetime | None = None) -> Rupture:
    return Rupture.objects.create(
        kind="mail_bounced", subject=subject, since=since, noticed_at=BROKE, closed_at=closed_at
    )


def test_a_bowl_holds_what_is_open_and_what_was_mended_in_the_order_of_noting():
    later = a_rupture("a:1")
    earlier = a_rupture("a:2", since=BROKE - timedelta(days=9), closed_at=BROKE)
    Repair.objects.create(rupture=earlier, at=BROKE, mended_by="new_address")

    drawn = entries(Rupture.objects.order_by("since"), say=lambda rupture: rupture.subject)

    assert [entry["id"] for entry in drawn] == [str(later.pk), str(earlier.pk)]
    assert [(entry["mended"], entry["mended_when"], entry["words"]) for entry in drawn] == [
        (False, None, "a:1"),
        (True, BROKE, "a:2"),
    ]


def test_what_ended_without_a_mend_leaves_its_place_and_says_nothing():
    a_rupture("a:1", closed_at=BROKE)
    (entry,) = entries(Rupture.objects.all(), say=lambda rupture: rupture.subject)
    assert (entry["gone"], entry["mended"], entry["words"]) == (True, False, "")


def test_a_bowl_of_many_asks_once(django_assert_num_queries: DjangoAssertNumQueries):
    for number in range(30):
        a_rupture(f"a:{number}")
    with django_assert_num_queries(1):
        assert len(entries(Rupture.objects.all(), say=str)) == 30
