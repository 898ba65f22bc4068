"""XLSX, read by openpyxl a row at a time, after a look at what the archive would unpack to."""

import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from goldseam.foundation.tables.cells import MOST_COLUMNS, MOST_ROWS, Faulty, Serial, Table, Unreadable

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_STRINGS = 64 * 1024 * 1024
MOST_PARTS = 2_000
# Real sheets shrink to a tenth or a thirtieth; what shrinks to less than a hundredth was made to burst.
HIGHEST_RATIO, RATIO_COUNTS_FROM = 100, 8 * 1024 * 1024
# Whatever openpyxl, zip and XML parsers raise when a part is missing, torn or nonsense.
BROKEN = (
    KeyError, ValueError, TypeError, IndexError, AttributeError, BadZipFile, ParseError, zlib.error, EOFError, OSError,
    InvalidFileException, NotImplementedError, RuntimeError, expat.ExpatError, OverflowError, AssertionError,
)  # fmt: skip


def read_workbook(path: Path) -> Table:
    """The first sheet of a workbook. Raises Unreadable, while the rows are read too."""
    rows = _numbered(path)
    _number, headers = next(rows, (1, []))
    return Table([header.strip() for header in headers], rows)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The workbook, from a file that is closed afterwards: openpyxl goes by names when it is given a path."""
    try:
        _check_archive(path)
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except BROKEN as error:
        raise Unreadable(_("The file cannot be read as a spreadsheet. Please save it anew as XLSX or CSV.")) from error


def _check_archive(path: Path) -> None:
    with ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(_("The spreadsheet unpacks to more than 200 MB. Please save the sheet as CSV."))
        for part in parts:
            _check_part(archive, part)


def _check_part(archive: ZipFile, part: ZipInfo) -> None:
    if part.file_size > RATIO_COUNTS_FROM and part.file_size > HIGHEST_RATIO * max(1, part.compress_size):
        raise Unreadable(_("The spreadsheet is packed as no spreadsheet is. Please save the sheet as CSV."))
    if part.filename.endswith("sharedStrings.xml") and part.file_size > LARGEST_STRINGS:
        raise Unreadable(_("The spreadsheet holds more text than can be read. Please save the sheet as CSV."))
    if part.filename.endswith((".xml", ".rels")):
        _refuse_doctype(archive, part)


def _refuse_doctype(archive: ZipFile, part: ZipInfo) -> None:
    """No spreadsheet declares a document type; entities that unfold without end begin with one."""
    begun: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: begun.append(name)
    with archive.open(part) as file:
        while not begun and (chunk := file.read(2048)):
            parser.Parse(chunk, False)


def _refuse(*told: object) -> None:
    raise Unreadable(_("The spreadsheet holds declarations that no spreadsheet needs. Please save it as CSV."))


def _numbered(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    with _opened(path) as workbook:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
        # Day 60 is the 29 February 1900 that never was; dates before March 1900 are nobody's membership.
        epoch = date(1904, 1, 1) if workbook.epoch == CALENDAR_MAC_1904 else date(1899, 12, 30)
        number = 0
        try:
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                yield number, _row(number, cells, epoch)
        except BROKEN as error:
            raise Unreadable(
                _("Row %(number)s: the spreadsheet is damaged here. Please save it anew as XLSX or CSV.")
                % {"number": number + 1}
            ) from error


def _row(number: int, cells: Sequence[Any], epoch: date) -> list[str]:
    if number > MOST_ROWS + 1:
        raise Unreadable(_("There are more than %(most)s rows. Please divide the file.") % {"most": MOST_ROWS})
    if len(cells) > MOST_COLUMNS:
        told = {"number": number, "count": len(cells), "most": MOST_COLUMNS}
        raise Unreadable(_("Row %(number)s: there are %(count)s columns; at most %(most)s can be read.") % told)
    texts = [_text(cell, epoch) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: Any, epoch: date) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Faulty.because(str(value)[:80], _("is a formula. Please copy the column and paste its values"))
    if cell.data_type == "e":
        return Faulty.because(str(value), _("is an error of the spreadsheet"))
    if isinstance(value, str):
        return value
    return _plain(value, epoch)


def _plain(value: Any, epoch: date) -> str:
    """A number, date or truth value as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time | timedelta):
        return str(value)
    serial = Serial(int(value) if isinstance(value, int) or value.is_integer() else value)
    if 60 < value < 80_000:
        serial.day = epoch + timedelta(days=int(value))
    return serial
