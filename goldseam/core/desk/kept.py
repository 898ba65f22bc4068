"""What is kept of a list, read for whoever looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Q, TextField, Value

from goldseam.core.desk.models import ChosenColumns, KeptSearch

MOST_KEPT = 40


@dataclass(frozen=True)
class Search:
    """A kept search; `is_own` for the one who may change it."""

    pk: int
    name: str
    question: str
    is_own: bool


@dataclass(frozen=True)
class Kept:
    """`columns` is None until somebody chose some."""

    columns: Sequence[str] | None
    searches: Sequence[Search]


def kept_of(list_name: str, viewer: Any, *, sees_all: bool) -> Kept:
    """The viewer's columns, own searches, and those that others share with whoever sees all rows.

    One question of the database for both, since every page of every list asks it.
    """
    none = Value([], output_field=ArrayField(CharField(max_length=60)))
    nothing = Value("", output_field=TextField())
    chosen = ChosenColumns.objects.filter(person=viewer.pk, list_name=list_name)
    shown = Q(owner=viewer.pk) | Q(is_shared=True) if sees_all else Q(owner=viewer.pk)
    searches = KeptSearch.objects.filter(shown, list_name=list_name).order_by()
    rows = searches.values_list("pk", "owner", "name", "question", none).union(
        chosen.values_list("pk", "person", "list_name", nothing, "columns"), all=True
    )
    found = list(rows)
    columns = next((row[4] for row in found if not row[3]), None)
    told = sorted((name, pk, question, owner) for pk, owner, name, question, _columns in found if question)
    return Kept(
        columns, [Search(pk, name, question, owner == viewer.pk) for name, pk, question, owner in told[: 2 * MOST_KEPT]]
    )
