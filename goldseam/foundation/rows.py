"""Rows by the thousand: written as one JSON parameter, which PostgreSQL turns into rows. A parameter for each value, as
`bulk_create` sends them, takes several times as long as the writing itself.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault, RawSQL

M = TypeVar("M", bound=models.Model)
NOTHING: Mapping[str, Any] = MappingProxyType({})
LENGTH = re.compile(r"\([0-9, ]+\)")


def insert(rows: Sequence[M]) -> list[M]:
    """Insert new rows of one model by one statement, and note their keys. Like `bulk_create` it calls no `save`.

    What the first row leaves to the database's defaults, all leave to them. What all have in common is sent once.
    """
    if not rows:
        return []
    concrete: Any = rows[0]._meta.concrete_fields
    told_by_us = [field for field in concrete if field.column != "id"]
    fields = [one for one in told_by_us if not isinstance(getattr(rows[0], one.attname), DatabaseDefault)]
    told = zip(*map(attrgetter(*(field.attname for field in fields)), rows), strict=True)
    columns: dict[str, Sequence[Any]] = {field.column: values for field, values in zip(fields, told, strict=True)}
    columns |= {field.column: [field.pre_save(row, True) for row in rows] for field in fields if _makes_its_own(field)}
    same = {name: values[0] for name, values in columns.items() if values.count(values[0]) == len(rows)}
    if len(same) == len(columns):
        same.popitem()
    own = [name for name in columns if name not in same]
    each = [dict(zip(own, values, strict=True)) for values in zip(*(columns[name] for name in own), strict=True)]
    for row, key in zip(rows, insert_each(type(rows[0]), each, same=same), strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return list(rows)


def _makes_its_own(field: Any) -> bool:
    """Whether a field does not take what it is told, as a moment that is always that of the writing."""
    if isinstance(field, models.DateField):
        return bool(field.auto_now or field.auto_now_add)
    return type(field).pre_save is not models.Field.pre_save


@dataclass(frozen=True)
class Pieces:
    """Words of one column, put together where they are written: those that stand in every row, and the names of those
    told of each, one between each two.
    """

    same: Sequence[str]
    told: Sequence[str]


def insert_each(
    model: type[models.Model], each: Sequence[Mapping[str, Any]], *, same: Mapping[str, Any] = NOTHING
) -> list[int]:
    """Insert a row for each by one statement, without making an instance; returns their keys in this order.

    By names of columns; each tells the same ones, or words for `Pieces`. What is the `same` in all rows is sent once,
    and so is the model's default where nothing is told.
    """
    if not each:
        return []
    told, same = dict.fromkeys(each[0], "text"), dict(same)
    values: dict[str, str] = {}
    given: list[Any] = []
    fields: Any = model._meta.concrete_fields
    for field in fields:
        name, kind = field.column, field.db_type(connection)
        if name in told:
            told[name], values[name] = kind, f'told."{name}"'
        elif isinstance(same.get(name), Pieces):
            values[name] = _put_together(same[name])
            given += same[name].same
        elif name in same or not (field.primary_key or field.has_db_default()):
            # Without its length: a cast to that would cut off what is too long, and say nothing.
            values[name] = f"%s::{LENGTH.sub('', kind)}"
            given.append(field.get_db_prep_save(same.get(name, field.get_default()), connection))
    keys = _execute(
        f'INSERT INTO "{model._meta.db_table}" ({", ".join(values)}) '  # noqa: S608 - names of our own models
        f"SELECT {', '.join(values.values())} FROM {_recordset(told)} RETURNING id",
        each,
        given,
    )
    return [key for (key,) in keys]


def _recordset(kinds: Mapping[str, str]) -> str:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    return f"json_to_recordset(%s) AS told({columns})"


def _put_together(pieces: Pieces) -> str:
    between = [f', told."{name}", %s' for name in pieces.told]
    return f"concat(%s{''.join(between)})"


def update_each(model: type[models.Model], each: Sequence[Mapping[str, Any]]) -> None:
    """Write the columns that each tells, with its `id`, by one statement; each tells the same ones."""
    if not each:
        return
    fields: Any = model._meta.concrete_fields
    kinds = {field.column: field.rel_db_type(connection) for field in fields if field.primary_key}
    kinds |= {one.column: one.db_type(connection) for one in fields if one.column in each[0] and not one.primary_key}
    changes = ", ".join(f'"{name}" = told."{name}"' for name in each[0] if name != "id")
    _execute(
        f'UPDATE "{model._meta.db_table}" AS kept SET {changes} '  # noqa: S608 - names of our own models
        f"FROM {_recordset(kinds)} WHERE kept.id = told.id",
        each,
    )


def among(keys: Sequence[Any], kind: str = "bigint") -> RawSQL:
    """So many keys as one parameter, for a lookup with `__in`: one for each takes longer than what is asked."""
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [list(keys)])  # noqa: S611 - the kind is ours


def look_up_by_key() -> None:
    """Until the transaction ends, let the database look thousands of rows up by their keys. It reckons with a disk that
    has to move for each, and so would read the whole tables for every batch.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL random_page_cost = 1.1")


def _execute(statement: str, told: Sequence[Mapping[str, Any]], given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, json.dumps(told, ensure_ascii=False, default=_in_words)])
        return cursor.fetchall() if cursor.description else []


def _in_words(value: object) -> str:
    """A moment or a day as ISO 8601; everything else that JSON does not know is an error."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written into a row.")
