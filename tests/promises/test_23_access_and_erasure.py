"""Promise 23: access and erasure are whole. A mark in every personal column, looked for in every table there is."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import personal
from goldseam.foundation.privacy.archive import write_archive
from goldseam.foundation.privacy.models import Request
from goldseam.foundation.privacy.requests import ask_for_copy, make_copy
from goldseam.foundation.timeline.record import subject_key
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
