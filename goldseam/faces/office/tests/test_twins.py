"""Records that seem one person are proposed: by a name and something else, in few questions, and never twice."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.people.merging.actions import merge, tell_apart, unmerge
from goldseam.core.people.merging.finding import pairs
from goldseam.core.people.models import Person
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Rupture
from goldseam.faces.office.tests.factories import NOON, at_the_desk, somebody, staff, today_is

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def hints() -> list[list[str]]:
    return [list(pair.hints) for pair in pairs()]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"postcode_district": "LS6"}, {"postcode_district": "LS6"}, [["postcode"]]),
        ({"employer": "Leeds Trust"}, {"employer": "leeds trust "}, [["employer"]]),
        ({"address": "2 Bramble Lane,\nLeeds"}, {"address": "2 bramble lane Leeds"}, [["address"]]),
        (
            {"postcode_district": "LS6", "employer": "Leeds Trust"},
            {"postcode_district": "LS6", "employer": "Leeds Trust"},
            [["postcode", "employer"]],
        ),
        # A name alone is nobody.
        ({}, {}, []),
        ({"postcode_district": "LS6"}, {"postcode_district": "YO1"}, []),
        ({"postcode_district": "LS6"}, {}, []),
    ],
)
def test_a_name_needs_something_besides(first: dict[str, Any], second: dict[str, Any], found: list[list[str]]) -> None:
    somebody("Nia", **first)
    somebody("nia", "FERREDAY", email="nia@work.example", **second)

    assert hints() == found


def test_addresses_that_differ_in_dots_or_after_a_plus_are_one() -> None:
    somebody("Nia", email="nia.ferreday@families.example")
    somebody("N.", "F.", email="niaferreday+aimh@families.example")
    somebody("Nia", email="niaferreday@work.example")

    assert hints() == [["email"]]


def test_who_was_told_apart_or_parted_is_not_proposed_again() -> None:
    clerk, nia = staff("office"), somebody("Nia", postcode_district="LS6")
    twin = somebody("Nia", email="nia@work.example", postcode_district="LS6")
    assert len(pairs()) == 1

    done = merge(kept=nia, merged=twin, choices={}, why="Rang.", at=NOON, by=clerk)
    assert pairs() == []
    unmerge(merge=done, why="They are two.", at=NOON, by=clerk)
    assert pairs() == []

    third = somebody("Nia", email="nia@third.example", postcode_district="LS6")
    assert {(pair.one, pair.other) for pair in pairs()} == {(nia.pk, third.pk), (twin.pk, third.pk)}
    tell_apart(one=third, other=nia, at=NOON, by=clerk)
    assert {(pair.one, pair.other) for pair in pairs()} == {(twin.pk, third.pk)}


def test_the_office_sees_the_pair_and_the_person_does_not() -> None:
    olive = at_the_desk(staff("office", given_name="Olive"))
    nia = somebody("Nia", postcode_district="LS6")
    twin = somebody("Nia", email="nia@work.example", postcode_district="LS6")

    look(at=NOON, only=["two_records"])

    rupture = Rupture.objects.get()
    assert rupture.person is None
    listed = olive.get("/office/people/twins/").content.decode()
    assert "same name and same postcode" in listed
    assert f"/office/people/{nia.pk}/merge/{twin.pk}/" in listed
    assert f"Record {twin.pk} seems to be the same person" in olive.get(f"/office/people/{nia.pk}/").content.decode()
    shown = olive.get(f"/office/repairs/{rupture.pk}/").content.decode()
    assert f"/office/people/{nia.pk}/merge/{twin.pk}/" in shown
    assert "What the person reads" not in shown


def test_what_was_settled_since_the_last_look_is_not_listed() -> None:
    clerk = staff("office", given_name="Olive")
    nia = somebody("Nia", postcode_district="LS6")
    twin = somebody("Nia", email="nia@work.example", postcode_district="LS6")
    look(at=NOON, only=["two_records"])

    merge(kept=nia, merged=twin, choices={}, why="Rang.", at=NOON, by=clerk)

    assert "same name" not in at_the_desk(clerk).get("/office/people/twins/").content.decode()
    look(at=NOON + timedelta(hours=1), only=["two_records"])
    assert Rupture.objects.get().repair.mended_by == "put_together"


def crowd(count: int, *, names: int, domain: str = "many") -> None:
    """So many people, who share so many names and postcodes."""
    Person.objects.bulk_create(
        [
            Person(
                given_name=f"Given{number % names}",
                family_name=f"Family{number % names}",
                email=f"person{number}@{domain}.example",
                postcode_district=f"L{number % names % 99}",
                met_at=NOON,
            )
            for number in range(count)
        ],
        batch_size=2000,
    )


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get("/office/people/twins/").status_code == 200
    return len(told)


def test_the_list_asks_as_many_questions_for_a_thousand_pairs_as_for_ten() -> None:
    olive = at_the_desk(staff("office", given_name="Olive"))
    crowd(20, names=10)
    look(at=NOON, only=["two_records"])
    ten = questions(olive)
    crowd(1980, names=990, domain="more")
    look(at=NOON, only=["two_records"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE repairs_rupture, people_person")

    assert Rupture.objects.filter(closed_at=None).count() >= 1000
    assert questions(olive) == ten


def test_many_of_one_name_and_place_cost_no_square_of_them() -> None:
    """Three thousand who share both would be four and a half million pairs; each stands beside three."""
    crowd(3000, names=1)
    began = time.perf_counter()

    assert len(pairs()) == 3000 * 3 - 6
    assert time.perf_counter() - began < 5
