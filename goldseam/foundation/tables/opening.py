"""What sort of file it is: told by its first bytes, not by its name."""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from goldseam.foundation.tables.cells import MOST_COLUMNS, Table, Unreadable
from goldseam.foundation.tables.text import read_text
from goldseam.foundation.tables.workbook import read_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST_BYTES = 64 * 1024 * 1024


def open_table(path: Path, *, knows: Callable[[str], bool], preamble: int = 0) -> Table:
    """The table in a CSV or XLSX file; `knows` says whether a word is the name of a column. Raises Unreadable.

    So many lines of `preamble` may stand before the names of columns: then the first row is the first of those.
    """
    size = path.stat().st_size
    if not size:
        raise Unreadable(_("The file is empty."))
    if size > LARGEST_BYTES:
        raise Unreadable(_("The file is larger than 64 MB. Please divide it."))
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == OLE:
        raise Unreadable(
            _("This is an old Excel file, or one with a password. Please save it as XLSX, without one, or as CSV.")
        )
    table = read_workbook(path) if magic == ZIP else read_text(path, knows=knows, preamble=preamble)
    if len(table.headers) > MOST_COLUMNS:
        raise Unreadable(
            _("Row 1: there are %(count)s columns; at most %(most)s can be read.")
            % {"count": len(table.headers), "most": MOST_COLUMNS}
        )
    return table
