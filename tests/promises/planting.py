"""A mark of its own in every column with words from or about one person, and the search for what is left of it."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models

from goldseam.core.people.models import Person
from goldseam.foundation.privacy.holdings import Holding, of_person
from goldseam.foundation.privacy.models import Erasure

NOON = datetime(2026, 5, 4, 11, tzinfo=UTC)
WORDS = (models.CharField, models.TextField, models.JSONField)
# A letter that nothing else here is written with: four characters fit the shortest column.
LETTER = "ж"
# What a rule of the database asks of a row: there is one set-up, a service letter has no purpose, a card was kept with
# a payment or by a wish, a team is more than one, and a gift is taken up at a moment.
RULED: dict[str, dict[str, Any]] = {
    "setup.setup": {"pk": 1},
    "mail.letterversion": {"purpose": "", "number": 2},
    "sales.mandate": {"payment_id": 1},
    "teams.tier": {"from_seats": 5},
    "gifts.delivery": {"redeemed_at": NOON},
    "gifts.application": {"decided_at": NOON},
    "treasury.decision": {"kind": "aside"},
    "people.merge": {"merged_id": 1},
    "people.toldapart": {"other_id": 10**9},
    "people.viewpermit": {"until": NOON + timedelta(days=1)},
}


def concrete(model: type[models.Model], name: str) -> models.Field[Any, Any] | None:
    """The column behind a declared name; None for a property or what another row holds."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) and field.concrete else None


def personal_columns(holding: Holding) -> Iterator[models.Field[Any, Any]]:
    """The columns of words that a declaration names as personal."""
    told = holding.declaration
    for name in dict.fromkeys([*told.fields, *told.erased]):
        field = concrete(holding.model, name)
        is_words = isinstance(field, WORDS) and not field.choices and not isinstance(field, models.FileField)
        if field is not None and is_words and name not in told.technical:
            yield field


def a_row_in_every_table(person: Person) -> list[str]:
    """Enter a row on the person wherever they have none; returns the tables in which that was needed."""
    entered = []
    with connection.cursor() as cursor:
        # Keys to rows that do not exist are allowed now: what else stands in a row does not matter here.
        cursor.execute("SET LOCAL session_replication_role = replica")
        # Rows that lead to a person by others come after those others.
        for holding in sorted(of_person(person), key=_is_led_to):
            # Whoever has been erased is not erased again.
            if holding.model is not Erasure and not holding.rows.exists():
                _enter(holding, person)
                entered.append(holding.label)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return entered


def _is_led_to(holding: Holding) -> bool:
    first, dots, _rest = holding.declaration.person.partition("__")
    return bool(dots) and not holding.model._meta.get_field(first).concrete


def _enter(holding: Holding, person: Person) -> None:
    model, (first, _dots, rest) = holding.model, holding.declaration.person.partition("__")
    values = {
        field.attname: _something(field)
        for field in model._meta.local_concrete_fields
        if not field.primary_key and not field.null and not field.has_default() and not field.generated
    }
    leads = model._meta.get_field(first)
    key = person.pk if not rest else _leading(leads.related_model, rest, person)
    row = model(**(values | {leads.attname: key} | RULED.get(holding.label, {})))
    row.save_base(raw=True, force_insert=True)


def _leading(model: Any, path: str, person: Person) -> Any:
    """A row that leads to the person, else the newest, which was entered for that."""
    rows = model._base_manager
    return (rows.filter(**{path: person}).order_by("-pk").first() or rows.latest("pk")).pk


def _something(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        return getattr(field.related_model._base_manager.order_by("pk").first(), "pk", 1)
    if isinstance(field, models.DateTimeField):
        return NOON
    if isinstance(field, models.DateField):
        return date(2026, 5, 4)
    if field.choices:
        return field.flatchoices[0][0]
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    if field.get_internal_type() == "ArrayField":
        return []
    if field.get_internal_type() == "UUIDField":
        return "00000000-0000-4000-8000-000000000001"
    return 1 if "Integer" in field.get_internal_type() else "x"


def plant(person: Person) -> dict[str, str]:
    """Write a mark into every personal column; returns table and column of each mark."""
    planted: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for holding in list(of_person(person)):
            keys = list(holding.rows.values_list("pk", flat=True))
            for field in personal_columns(holding):
                mark = f"{LETTER}{len(planted):02x}{LETTER}"
                planted[mark] = f"{holding.model._meta.db_table}.{field.column}"
                _write(cursor, holding.model, field, keys, mark)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return planted


def _write(cursor: Any, model: type[models.Model], field: models.Field[Any, Any], keys: list[Any], mark: str) -> None:
    value, put = mark, "%s"
    if isinstance(field, models.JSONField):
        put = f"{field.column} || jsonb_build_object('note', %s::text)"
    elif isinstance(field, models.EmailField):
        value = f"{mark}@zebrafinch.example"
    table, pk = model._meta.db_table, model._meta.pk.column
    cursor.execute(f"UPDATE {table} SET {field.column} = {put} WHERE {pk} = ANY(%s)", [value, keys])


def left(word: str) -> dict[str, str]:
    """Where a word still stands, in any column of any table, whatever is declared: `table.column` and the value."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t WHERE strpos(lower(t::text), %s) > 0', [word.lower()])
            for (row,) in cursor.fetchall():
                told = row if isinstance(row, dict) else json.loads(row)
                columns = {f"{table}.{name}": str(said) for name, said in told.items()}
                found |= {at: said for at, said in columns.items() if word.lower() in said.lower()}
    return found


def retained(person: Person) -> set[str]:
    """The columns that the declarations keep after an erasure."""
    kept = set()
    for holding in of_person(person):
        told = holding.declaration
        if not told.deleted:
            names = [name for name in told.fields if name not in told.erased]
            fields = filter(None, (concrete(holding.model, name) for name in names))
            kept |= {f"{holding.model._meta.db_table}.{field.column}" for field in fields}
    return kept
