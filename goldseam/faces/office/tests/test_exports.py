"""Taking rows out of a list: by the worker, for the one who asked, safe to open, kept for a week."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from goldseam.core.desk.exporting import forget_old_exports
from goldseam.core.desk.models import Export
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import (
    NOON,
    a_hub,
    at_the_desk,
    chosen,
    members,
    press,
    somebody,
    staff,
    today_is,
)
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.work import runs
from goldseam.foundation.work.models import Run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def ask(client: Client, question: str, *, form: str = "csv", columns: list[str] | None = None) -> Export:
    """Press Export in the list of people and say what sort of file it is to be."""
    typed = {"form": form, "columns": columns or ["name", "e-mail-address", "hub"]}
    address = f"/office/people/export/?list=people:list&{question}"
    of = chosen(client, address)
    answer = press(client, address, {**typed, "of": of})
    export = Export.objects.latest("pk")
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"/office/exports/{export.pk}/"
    return export


def fetch(client: Client, export: Export) -> bytes:
    answer = client.get(f"/office/exports/{export.pk}/download/")
    assert answer.status_code == 200
    return b"".join(answer)


def rows_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))


def test_olive_exports_what_she_found_and_it_is_on_record() -> None:
    york = a_hub("yorkshire")
    somebody("Nia", hub=york)
    somebody("Ben", hub=a_hub("london"))
    olive = staff("office", given_name="Olive")
    client = at_the_desk(olive)

    export = ask(client, f"all=yes&hub={york.pk}")
    assert b"Waiting to begin" in client.get(f"/office/exports/{export.pk}/").content
    runs.carry_on(at=NOON)

    assert rows_of(fetch(client, export)) == [
        ["Name", "E-mail address", "Hub"],
        ["Nia Ferreday", "nia.ferreday@families.example", "Yorkshire"],
    ]
    fact = Fact.objects.get(kind="desk.exported")
    assert (fact.by, fact.data["rows"]) == (olive, 1)
    assert "Exported 1 rows of the list People" in client.get("/office/exports/").content.decode()


def test_a_workbook_holds_the_chosen_columns_and_days_as_days() -> None:
    members(3, hub=a_hub("yorkshire"))
    client = at_the_desk(staff("office"))

    export = ask(client, "all=yes&q=member", form="xlsx", columns=["name", "plan", "until", "known-since"])
    runs.carry_on(at=NOON)

    sheet = load_workbook(io.BytesIO(fetch(client, export))).active
    assert sheet is not None
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told[0] == ["Name", "Plan", "Until", "Known since"]
    assert [row[0] for row in told[1:]] == ["Member1 Many", "Member2 Many", "Member3 Many"]
    assert [str(value)[:10] for value in told[1][1:]] == ["Qualified ", "2027-05-03", "2026-05-04"]


def test_nobody_else_fetches_it_and_not_even_olive_once_her_role_has_changed() -> None:
    somebody("Nia")
    olive = staff("office", given_name="Olive")
    client, tom = at_the_desk(olive), at_the_desk(staff("treasurer", given_name="Tom"))
    people.give_role(person=olive, role="treasurer", at=NOON, by=None)
    export = ask(client, "all=yes")
    runs.carry_on(at=NOON)

    for page in ("", "download/", "stop/", "forget/"):
        assert tom.get(f"/office/exports/{export.pk}/{page}").status_code == 404
    assert client.get(f"/office/exports/{export.pk}/download/").status_code == 200

    people.end_role(grant=olive.grants.get(role="treasurer"), at=NOON + timedelta(hours=1), by=olive)
    assert client.get(f"/office/exports/{export.pk}/download/").status_code == 404
    assert "Your roles have changed" in client.get(f"/office/exports/{export.pk}/").content.decode()


def test_a_hub_lead_exports_their_hub_only_even_when_they_lost_it_meanwhile() -> None:
    york = a_hub("yorkshire")
    members(2, hub=york)
    somebody("Zillah", "Quillfeather", hub=a_hub("london"))
    hattie = staff("hublead", hub=york, given_name="Hattie")
    client = at_the_desk(hattie)

    first, second = ask(client, "all=yes"), ask(client, "all=yes")
    runs.carry_on(at=NOON)
    assert [row[0] for row in rows_of(fetch(client, first))] == ["Name", "Member1 Many", "Member2 Many"]
    # Nobody of them gave their address for letters of the hub.
    assert {row[1] for row in rows_of(fetch(client, second))[1:]} == {""}

    third = ask(client, "all=yes")
    people.end_role(grant=hattie.grants.get(), at=NOON, by=hattie)
    runs.carry_on(at=NOON)
    assert Export.objects.get(pk=third.pk).written_at is None
    assert runs.latest(f"desk.export:{third.pk}").answer == "This list is not open to you any more."


def test_columns_that_a_role_does_not_read_are_not_offered_to_it() -> None:
    members(1, hub=a_hub("yorkshire"))
    client = at_the_desk(staff("hublead", hub=a_hub("yorkshire")))

    address = "/office/people/export/?list=people:list&all=yes"
    assert "Employer" not in client.get(address).content.decode()
    typed = {"form": "csv", "columns": ["name", "employer"], "of": chosen(client, address)}
    assert press(client, address, typed).status_code == 422


def test_it_can_be_stopped_taken_up_again_and_forgotten() -> None:
    somebody("Nia")
    client = at_the_desk(staff("office"))
    export = ask(client, "all=yes")
    page = f"/office/exports/{export.pk}/"

    press(client, f"{page}stop/", {})
    runs.carry_on(at=NOON)
    assert "Stopped" in client.get(page).content.decode()
    assert client.get(f"{page}download/").status_code == 404
    press(client, f"{page}stop/", {})
    runs.carry_on(at=NOON)
    path = Path(Export.objects.get(pk=export.pk).file.path)
    assert path.exists()

    press(client, f"{page}forget/", {}, confirmed=True)
    assert not path.exists()
    assert client.get(page).status_code == 404
    assert Fact.objects.filter(kind="desk.exported").count() == 1


def test_after_a_week_the_file_is_gone() -> None:
    somebody("Nia")
    client = at_the_desk(staff("office"))
    export = ask(client, "all=yes")
    runs.carry_on(at=NOON)
    path = Path(Export.objects.get(pk=export.pk).file.path)

    assert forget_old_exports(at=NOON + timedelta(days=6)) == 0
    assert forget_old_exports(at=NOON + timedelta(days=8)) == 1
    assert not path.exists()


def test_pressing_twice_asks_once() -> None:
    somebody("Nia")
    client = at_the_desk(staff("office"))
    address = "/office/people/export/?list=people:list&all=yes"
    of = chosen(client, address)
    typed = {"form": "csv", "columns": ["name"], "of": of, "once": "k" * 32}

    for _twice in range(2):
        assert client.post(address, typed).status_code == 302

    assert (Export.objects.count(), Run.objects.count()) == (1, 1)


def test_who_is_erased_before_the_worker_comes_is_not_in_the_file() -> None:
    """The rows are those of the moment of writing."""
    nia = somebody("Nia")
    client = at_the_desk(staff("office"))
    export = ask(client, "all=yes&q=ferreday")
    Person.objects.filter(pk=nia.pk).update(given_name="", family_name="", email=None)

    runs.carry_on(at=NOON)

    assert rows_of(fetch(client, export)) == [["Name", "E-mail address", "Hub"]]


def test_what_was_never_begun_cannot_be_stopped() -> None:
    client = at_the_desk(staff("office"))
    export = ask(client, "all=yes")
    Run.objects.all().delete()

    answer = press(client, f"/office/exports/{export.pk}/stop/", {})

    assert "It was never begun, so there is nothing to stop." in answer.content.decode()
