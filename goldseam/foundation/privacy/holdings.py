"""What is held on people, found through the PersonalData declarations of all models."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.functions import Lower

from goldseam.foundation.contracts import PersonalData, personal


@dataclass(frozen=True)
class Holding:
    """One model's rows on somebody, with what was declared about them."""

    model: type[models.Model]
    declaration: PersonalData
    rows: models.QuerySet[Any]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def name(self) -> str:
        return str(self.declaration.title or self.model._meta.verbose_name_plural)


def everybody_in(person: Any) -> list[int]:
    """The keys of a person and of everybody merged into them, however often."""
    keys, newest = {person.pk}, [person.pk]
    while newest:
        found = person.__class__._default_manager.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = [key for key in found if key not in keys]
        keys.update(newest)
    return sorted(keys)


def addresses_of(people: type[models.Model], keys: Collection[int]) -> list[str]:
    """The proved addresses of these people, in lower case: rows that only name such an address are theirs as well."""
    proved = people._default_manager.filter(pk__in=keys, email_proved_at__isnull=False).exclude(email=None)
    return list(proved.values_list(Lower("email"), flat=True))


def holdings(people: type[models.Model], keys: Collection[int], addresses: Sequence[str]) -> Iterator[Holding]:
    """Every model that declares personal data, with its rows on these people."""
    for label, declaration in personal.items():
        if isinstance(declaration, PersonalData):
            model = apps.get_model(label)
            theirs = models.Q(**{f"{declaration.person}__in": keys})
            if declaration.address and addresses:
                # Rows of somebody else that happen to name the address stay theirs.
                named = model._base_manager.annotate(named=Lower(declaration.address)).filter(named__in=addresses)
                unclaimed = models.Q(**{f"{declaration.person}__isnull": True, "pk__in": named.values("pk")})
                theirs |= unclaimed
            yield Holding(model, declaration, model._base_manager.filter(theirs).order_by("pk"))


def of_person(person: Any) -> Iterator[Holding]:
    """What is held on one person."""
    keys = everybody_in(person)
    return holdings(person.__class__, keys, addresses_of(person.__class__, keys))


def values(row: models.Model, declaration: PersonalData) -> dict[str, Any]:
    """The declared fields of one row; `hub__name` follows a key, properties count as fields."""
    return {name: _follow(row, name) for name in declaration.fields}


def _follow(row: Any, name: str) -> Any:
    for part in name.split("__"):
        if row is None:
            return None
        row = getattr(row, part)
    return row


def with_what_is_followed(holding: Holding) -> models.QuerySet[Any]:
    """The rows, with the rows that their fields lead to, in one query."""
    return holding.rows.select_related(*_followed(holding.label, tuple(holding.declaration.fields)))


@cache
def _followed(label: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    model = apps.get_model(label)
    firsts = {name.partition("__")[0] for name in fields if "__" in name}
    return tuple(sorted(name for name in firsts if _is_key(model, name)))


def _is_key(model: type[models.Model], name: str) -> bool:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return bool(field.many_to_one or field.one_to_one) and field.concrete
