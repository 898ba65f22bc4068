"""From the file into rows of ours, checked: nothing of the association is touched."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from goldseam.faces.importers.models import Import, ImportRow
from goldseam.faces.importers.people.checking import Checked, Checker
from goldseam.faces.importers.people.columns import Columns, guess, knows
from goldseam.faces.importers.people.groups import Groups
from goldseam.faces.importers.people.matching import count, match
from goldseam.foundation.tables import Table, Unreadable, open_table
from goldseam.foundation.tables.dates import DateReader
from goldseam.foundation.work.runs import Tell

BATCH = 2_000
_COPY = "COPY importers_importrow (upload_id, number, lead, told, faults, is_sure, decision, is_new) FROM STDIN"


def read_file(upload: Import, tell: Tell) -> None:
    """Read and check the file, anew from its beginning. What cannot be read at all is noted as `trouble`."""
    try:
        columns, dates = _stage(upload, tell, assumed="day")
        if not upload.day_order and dates.is_unsure and dates.order_found == "month":
            columns, dates = _stage(upload, tell, assumed="month")
    except Unreadable as error:
        upload.rows.all().delete()
        upload.trouble = str(error)[:300]
        return
    upload.headers = [header[:200] for header in columns.headers]
    upload.columns, upload.source = list(columns.fields), columns.source
    upload.trouble = ""
    if dates.has_to_ask:
        upload.trouble = _("Some dates can be read in two ways, such as 03/04/2025. Please say which comes first.")
    with transaction.atomic():
        match(upload)
        upload.counts = count(upload) | {"asks_order": dates.has_to_ask}


def _stage(upload: Import, tell: Tell, *, assumed: str) -> tuple[Columns, DateReader]:
    ImportRow.objects.filter(upload=upload).delete()
    table = open_table(Path(upload.file.path), knows=knows)
    columns = guess(table.headers)
    dates = DateReader(order=upload.day_order, assumed=assumed)
    rows = _checked(table, Checker(columns, dates))
    groups, seen = Groups(), 0
    while batch := list(islice(rows, BATCH)):
        _copy(upload, batch, groups)
        seen += len(batch)
        tell(seen, table.total)
    if not seen:
        raise Unreadable(_("There are no rows below the headers."))
    return columns, dates


def _checked(table: Table, checker: Checker) -> Iterator[Checked]:
    for number, cells in table.rows:
        if any(cell.strip() for cell in cells):
            yield checker.check(number, cells)


def _copy(upload: Import, batch: list[Checked], groups: Groups) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in batch:
            lead = groups.place(row)
            told = json.dumps(_storable(row), ensure_ascii=False)
            copy.write_row((upload.pk, row.number, lead, told, row.faults, False, "", False))


def _storable(row: Checked) -> dict[str, object]:
    # A row with a fault is never brought in: what it tells stays in the file.
    return {} if row.faults else {name: value for name, value in row.told.items() if value not in ("", None, False)}
