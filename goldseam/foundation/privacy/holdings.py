"""What is held on a person, found through the PersonalData declarations of all models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from goldseam.foundation.contracts import PersonalData, personal


@dataclass(frozen=True)
class Holding:
    """One model's rows on a person, with what was declared about them."""

    model: type[models.Model]
    declaration: PersonalData
    rows: models.QuerySet[Any]

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)


def holdings(person: Any) -> Iterator[Holding]:
    """Every model that declares personal data, with its rows on `person` and on those merged into them."""
    everybody = type(person)._default_manager
    people = everybody.filter(models.Q(pk=person.pk) | models.Q(merged_into=person)).values("pk")
    for label, declaration in personal.items():
        if isinstance(declaration, PersonalData):
            model = apps.get_model(label)
            rows = model._base_manager.filter(**{f"{declaration.person}__in": people})
            yield Holding(model, declaration, rows.order_by("pk"))


def values(row: models.Model, declaration: PersonalData) -> dict[str, Any]:
    """The declared fields of one row; `hub__name` follows a key, properties count as fields."""
    return {name: _follow(row, name) for name in declaration.fields}


def _follow(row: Any, name: str) -> Any:
    for part in name.split("__"):
        if row is None:
            return None
        row = getattr(row, part)
    return row
