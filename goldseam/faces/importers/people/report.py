"""The report on a file, row by row: to read, and the file itself with a column that says what to mend."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from goldseam.faces.importers.models import Import
from goldseam.faces.importers.people.columns import REPORT, knows
from goldseam.foundation.tables import Unreadable, open_table
from goldseam.foundation.tables.writing import safe


def sentences(upload: Import, *, most: int) -> list[str]:
    """`Row 3: …`, one for each fault, the first so many."""
    found = upload.rows.exclude(faults=[]).order_by("number").values_list("number", "faults")[:most]
    told = [
        _("Row %(number)s: %(fault)s") % {"number": number, "fault": fault}
        for number, faults in found
        for fault in faults
    ]
    return told[:most]


def mendable(upload: Import) -> Iterator[str]:
    """The file as CSV, row for row, with the faults beside each: mended, it can be brought in again as it is."""
    faults = dict(upload.rows.exclude(faults=[]).values_list("number", "faults"))
    table = open_table(Path(upload.file.path), knows=knows)
    width = len(table.headers)
    last = width - 1 if width and table.headers[-1] == REPORT else width
    # The mark tells office programs that the file is UTF-8.
    yield "\ufeff" + _line([*table.headers[:last], REPORT])
    try:
        for number, cells in table.rows:
            padded = [*cells, *[""] * (last - len(cells))]
            kept = padded[:last] + [cell for cell in padded[width:] if cell]
            yield _line([*kept, " ".join(faults.get(number, []))])
    except Unreadable as error:
        yield _line([str(error)])


def _line(cells: list[Any]) -> str:
    line = StringIO()
    csv.writer(line).writerow([safe(cell) for cell in cells])
    return line.getvalue()
