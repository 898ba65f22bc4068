"""The answer to an access request (UK GDPR article 15): all that is held on a person, for machines and for people."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string

from goldseam.foundation import documents
from goldseam.foundation.privacy import facts
from goldseam.foundation.privacy.holdings import Holding, of_person, values, with_what_is_followed
from goldseam.foundation.privacy.plain import shown, word
from goldseam.foundation.timeline.record import history, record

STYLE = Path(__file__).parent / "archive.css"
# People read these two as the history, in sentences.
TOLD_AS_HISTORY = ("timeline.fact", "timeline.facttext")
# Up to so many fields, rows stand under each other in a table.
WIDEST = 6


@dataclass
class Section:
    """One kind of row as a person reads it: `heads` and `lines` of a table, or `cards` of names and values."""

    title: str
    kept_because: str
    kept_for: str
    heads: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    cards: list[list[tuple[str, str]]] = field(default_factory=list)


@dataclass
class Held:
    """All that is held: for machines, for people, and the files and papers that belong to it."""

    kinds: list[dict[str, Any]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    files: list[FieldFile] = field(default_factory=list)


def _plain(value: Any) -> Any:
    if isinstance(value, FieldFile):
        return value.name
    return str(value) if isinstance(value, models.Model) else value


def collect(person: Any, *, tell: Callable[[int, int], None] = lambda done, total: None) -> Held:
    """Everything declared about a person. One query a model."""
    held = Held()
    found = list(of_person(person))
    for number, holding in enumerate(found):
        _add(holding, held)
        tell(number + 1, len(found) + 1)
    return held


def _add(holding: Holding, held: Held) -> None:
    told = holding.declaration
    rows = list(with_what_is_followed(holding))
    fields = [values(row, told) for row in rows]
    held.kinds.append(
        {
            "what": holding.name,
            "model": holding.label,
            "kept_because": str(told.kept_because),
            "kept_for": str(told.kept_for),
            "rows": [{name: _plain(value) for name, value in row.items()} for row in fields],
        }
    )
    if rows and holding.label not in TOLD_AS_HISTORY:
        held.sections.append(_section(holding, fields))
    for row in rows:
        held.papers.extend(key for key in (told.papers(row) if told.papers else ()) if key not in held.papers)
        held.files.extend(file for name in told.files if (file := getattr(row, name)))


def _section(holding: Holding, rows: list[dict[str, Any]]) -> Section:
    told = holding.declaration
    section = Section(holding.name, str(told.kept_because), str(told.kept_for))
    names = {name: word(holding.model, told, name) or name for name in told.fields}
    read = [{name: shown(holding.model, told, name, value) for name, value in row.items()} for row in rows]
    if len(names) <= WIDEST and len(rows) > 1:
        used = [name for name in names if any(row[name] for row in read)]
        section.heads = [names[name] for name in used]
        section.lines = [[row[name] for name in used] for row in read]
    else:
        section.cards = [[(names[name], said) for name, said in row.items() if said] for row in read]
    return section


def write_archive(
    person: Any, to: BinaryIO, *, at: datetime, by: Any, tell: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Write one ZIP: `everything.json`, `everything.html`, the papers as PDF and the files."""
    held = collect(person, tell=tell)
    page = {
        "person": person,
        "sections": held.sections,
        "history": history(person, audience="office"),
        "at": at,
        "has_papers": bool(held.papers),
        "has_files": bool(held.files),
    }
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", json.dumps(held.kinds, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        archive.writestr("everything.html", render_to_string("privacy/everything.html", page))
        archive.write(STYLE, "everything.css")
        for name, body in _beside(held):
            archive.writestr(name, body)
    record(facts.ARCHIVED, person=person, subject=person, by=by, at=at)


def _beside(held: Held) -> Iterator[tuple[str, bytes]]:
    """Papers and files by their names in the archive; two of one name stand apart by a number."""
    taken: set[str] = set()
    for key in held.papers:
        paper = documents.render(key)
        yield _free(f"papers/{Path(paper.filename).name}", taken), paper.body
    for file in held.files:
        name = file.name or ""
        if file.storage.exists(name):
            with file.open("rb") as opened:
                yield _free(f"files/{Path(name).name}", taken), opened.read()


def _free(name: str, taken: set[str]) -> str:
    path, number = Path(name), 1
    while name in taken:
        number += 1
        name = str(path.with_stem(f"{path.stem}-{number}"))
    taken.add(name)
    return name
