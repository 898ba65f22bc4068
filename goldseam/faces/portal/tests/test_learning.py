from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldseam.faces.portal.tests.factories import a_member, a_person, words_of
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.cpd.actions import record_reading
from goldseam.subjects.cpd.hours import figure, in_words
from goldseam.subjects.cpd.models import Activity

pytestmark = pytest.mark.django_db
SUPERVISION = {"title": "Reflective supervision", "on": "2026-03-14", "hours": "1.5", "reflection": "Listen first."}


def test_nia_adds_what_she_did_and_it_counts_in_its_year(client: Client) -> None:
    client.force_login(a_member("Nia"))
    client.post("/me/cpd/add/", SUPERVISION)
    client.post("/me/cpd/add/", SUPERVISION | {"on": "2025-06-01", "hours": "2"})
    page = " ".join(client.get("/me/cpd/").content.decode().split())
    assert "Reflective supervision" in page
    assert "Listen first." in page
    assert "1½ hours" in page
    assert "2025: 2 hours" in page
    assert '<td class="num">2</td>' in " ".join(client.get("/me/cpd/?year=2025").content.decode().split())


def test_what_nia_adds_or_changes_for_another_year_is_what_she_sees_next(client: Client) -> None:
    client.force_login(a_member("Nia"))
    client.post("/me/cpd/add/", SUPERVISION)
    answer = client.post("/me/cpd/add/", SUPERVISION | {"title": "A course", "on": "2025-06-01"}, follow=True)
    assert "A course" in answer.content.decode()
    course = Activity.objects.get(title="A course")
    changed = SUPERVISION | {"title": "A longer course", "on": "2024-06-01"}
    assert "A longer course" in client.post(f"/me/cpd/{course.pk}/", changed, follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"on": "2999-01-01"}, "This day has not come yet"),
        ({"on": "0001-01-01"}, "This is very long ago"),
        ({"hours": "0"}, "greater than or equal to 0.25"),
        ({"hours": "NaN"}, "Write a number, such as 1.5."),
        ({"hours": "1e9"}, "no more than"),
        ({"hours": "many"}, "Write a number, such as 1.5."),
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 201}, "at most 200"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays(
    client: Client, typed: dict[str, Any], words: str
) -> None:
    client.force_login(a_member("Nia"))
    page = client.post("/me/cpd/add/", SUPERVISION | typed).content.decode()
    assert words in page
    assert "Listen first." in page
    assert not Activity.objects.exists()


def test_she_changes_and_removes_her_own_entries(client: Client) -> None:
    client.force_login(a_member("Nia"))
    client.post("/me/cpd/add/", SUPERVISION)
    own = Activity.objects.get()
    assert 'value="1.5"' in client.get(f"/me/cpd/{own.pk}/").content.decode()
    client.post(f"/me/cpd/{own.pk}/", SUPERVISION | {"title": "Supervision", "hours": "2.25"})
    own.refresh_from_db()
    assert (own.title, own.minutes) == ("Supervision", 135)
    client.get(f"/me/cpd/{own.pk}/remove/")
    assert Activity.objects.exists()
    client.post(f"/me/cpd/{own.pk}/remove/")
    assert not Activity.objects.exists()


def test_a_reading_can_be_reflected_on_and_removed_but_not_rewritten(client: Client) -> None:
    nia = a_member("Nia")
    reading = record_reading(person=nia, title="Infant sleep", minutes=30, source="library.version:1", at=clock.now())
    client.force_login(nia)
    client.post(f"/me/cpd/{reading.pk}/", {"title": "Something else", "hours": "99", "reflection": "Ask the parents."})
    reading.refresh_from_db()
    assert (reading.title, reading.minutes, reading.reflection) == ("Infant sleep", 30, "Ask the parents.")

    client.post(f"/me/cpd/{reading.pk}/remove/")
    record_reading(person=nia, title="Infant sleep", minutes=30, source="library.version:1", at=clock.now())
    assert "Infant sleep" not in client.get("/me/cpd/").content.decode()
    assert not Activity.objects.exclude(reflection="").exists()


def test_the_record_of_somebody_else_does_not_exist(client: Client) -> None:
    client.force_login(a_person("Nia"))
    client.post("/me/cpd/add/", SUPERVISION)
    own = Activity.objects.get()
    client.force_login(a_person("Joel"))
    assert client.get(f"/me/cpd/{own.pk}/").status_code == 404
    assert client.post(f"/me/cpd/{own.pk}/remove/").status_code == 404
    assert "supervision" not in words_of(client.get("/me/cpd/2026/download/")).lower()


def test_the_record_of_a_year_is_a_paper_with_her_number(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    client.post("/me/cpd/add/", SUPERVISION)
    said = words_of(client.get("/me/cpd/2026/download/"))
    for word in ("Nia Ferreday", "Reflective supervision", "14 March 2026", "1½", "Listen first.", "Qualified"):
        assert word in said
    assert str(nia.membership.number) in said
    assert client.get("/me/cpd/9999/download/").status_code == 404
    assert client.get("/me/cpd/0000/download/").status_code == 404


def test_her_own_words_stand_in_no_fact(client: Client) -> None:
    client.force_login(a_member("Nia"))
    client.post("/me/cpd/add/", SUPERVISION)
    assert not any("supervision" in str(fact.data).lower() for fact in Fact.objects.all())


def test_a_long_record_is_asked_for_as_quickly_as_a_short_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    # The first page notes in which browser she is.
    client.get("/me/")
    counts = []
    for rows in (10, 990):
        Activity.objects.bulk_create(
            Activity(person=nia, title="Course", on=date(2026, 1, 1) + timedelta(days=n % 300), minutes=60)
            for n in range(rows)
        )
        with django_assert_max_num_queries(15) as asked:
            assert client.get("/me/cpd/?year=2026").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("minutes", "shown", "words"),
    [(0, "0", "no hours"), (30, "½", "½ hour"), (60, "1", "1 hour"), (90, "1½", "1½ hours"),
     (100, "1:40", "1:40 hours"), (690, "11½", "11½ hours")],
)  # fmt: skip
def test_minutes_are_said_as_hours(minutes: int, shown: str, words: str) -> None:
    assert (figure(minutes), in_words(minutes)) == (shown, words)
