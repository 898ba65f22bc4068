"""A coordinator invites by a file: rows without an address are told, and long lists are written by the worker."""

from collections.abc import Callable
from io import BytesIO
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.portal.tests.test_team import looks_after, page_of
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import Stopped
from goldseam.subjects.teams.actions import assign
from goldseam.subjects.teams.inviting import write_letters
from goldseam.subjects.teams.models import Invitation, Team
from goldseam.subjects.teams.tests.factories import a_team, known
from tests.promises.sizes import FULL, size

pytestmark = pytest.mark.django_db
MANY = size(450, 2000)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def sends(client: Client, team: Team, content: bytes, name: str = "people.csv") -> str:
    file = SimpleUploadedFile(name, content)
    response = client.post(f"/me/team/{team.pk}/invite/", {"addresses": "", "file": file}, follow=True)
    return " ".join(response.content.decode().split())


def no_tell(done: int, total: int) -> None: ...


def test_each_row_is_invited_or_told_why_not() -> None:
    team = a_team(7)
    assign(team=team, person=known("Joan"), by=team.coordinator, at=NOON)
    content = (
        "Name,E-mail,Where\n"
        "Nia,nia@families.example,Leeds\n"
        "Joel,joel at families,Leeds\n"
        ",,\n"
        "Joan,JOAN@bramble.example,York\n"
        'Nia again,"Nia <NIA@families.example>",Leeds\n'
    )

    page = sends(looks_after(team), team, content.encode())

    assert "We wrote to 1 person." in page
    assert "Row 3: Joel, joel at families, Leeds, no e-mail address" in page
    assert "Row 5: JOAN@bramble.example, has a place or an invitation already" in page
    assert [invitation.email for invitation in Invitation.objects.all()] == ["nia@families.example"]
    assert Message.objects.filter(template="teams/invitation").count() == 1


def test_a_file_without_names_of_columns_and_a_workbook_are_read_as_well() -> None:
    team = a_team(7)
    client = looks_after(team)
    assert "We wrote to 2 people." in sends(client, team, b"nia@families.example\njoel@families.example\n")
    book, held = Workbook(), BytesIO()
    book.active.append(["Email"])
    book.active.append(["joan@families.example"])
    book.save(held)

    assert "We wrote to 1 person." in sends(client, team, held.getvalue(), "people.xlsx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name\nNia\n", "There is no e-mail address in this file. Nobody was written to."),
        (b"\xd0\xcf\x11\xe0 old", "This is an old Excel file"),
        (b"a@b.example\n" * 200_000, "The file is larger than 2 MB. Please divide it."),
        ("".join(f"p{n}@families.example\n" for n in range(8)).encode(), "Only 7 places are free."),
    ],
)
def test_a_file_that_will_not_do_is_said_beside_the_field_and_nobody_is_invited(content: bytes, said: str) -> None:
    team = a_team(7)

    assert said in sends(looks_after(team), team, content)
    assert not Invitation.objects.exists()


def a_long_list(team: Team) -> Client:
    team.allotments.update(seats=MANY)
    client = looks_after(team)
    page = sends(client, team, "".join(f"p{number}@families.example\n" for number in range(MANY)).encode())
    assert f"{MANY} places are kept, and we are writing to those people now." in page
    assert "We wrote to" not in page, "nobody was written to yet"
    return client


def test_a_long_list_keeps_its_places_at_once_and_its_letters_are_written_by_the_worker(
    record_property: Callable[[str, object], None],
) -> None:
    team = a_team(7)
    began = perf_counter()
    client = a_long_list(team)
    page = page_of(client)
    assert f"{MANY} are kept for people you have invited." in page
    assert f"{MANY} are still to be written. You need not wait." in page
    assert not Message.objects.filter(template="teams/invitation").exists()
    told: list[tuple[int, int]] = []

    write_letters(subject=Run.objects.get().subject, at=NOON, tell=lambda done, total: told.append((done, total)))

    took = perf_counter() - began
    record_property("seconds", round(took, 1))
    assert took < 10 or not FULL, "how long it takes is shown at full size, where it is promised"
    assert told[-1] == (MANY, MANY)
    assert Message.objects.filter(template="teams/invitation").values("address").distinct().count() == MANY
    assert Fact.objects.filter(kind="teams.invited").count() == MANY
    letter = Message.objects.filter(template="teams/invitation").latest("pk")
    assert "/teams/invitation/" in letter.text
    assert "still to be written" not in page_of(client)


def test_a_run_that_was_stopped_goes_on_with_those_that_have_no_letter() -> None:
    team = a_team(7)
    a_long_list(team)
    subject = Run.objects.get().subject

    def stops(done: int, total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        write_letters(subject=subject, at=NOON, tell=stops)
    assert 0 < Message.objects.filter(template="teams/invitation").count() < MANY
    write_letters(subject=subject, at=NOON, tell=no_tell)

    assert Message.objects.filter(template="teams/invitation").values("address").distinct().count() == MANY
    assert Message.objects.filter(template="teams/invitation").count() == MANY, "and to nobody twice"


def test_fifteen_questions_are_enough_with_a_long_list_open(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    team = a_team(7)
    client = a_long_list(team)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE teams_invitation")

    with django_assert_max_num_queries(15):
        page = page_of(client, "/me/team/?invited=2")

    assert "p399@families.example" in page or MANY > 450
    below = client.get(f"/me/team/{team.pk}/invite/?invited=2")
    assert below["Location"] == f"/me/team/?invited=2&team={team.pk}", "the pages below an answer lead on"
