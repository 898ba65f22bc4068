"""A statement as a table: CSV or XLSX, with lines before the headers and below the last movement."""

import hashlib
from collections.abc import Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from goldseam.core.treasury.reading.amounts import NotAnAmount, pence_of
from goldseam.core.treasury.reading.columns import Columns, columns_of, knows
from goldseam.core.treasury.reading.lines import AsksOrder, Read, ReadLine, closing_of
from goldseam.foundation.tables import Unreadable, open_table
from goldseam.foundation.tables.dates import DateReader, NotADate

PREAMBLE = 25
MOST_LINES = 20_000
LONGEST_TEXT = 400
Row = tuple[int, Sequence[str]]
# What HSBC writes, without a row of headers.
BARE = ["Date", "Description", "Amount"]


def read_table(path: Path, *, day_order: str) -> Read:
    """The statement in a table. Raises Unreadable, AsksOrder."""
    table = open_table(path, knows=knows, preamble=PREAMBLE)
    rows = chain([(1, table.headers)], table.rows)
    above = list(islice(rows, PREAMBLE))
    headers, columns, below = _headers(above)
    reader = _Reader(columns, DateReader(order=day_order, is_recent=True))
    lines = [line for row in chain(below, rows) if (line := reader.read(*row))]
    if not lines and reader.faults:
        raise Unreadable(reader.faults[0])
    if not lines:
        raise Unreadable(_("There are no movements in this statement."))
    layout = hashlib.sha256("\x1f".join(headers).encode()).hexdigest()
    if reader.dates.has_to_ask:
        raise AsksOrder(layout)
    if reader.dates.order_found == "month" and not day_order:
        # Dates that could be read in both ways were taken the other way before the file had proved its own.
        return read_table(path, day_order="month")
    order = day_order or reader.dates.order_found
    return Read(lines, layout, reader.account, closing_of(lines), order, reader.faults)


def _headers(above: Sequence[Row]) -> tuple[Sequence[str], Columns, Sequence[Row]]:
    """The headers, wherever below the bank's own lines they stand, and the rows after them. Raises Unreadable."""
    for index, (_number, cells) in enumerate(above):
        if columns := columns_of(cells):
            return [cell.strip() for cell in cells], columns, above[index + 1 :]
    bare = columns_of(BARE)
    if bare and above and _is_movement(above[0][1]):
        return BARE, bare, above
    raise Unreadable(_("No row names a date and an amount, so this is no statement. Please download it as CSV or OFX."))


def _is_movement(cells: Sequence[str]) -> bool:
    try:
        return len(cells) == 3 and bool(DateReader(is_recent=True).read(cells[0])) and pence_of(cells[2]) != 0
    except (NotADate, NotAnAmount):
        return False


class _Reader:
    """Rows into lines; what cannot be read is said by its row and left out."""

    def __init__(self, columns: Columns, dates: DateReader) -> None:
        self.columns, self.dates = columns, dates
        self.faults: list[str] = []
        self.account = ""
        self.count = 0

    def read(self, number: int, cells: Sequence[str]) -> ReadLine | None:
        if not any(cell.strip() for cell in cells) or not self.columns.cell(cells, "on"):
            return None
        self.count += 1
        if self.count > MOST_LINES:
            raise Unreadable(_("There are more than %(most)s lines. Please divide it.") % {"most": MOST_LINES})
        try:
            on, pence, balance = self._day(cells), self._pence(cells), self._balance(cells)
        except NotADate as error:
            self._fault(number, _("“%(date)s” %(why)s."), date=self.columns.cell(cells, "on")[:40], why=str(error))
        except NotAnAmount:
            self._fault(number, _("an amount cannot be read."))
        else:
            return self._line(number, cells, on, pence, balance)
        return None

    def _line(self, number: int, cells: Sequence[str], on: date, pence: int, balance: int | None) -> ReadLine | None:
        currency = self.columns.cell(cells, "currency").upper()
        if currency not in ("", "GBP", "£"):
            self._fault(number, _("it is in %(currency)s; only pounds are read."), currency=currency[:10])
            return None
        if not pence:
            return None
        digits = "".join(filter(str.isdigit, self.columns.cell(cells, "account")))
        self.account = self.account or digits[-8:]
        text = self.columns.words(cells).replace("\x00", "")[:LONGEST_TEXT]
        return ReadLine(number, on, pence, text, self.columns.cell(cells, "bank_id")[:100], balance)

    def _day(self, cells: Sequence[str]) -> date:
        return self.dates.read(cells[self.columns.places["on"]])

    def _pence(self, cells: Sequence[str]) -> int:
        if "amount" in self.columns and self.columns.cell(cells, "amount"):
            return pence_of(self.columns.cell(cells, "amount"))
        paid_in, paid_out = (pence_of(self.columns.cell(cells, field)) for field in ("paid_in", "paid_out"))
        return paid_in - abs(paid_out)

    def _balance(self, cells: Sequence[str]) -> int | None:
        told = self.columns.cell(cells, "balance")
        return pence_of(told) if told else None

    def _fault(self, number: int, words: str, **told: str) -> None:
        self.faults.append((_("Row %(number)s: ") % {"number": number} + words % told)[:300])
