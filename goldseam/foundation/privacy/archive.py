"""The answer to an access request (UK GDPR article 15): all that is held on a person, for machines and for people."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string

from goldseam.foundation import documents
from goldseam.foundation.privacy import facts
from goldseam.foundation.privacy.holdings import holdings, values
from goldseam.foundation.timeline.record import history, record


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def collect(person: Any) -> list[dict[str, Any]]:
    """One entry a model: its name, why it is kept, and the rows."""
    return [
        {
            "what": holding.name,
            "model": holding.model._meta.label_lower,
            "kept_because": str(holding.declaration.kept_because),
            "kept_for": str(holding.declaration.kept_for),
            "rows": [
                {name: _plain(value) for name, value in values(row, holding.declaration).items()}
                for row in holding.rows.iterator(chunk_size=2000)
            ],
        }
        for holding in holdings(person)
    ]


def write_archive(person: Any, to: BinaryIO, *, at: datetime, by: Any, papers: Iterable[str] = ()) -> None:
    """Write one ZIP: `everything.json`, `everything.html`, and papers by their keys ("sales.receipt:12")."""
    held = collect(person)
    told = list(history(person, audience="office"))
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        page = {"person": person, "held": held, "history": told, "at": at}
        archive.writestr("everything.html", render_to_string("privacy/everything.html", page))
        for key in papers:
            paper = documents.render(key)
            archive.writestr(f"papers/{Path(paper.filename).name}", paper.body)
    record(facts.ARCHIVED, person=person, subject=person, by=by, at=at)
