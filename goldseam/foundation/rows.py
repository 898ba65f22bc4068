"""Rows by the thousand: written as one JSON parameter, which PostgreSQL turns into rows. A parameter for each value, as
`bulk_create` sends them, takes several times as long as the writing itself.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

M = TypeVar("M", bound=models.Model)


def insert(rows: Sequence[M]) -> list[M]:
    """Insert new rows of one model by one statement, and note their keys. Like `bulk_create` it calls no `save`.

    What the first row leaves to the database's defaults, all leave to them.
    """
    if not rows:
        return []
    meta = rows[0]._meta
    told_by_us = [field for field in meta.concrete_fields if field.column != "id"]
    fields: list[Any] = [one for one in told_by_us if not isinstance(getattr(rows[0], one.attname), DatabaseDefault)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    told = [{field.column: field.pre_save(row, True) for field in fields} for row in rows]
    keys = _execute(
        f'INSERT INTO "{meta.db_table}" ({columns}) '  # noqa: S608 - names of our own models
        f'SELECT {columns} FROM json_populate_recordset(NULL::"{meta.db_table}", %s) RETURNING id',
        told,
    )
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return list(rows)


def update(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of rows of one model by one statement."""
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [meta.get_field(name) for name in names]
    changes = ", ".join(f'"{field.column}" = told."{field.column}"' for field in fields)
    told = [{"id": row.pk} | {field.column: getattr(row, field.attname) for field in fields} for row in rows]
    _execute(
        f'UPDATE "{meta.db_table}" AS kept SET {changes} '  # noqa: S608 - names of our own models
        f'FROM json_populate_recordset(NULL::"{meta.db_table}", %s) AS told WHERE kept.id = told.id',
        told,
    )


def _execute(statement: str, told: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(told, ensure_ascii=False, default=_in_words)])
        return cursor.fetchall() if cursor.description else []


def _in_words(value: object) -> str:
    """A moment or a day as ISO 8601; everything else that JSON does not know is an error."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written into a row.")
