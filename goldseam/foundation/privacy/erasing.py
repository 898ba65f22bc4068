"""Erasure (UK GDPR article 17): details go, what law requires stays and says until when."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.dateparse import parse_datetime

from goldseam.foundation import pagecache
from goldseam.foundation.contracts import Hindrance, PersonalData, personal
from goldseam.foundation.files import delete_after_commit
from goldseam.foundation.livecopy.actions import lineage
from goldseam.foundation.privacy import facts
from goldseam.foundation.privacy.holdings import Holding, addresses_of, everybody_in, holdings, of_person
from goldseam.foundation.privacy.models import Erasure
from goldseam.foundation.privacy.plain import word
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key


@dataclass(frozen=True)
class Consequence:
    """What erasure does to one kind of row: how many there are, what goes, what stays and why, in words."""

    what: str
    rows: int
    is_deleted: bool
    goes: list[str]
    stays: list[str]
    kept_because: str
    kept_for: str


def preview(person: Any) -> Iterator[Consequence]:
    """What `erase` would do, kind by kind; kinds without rows are left out."""
    for holding in of_person(person):
        count = holding.rows.count()
        told = holding.declaration
        if count:
            stays = [] if told.deleted else [name for name in told.fields if name not in told.erased]
            yield Consequence(
                holding.name,
                count,
                told.deleted,
                _words(holding, told.fields if told.deleted else told.erased),
                _words(holding, stays),
                str(told.kept_because),
                str(told.kept_for),
            )


def _words(holding: Holding, names: Sequence[str]) -> list[str]:
    found = (word(holding.model, holding.declaration, name) for name in names)
    return list(dict.fromkeys(name for name in found if name))


def hindrances(person: Any, *, at: datetime) -> list[Hindrance]:
    """What stands against erasing this person's details now, what is final first."""
    keys = everybody_in(person)
    found = [
        hindrance
        for holding in of_person(person)
        if holding.declaration.hindrances
        for hindrance in holding.declaration.hindrances(keys, at)
    ]
    return sorted(found, key=lambda hindrance: not hindrance.is_final)


def empty(field: models.Field[Any, Any]) -> Any:
    """What stands in a field of which the words are gone."""
    if field.null:
        return None
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    return [] if field.get_internal_type() == "ArrayField" else ""


def erase(*, person: Any, by: Any, at: datetime) -> None:
    """Empty or delete what the declarations say, once, and remember it where a restore does not reach."""
    erase_all(people=type(person), keys=everybody_in(person), by=by, at=at)


@transaction.atomic
def erase_all(*, people: type[models.Model], keys: Collection[int], by: Any, at: datetime) -> int:
    """Erase these people, each once, by a few statements for each model; returns how many it were."""
    rows: list[Any] = list(people._default_manager.select_for_update().filter(pk__in=keys).order_by("pk"))
    gone = set(Erasure.objects.filter(person__in=rows).values_list("person", flat=True))
    found = [person for person in rows if person.pk not in gone]
    if not found:
        return 0
    _empty_everything(people, [person.pk for person in found])
    Erasure.objects.bulk_create(Erasure(person=person, at=at, by=by) for person in found)
    Fact.objects.bulk_create(
        Fact(kind=facts.ERASED.key, person=person, subject=subject_key(person), by=by, at=at) for person in found
    )
    ours = lineage()
    lines = [
        {"lineage": ours, "person": person.pk, "met_at": person.met_at.isoformat(), "at": at.isoformat()}
        for person in found
    ]
    transaction.on_commit(partial(_remember, lines))
    return len(found)


def _empty_everything(people: type[models.Model], keys: Sequence[int]) -> None:
    # While it is still known by which words others speak of them.
    for declaration in personal.values():
        if isinstance(declaration, PersonalData) and declaration.elsewhere:
            declaration.elsewhere(keys)
    for holding in reversed(list(holdings(people, keys, addresses_of(people, keys)))):
        told = holding.declaration
        if told.before:
            told.before(holding.rows)
        if told.deleted or told.erased:
            _forget_files(holding)
        if told.deleted:
            holding.rows.delete()
        elif told.erased:
            fields: list[Any] = [holding.model._meta.get_field(name) for name in told.erased]
            holding.rows.order_by().update(**{field.name: empty(field) for field in fields})
    # Author profiles and whatever else showed the person to visitors.
    pagecache.drop()


def _forget_files(holding: Holding) -> None:
    """Delete the files of rows that go, once it is certain that they go."""
    told = holding.declaration
    for field in holding.model._meta.concrete_fields:
        if isinstance(field, models.FileField) and (told.deleted or field.name in told.erased):
            for name in holding.rows.exclude(**{field.name: ""}).values_list(field.name, flat=True):
                delete_after_commit(field.storage, name)


def register() -> Path:
    """The file that names everybody erased, by key; it is kept when a back-up is put back."""
    return Path(settings.HOME) / "erasures.jsonl"


def _remember(lines: Sequence[dict[str, Any]]) -> None:
    with register().open("a") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


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
                _empty_everything(type(person), [person.pk])
                Erasure.objects.create(person=person, at=at)
                Fact.objects.create(kind=facts.ERASED.key, person=person, subject=subject_key(person), at=at)
            count += 1
    return count
