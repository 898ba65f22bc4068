from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

# More than the largest association has, and than anybody keeps in columns; a file beyond is a mistake or an attack.
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000


class Unreadable(Exception):
    """The file cannot be read as a table; the message says why, with the row where there is one."""


class Serial(str):  # noqa: SLOT000, a str cannot have slots of its own with defaults
    """A number of a spreadsheet as text; `day` is the date it would be, were its column one of dates."""

    day: date | None = None


class Faulty(str):  # noqa: SLOT000, as above
    """A cell whose value cannot be taken over, and why."""

    why: str = ""

    @classmethod
    def because(cls, text: str, why: str) -> "Faulty":
        cell = cls(text)
        cell.why = why
        return cell


@dataclass(frozen=True)
class Table:
    """A row of headers, and the rows below it with their numbers: the header is row 1. `total` is 0 when not known."""

    headers: Sequence[str]
    rows: Iterator[tuple[int, Sequence[str]]]
    total: int = 0
