"""CSV of any delimiter and of the encodings that office programs write."""

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from goldseam.foundation.tables.cells import MOST_ROWS, Table, Unreadable

DELIMITERS = ",;\t|:^~"
# The longer mark first: UTF-32's begins with UTF-16's.
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
HEAD = 64 * 1024


def read_text(path: Path, *, knows: Callable[[str], bool], preamble: int = 0) -> Table:
    """The table in a text file. Raises Unreadable, while the rows are read too."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first, *others = [file.readline(HEAD) for _line in range(preamble + 1)]
    told = first.strip().strip('"').lower()
    delimiter = told[4] if len(told) == 5 and told.startswith("sep=") else ""
    told_delimiter = delimiter or _delimiter([first, *others], knows)
    # Going through it once takes a second, and says what is wrong at the end before anything is kept of the beginning.
    total = sum(1 for _row in _rows(path, encoding, told_delimiter, skips_first=bool(delimiter)))
    rows = _rows(path, encoding, told_delimiter, skips_first=bool(delimiter))
    _number, headers = next(rows, (1, []))
    return Table([header.strip() for header in headers], rows, total)


def encoding_of(path: Path) -> str:
    """What a mark at the beginning says; without one UTF-8 where the bytes are, else Windows' Western encoding."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 3:
        return "utf-16-be"
    good, bad = _lines_beyond_ascii(path)
    return "cp1252" if bad > good else "utf-8"


def _lines_beyond_ascii(path: Path) -> tuple[int, int]:
    """How many lines with more than ASCII are UTF-8, and how many are not."""
    good = bad = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                try:
                    line.decode()
                    good += 1
                except UnicodeDecodeError:
                    bad += 1
    return good, bad


def _delimiter(lines: Sequence[str], knows: Callable[[str], bool]) -> str:
    """The one that makes most known names of columns in one line; the most frequent one among equals."""

    def score(delimiter: str) -> tuple[int, int]:
        split = [line.replace('"', "").split(delimiter) for line in lines]
        return max((sum(knows(name) for name in names), len(names)) for names in split)

    return max(DELIMITERS, key=score)


def _rows(path: Path, encoding: str, delimiter: str, *, skips_first: bool) -> Iterator[tuple[int, Sequence[str]]]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        if skips_first:
            file.readline()
        yield from _numbered(file, delimiter)


def _numbered(file: TextIO, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise Unreadable(_("There are more than %(most)s rows. Please divide the file.") % {"most": MOST_ROWS})
            yield number, cells
    except csv.Error as error:
        raise Unreadable(
            _(
                "Row %(number)s: the quotation marks do not match, or a cell is too long. Everything after this row "
                "depends on it, so nothing was read."
            )
            % {"number": number + 1}
        ) from error
