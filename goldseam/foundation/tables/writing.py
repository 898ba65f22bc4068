"""Tables for office programs, written a row at a time and safe to open: what people typed never becomes a formula.

Office programs take text that begins with one of `= + - @`, a tab or a line's end for a formula, and a formula can
fetch and send (OWASP, CSV injection). In CSV such text gets an apostrophe in front, which our own import takes away
again; in XLSX the cell is declared to be text and marked so that it stays text when somebody edits it.
"""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES

# The wide forms are what an East Asian keyboard writes; programs there take them for the narrow ones.
LIVE = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# No XML 1.0 document can hold these (W3C XML 1.0, 2.2), and they are no writing.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The most that Excel keeps in a cell.
LONGEST_CELL = 32_767


def safe(text: str) -> str:
    """`text` as a cell of a CSV file that no office program takes for a formula."""
    return f"'{text}" if LIVE.match(text) else text


def as_typed(text: str) -> str:
    """The reverse of `safe`."""
    return text[1:] if text.startswith("'") and LIVE.match(text) else text


class Writer(Protocol):
    """Writes rows of texts, whole numbers, Decimals, days and nothing; `close` makes the file whole."""

    def row(self, cells: Sequence[Any]) -> None: ...

    def close(self) -> None: ...


class CsvWriter:
    """UTF-8 with the mark by which office programs know it."""

    def __init__(self, path: Path, *, title: str) -> None:
        self.file = path.open("w", encoding="utf-8-sig", newline="", errors="replace")
        self.writer = csv.writer(self.file)

    def row(self, cells: Sequence[Any]) -> None:
        self.writer.writerow([self._cell(cell) for cell in cells])

    def _cell(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.isoformat(" ", "minutes")
        return safe(UNWRITABLE.sub("", value)) if isinstance(value, str) else value

    def close(self) -> None:
        self.file.close()


class XlsxWriter:
    """One sheet, whose rows go to disk as they come."""

    def __init__(self, path: Path, *, title: str) -> None:
        self.path = path
        self.book = Workbook(write_only=True)
        # Excel allows 31 characters in a sheet's name, and not these.
        self.sheet = self.book.create_sheet(re.sub(r"[\\*?:/\[\]]", " ", title)[:31])
        self.sheet.freeze_panes = "A2"

    def row(self, cells: Sequence[Any]) -> None:
        self.sheet.append([self._cell(cell) for cell in cells])

    def _cell(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, datetime):
            # A workbook knows no time zones: what stands there is what the association's clocks showed.
            return value.replace(tzinfo=None)
        return value

    def _text(self, value: str) -> Any:
        text = UNWRITABLE.sub("", value)[:LONGEST_CELL]
        if not LIVE.match(text) and text not in ERROR_CODES:
            return text
        # An import takes one apostrophe away, wherever the file has been meanwhile.
        cell = WriteOnlyCell(self.sheet, safe(text) if text.startswith("'") else text)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell

    def close(self) -> None:
        self.book.save(self.path)
        self.book.close()


WRITERS: dict[str, type[CsvWriter] | type[XlsxWriter]] = {"csv": CsvWriter, "xlsx": XlsxWriter}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
