"""Files as people have them, and an association that they come to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.faces.importers import actions
from goldseam.faces.importers.models import Import
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.tests.factories import a_plan

NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
GENERIC = "first name,last name,email,phone,organisation,hub,plan,start,end,amount paid,notes"
NIA = (
    "Nia,Ferreday,nia@families.example,0113 496 0001,Leeds NHS,Yorkshire,Qualified Professional,"
    "2025-09-01,2026-08-31,£75.00,Knits"
)
BEN = "Ben,Okafor,ben@families.example,,,,,,,,"


def an_association() -> Plan:
    """One plan and one hub."""
    Hub.objects.get_or_create(slug="yorkshire", defaults={"name": "Yorkshire"})
    return a_plan(name="Qualified Professional")


def lines(*rows: str, header: str = GENERIC) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


def workbook(*rows: Sequence[Any]) -> bytes:
    """An XLSX file with these rows."""
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(file)
    return file.getvalue()


def given(content: bytes, *, filename: str = "members.csv", day_order: str = "", by: Person | None = None) -> Import:
    """A file that was handed in and read."""
    upload = actions.receive(filename=filename, content=ContentFile(content), day_order=day_order, by=by, at=NOON)
    actions.read(subject=subject_key(upload), at=NOON, tell=silently)
    upload.refresh_from_db()
    return upload


def brought(content: bytes, **details: Any) -> Import:
    """A file whose people were brought in."""
    upload = given(content, **details)
    assert upload.is_ready, (upload.trouble, list(upload.rows.exclude(faults=[]).values_list("number", "faults")))
    actions.apply(subject=subject_key(upload), at=NOON, tell=silently)
    upload.refresh_from_db()
    return upload


def undone(upload: Import) -> None:
    actions.undo(subject=subject_key(upload), at=NOON, tell=silently)
    upload.refresh_from_db()


def silently(done: int, total: int) -> None:
    """Nobody waits for the news."""


def written(folder: Path, content: bytes, name: str = "members.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def known(given_name: str, family_name: str = "Ferreday", *, is_proved: bool = True, **details: Any) -> Person:
    """Somebody who is with us already."""
    email = details.pop("email", f"{given_name}@families.example".lower())
    return people.meet(
        email=email, given_name=given_name, family_name=family_name, at=NOON,
        email_proved_at=NOON if is_proved and email else None, **details,
    )  # fmt: skip
