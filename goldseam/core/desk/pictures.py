"""Plain pictures of a few numbers: bars drawn by the server, with the numbers beside them as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

# The picture's own units; on the screen it is as wide as its place.
WIDTH, HEIGHT, BASE, TOP = 320, 150, 122, 8
WIDEST = 30


@dataclass(frozen=True)
class Bar:
    """One bar, in the picture's units; `look` is that of its series."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True)
class Picture:
    """`rows` are a label and a number for each of `series`; `shown` writes a number for people to read.
    `short` are the words below the bars where the labels are too long for their place.
    """

    key: str
    heading: Any
    description: Any
    series: Sequence[Any]
    rows: Sequence[tuple[Any, Sequence[int]]]
    shown: Callable[[int], str] = str
    short: Sequence[str] = ()

    @property
    def bars(self) -> list[Bar]:
        """Nothing is drawn for what is below zero: the table says it."""
        highest = max((value for _label, values in self.rows for value in values), default=0)
        room = WIDTH / len(self.rows)
        width = min(WIDEST, room * 0.8 / len(self.series))
        drawn = []
        for place, (_label, values) in enumerate(self.rows):
            left = (place + 0.5) * room - width * len(values) / 2
            for number, value in enumerate(values):
                height = (BASE - TOP) * max(value, 0) / highest if highest > 0 else 0
                x, y = round(left + number * width, 1), round(BASE - height, 1)
                drawn.append(Bar(x, y, round(width - 2, 1), round(height, 1), self._looks[number]))
        return drawn

    @property
    def _looks(self) -> list[str]:
        """The last series is the one that matters: now. The first comes before, others stand between."""
        number = len(self.series)
        return ["now"] if number == 1 else ["before", *["between"] * (number - 2), "now"]

    @property
    def legend(self) -> list[tuple[Any, str]]:
        """Each series and how its bars look."""
        return list(zip(self.series, self._looks, strict=True))

    @property
    def labels(self) -> list[tuple[float, Any]]:
        """Where the word of each group stands, and the word."""
        room = WIDTH / len(self.rows)
        words = self.short or [label for label, _values in self.rows]
        return [(round((place + 0.5) * room, 1), word) for place, word in enumerate(words)]

    @property
    def table(self) -> list[tuple[Any, list[str]]]:
        return [(label, [self.shown(value) for value in values]) for label, values in self.rows]
