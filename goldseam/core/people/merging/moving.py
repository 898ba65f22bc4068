"""Which rows hang on a person, which of them can hang on another record instead, and turning them there and back.

It goes over the declarations of personal data, so that a table which is new tomorrow is not forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from goldseam.core.people.merging.models import Merge, Move
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Merging, PersonalData, personal

FLAT = ("people.person", "merged_into")


@dataclass(frozen=True)
class Hanging:
    """The rows of one table that hang on a record by `column`, and whatever is declared about them."""

    model: type[models.Model]
    declaration: PersonalData
    column: str

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def name(self) -> str:
        return str(self.declaration.title or self.model._meta.verbose_name_plural)

    def rows(self, person: int) -> models.QuerySet[Any]:
        return self.model._base_manager.filter(**{self.declaration.person: person})

    def end(self, person: int) -> int | None:
        """What the column leads to for this person: the record itself, or the one row of theirs that stands between."""
        _first, dots, rest = self.declaration.person.partition("__")
        if not dots:
            return person
        between: Any = self.model._meta.get_field(self.column).related_model
        key: int | None = between._base_manager.filter(**{rest: person}).values_list("pk", flat=True).first()
        return key

    def movable(self, kept: int, merged: int) -> models.QuerySet[Any]:
        """The rows of the merged record that the rules of the table let hang on the kept one."""
        end, rows = self.end(kept), self.rows(merged)
        if end is None:
            return rows.none()
        for constraint in self.model._meta.total_unique_constraints + self._partial():
            rows = rows.exclude(self._taken(constraint, end))
        if self.model._meta.get_field(self.column).one_to_one:
            rows = rows if not self.model._base_manager.filter(**{self.column: end}).exists() else rows.none()
        return self.declaration.movable(rows, kept) if self.declaration.movable else rows

    def _partial(self) -> list[models.UniqueConstraint]:
        unique = [one for one in self.model._meta.constraints if isinstance(one, models.UniqueConstraint)]
        return [one for one in unique if one.condition is not None]

    def _taken(self, constraint: models.UniqueConstraint, end: int) -> Q:
        """Of rows: those whose place under a unique constraint is taken where they would go."""
        if self.column not in constraint.fields:
            return Q(pk__in=[])
        others = [name for name in constraint.fields if name != self.column]
        when = constraint.condition or Q()
        there = self.model._base_manager.filter(when, **{self.column: end})
        here = self.model._base_manager.filter(when)
        same = there.filter(**{name: OuterRef(name) for name in others})
        return Q(pk__in=here.filter(Exists(same)).values("pk"))


def hanging(*how: Merging) -> Iterator[Hanging]:
    """Every table whose rows do so when two records are put together, in the order of the floors."""
    for label, declaration in personal.items():
        if isinstance(declaration, PersonalData) and declaration.merging in how:
            yield Hanging(apps.get_model(label), declaration, declaration.person.partition("__")[0])


def move_all(merge: Merge) -> None:
    """Turn to the kept record what can move, and write down of each table which rows those were."""
    kept, merged = merge.kept_id, merge.merged_id
    earlier = Person.objects.filter(merged_into=merged)
    _turn(merge, earlier, FLAT, merged, kept)
    for table in hanging(Merging.MOVES):
        end = table.end(kept)
        _turn(merge, table.movable(kept, merged), (table.label, table.column), table.end(merged), end)


def _turn(merge: Merge, rows: models.QuerySet[Any], where: tuple[str, str], was: int | None, now: int | None) -> None:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    if keys:
        table, column = where
        Move.objects.create(merge=merge, table=table, column=column, led_to=was, leads_to=now, rows=keys)
        rows.model._base_manager.filter(pk__in=keys).update(**{column: now})


def move_back(merge: Merge) -> None:
    """Turn every row back that still hangs where the merging put it. What has gone elsewhere since stays there."""
    for move in merge.moves.exclude(leads_to=None).order_by("-pk"):
        rows = apps.get_model(move.table)._base_manager.filter(pk__in=move.rows, **{move.column: move.leads_to})
        rows.update(**{move.column: move.led_to})
