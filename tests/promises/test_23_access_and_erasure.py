"""Promise 23: access and erasure are whole. A mark in every personal column, looked for in every table there is."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from goldseam.core.desk.exporting import ask_for_export
from goldseam.core.desk.models import KeptSearch
from goldseam.core.desk.selection import Selection
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.faces.importers import actions as imports
from goldseam.faces.importers.models import Import
from goldseam.faces.office.tests.factories import staff
from goldseam.foundation.contracts import personal
from goldseam.foundation.privacy.archive import write_archive
from goldseam.foundation.privacy.models import Request
from goldseam.foundation.privacy.requests import ask_for_copy, make_copy
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.membership.closing import LAST_LETTER, close_account, forget_last_letters
from goldseam.subjects.publishing.models import Author
from tests.promises.planting import LETTER, a_row_in_every_table, left, plant, retained
from tests.promises.world import MARK, World, a_world

pytestmark = pytest.mark.django_db(transaction=True)
# What goes and is not exported: a hash, and a second form of words that are.
NOT_EXPORTED = {"people_person.password", "mail_message.html"}


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    settings.HOME = tmp_path
    settings.PRIVATE_ROOT = tmp_path / "private"
    from django.db import transaction

    with transaction.atomic():
        world = a_world()
        Author.objects.create(name=f"Z. {MARK}", slug="z", biography=f"{MARK} writes.", person=world.other)
        a_row_in_every_table(world.other)
    return world


def planted(world: World) -> dict[str, str]:
    from django.db import transaction

    with transaction.atomic():
        marks = plant(world.other)
    world.other.refresh_from_db()
    return marks


def copy_of(world: World) -> dict[str, str]:
    file = BytesIO()
    write_archive(world.other, file, at=world.at, by=None)
    with ZipFile(file) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def close(world: World) -> None:
    """As she does it herself; her last letter is on its way and then forgotten."""
    close_account(person=world.other, by=world.other, at=world.at)
    assert Message.objects.filter(template=LAST_LETTER).update(state=Message.State.SENT) == 1
    forget_last_letters(at=world.at)


def test_a_copy_holds_every_mark_for_machines_and_for_people(world: World) -> None:
    marks = planted(world)
    assert len(marks) > 40

    copy = copy_of(world)

    missing = {at for mark, at in marks.items() if mark not in copy["everything.json"]}
    assert missing == NOT_EXPORTED
    unread = {at for mark, at in marks.items() if mark not in copy["everything.html"]} - NOT_EXPORTED
    # The words of an invoice are in its paper, and the page gives whom it was issued to.
    assert unread == {"sales_invoice.snapshot"}
    assert {Path(name).suffix for name in copy if name.startswith("papers/")} == {".pdf"}


def test_the_readable_copy_speaks_of_no_table_and_no_field(world: World) -> None:
    page = copy_of(world)["everything.html"]

    for word in ("_at", "_pence", "_on<", "__", "people.person", "{&#x27;", "None", "order line"):
        assert word not in page, word
    assert "£75.00" in page
    assert "Kept because: Accounting records: Companies Act 2006" in page


def test_after_the_erasure_no_mark_is_left_but_where_it_is_declared_to_stay(world: World) -> None:
    asked = ask_for_copy(person=world.other, by=world.other, at=world.at)
    make_copy(subject=subject_key(asked), at=world.at, tell=lambda done, total: None)
    marks, kept = planted(world), retained(world.other)
    folder = Path(Request.objects.get(pk=asked.pk).file.path)
    assert folder.exists()

    close(world)

    undeclared = {at: said for word in (LETTER, MARK) for at, said in left(word).items() if at not in kept}
    assert undeclared == {}
    # The control: the search does find what is kept.
    assert len({at for mark in marks for at in left(mark)}) > 5
    assert not folder.exists()
    assert not Person.objects.get(pk=world.other.pk).is_active


def test_a_column_that_was_forgotten_in_a_declaration_would_be_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of both: one column is exported no more, and another is erased no more."""
    person: Any = personal["people.person"]
    careless = replace(
        person,
        fields=[name for name in person.fields if name != "employer"],
        erased=[name for name in person.erased if name != "profession"],
    )
    marks, kept = planted(world), retained(world.other)
    monkeypatch.setitem(personal._entries, "people.person", careless)

    told = json.loads(copy_of(world)["everything.json"])
    missing = {at for mark, at in marks.items() if mark not in json.dumps(told, ensure_ascii=False)}
    close(world)

    assert missing - NOT_EXPORTED == {"people_person.employer"}
    assert {at for at in left(LETTER) if at not in kept} == {"people_person.profession"}


def elsewhere(world: World) -> None:
    """Olive has her in a list in a file, in searches for the name, and in a file of people not yet brought in."""
    olive, her, at = staff("office", given_name="Olive"), world.other, world.at
    ask_for_export(selection=Selection("people:list", olive), columns=["name", "employer"], form="csv", by=olive, at=at)
    row = f"Given name,Family name,Email,Employer\n{her.given_name},{MARK},{her.email.upper()},{MARK}\n"
    upload = imports.receive(filename="old.csv", content=ContentFile(row.encode()), by=olive, at=at)
    imports.ask_to_read(upload=upload, at=at, by=olive)
    carry_on(at=at)
    for name, question in (("Her", f"q={MARK}"), (f"About {her.email}", "q=x"), ("Everybody in Leeds", "q=LS6")):
        KeptSearch.objects.create(
            owner=olive, list_name="people:list", name=name, question=question, is_shared=True, kept_at=at
        )


def in_files(settings: Settings) -> set[str]:
    """The folders of private files in which her name stands."""
    files = [file for file in Path(settings.PRIVATE_ROOT).rglob("*") if file.is_file()]
    return {file.parent.name for file in files if MARK.lower().encode() in file.read_bytes().lower()}


def test_after_the_erasure_nothing_of_her_is_left_in_files_searches_and_imports_of_others(
    world: World, settings: Settings
) -> None:
    elsewhere(world)
    kept = retained(world.other)
    assert {"exports", "imports"} <= in_files(settings)
    assert {"desk_keptsearch.question", "desk_keptsearch.name", "importers_importrow.told"} <= {*left(MARK)} | {
        *left(str(world.other.email))
    }

    close(world)

    assert {at for at in left(MARK) if at not in kept} == set()
    assert in_files(settings) == set()
    assert not Import.objects.filter(filename="old.csv").exists()
    assert [kept.name for kept in KeptSearch.objects.all()] == ["Everybody in Leeds"]


def test_what_others_hold_would_be_found_if_it_were_forgotten_to_forget(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    elsewhere(world)
    for name in ("desk.export", "importers.importrow"):
        careless: Any = personal[name]
        monkeypatch.setitem(personal._entries, name, replace(careless, elsewhere=None))

    close(world)

    assert {"desk_keptsearch.question", "importers_importrow.told"} <= set(left(MARK))
    assert in_files(settings) == {"exports", "imports"}
