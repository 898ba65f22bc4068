"""What waits for somebody: each app says what it has, the first screen sets it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SHOWN = 6


@dataclass(frozen=True)
class Need:
    """One thing to do: what it is about, why it waits, where it is done, and since when it waits."""

    what: str
    why: str
    url: str
    since: datetime | None = None


@dataclass(frozen=True)
class Needs:
    """All things of one sort, the first few of them to show. `all_url` leads to the list of them."""

    heading: Any
    total: int
    first: Sequence[Need]
    all_url: str = ""
    is_broken: bool = False

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.first)
