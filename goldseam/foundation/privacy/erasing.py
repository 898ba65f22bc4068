"""Erasure (UK GDPR article 17): details go, what law requires stays and says until when."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.dateparse import parse_datetime

from goldseam.foundation.livecopy.actions import lineage
from goldseam.foundation.privacy import facts
from goldseam.foundation.privacy.holdings import holdings
from goldseam.foundation.privacy.models import Erasure
from goldseam.foundation.timeline.record import record


@dataclass(frozen=True)
class Consequence:
    """What erasure does to one kind of row: how many there are, what goes, what stays and why."""

    what: str
    rows: int
    is_deleted: bool
    goes: list[str]
    stays: list[str]
    kept_because: str
    kept_for: str


def preview(person: Any) -> Iterator[Consequence]:
    """What `erase` would do, kind by kind; kinds without rows are left out."""
    for holding in holdings(person):
        count = holding.rows.count()
        told = holding.declaration
        if count:
            stays = [] if told.deleted else [name for name in told.fields if name not in told.erased]
            yield Consequence(
                holding.name, count, told.deleted, list(told.erased), stays, str(told.kept_because), str(told.kept_for)
            )


def _empty(field: models.Field[Any, Any]) -> Any:
    if field.null:
        return None
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    return [] if field.get_internal_type() == "ArrayField" else ""


@transaction.atomic
def erase(*, person: Any, by: Any, at: datetime) -> None:
    """Empty or delete what the declarations say, once, and remember it where a restore does not reach."""
    type(person)._default_manager.select_for_update().get(pk=person.pk)
    if Erasure.objects.filter(person=person).exists():
        return
    _empty_everything(person)
    Erasure.objects.create(person=person, at=at, by=by)
    record(facts.ERASED, person=person, subject=person, by=by, at=at)
    line = {"lineage": lineage(), "person": person.pk, "met_at": person.met_at.isoformat(), "at": at.isoformat()}
    transaction.on_commit(lambda: _remember(line))


def _empty_everything(person: Any) -> None:
    for holding in reversed(list(holdings(person))):
        if holding.declaration.deleted:
            holding.rows.delete()
        elif holding.declaration.erased:
            fields: list[Any] = [holding.model._meta.get_field(name) for name in holding.declaration.erased]
            holding.rows.order_by().update(**{field.name: _empty(field) for field in fields})


def register() -> Path:
    """The file that names everybody erased, by key; it is kept when a back-up is put back."""
    return Path(settings.HOME) / "erasures.jsonl"


def _remember(line: dict[str, Any]) -> None:
    with register().open("a") as file:
        file.write(json.dumps(line) + "\n")


def erase_again(people: Any) -> int:
    """After a restore: erase anew whoever the register names and the back-up still knew; returns how many.

    Lines about other data are passed over: their numbers would name somebody else here. So would the number of
    somebody who joined after the back-up, was erased, and whose number went to the next newcomer: hence `met_at`.
    """
    count = 0
    ours = lineage()
    for line in register().read_text().splitlines() if register().exists() else []:
        told = json.loads(line)
        if told["lineage"] != ours:
            continue
        met_at = parse_datetime(told["met_at"])
        person = people.filter(pk=told["person"], met_at=met_at, erasure=None).first()
        at = parse_datetime(told["at"])
        if person and at:
            with transaction.atomic():
                _empty_everything(person)
                Erasure.objects.create(person=person, at=at)
                record(facts.ERASED, person=person, subject=person, at=at)
            count += 1
    return count
