"""What is read from a statement, whatever bank wrote it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise


class AsksOrder(Exception):
    """Some dates can be read in two ways, and nothing in the file says in which. `layout` as that of what is read."""

    def __init__(self, layout: str) -> None:
        super().__init__(layout)
        self.layout = layout


@dataclass(frozen=True)
class ReadLine:
    """One movement in pence, what came is positive. `bank_id` is the bank's own number for it, '' without one."""

    number: int
    on: date
    pence: int
    text: str
    bank_id: str = ""
    balance_pence: int | None = None


@dataclass
class Read:
    """A file as it was read. `layout` tells files of one bank from those of another; `faults` are rows left out."""

    lines: Sequence[ReadLine]
    layout: str
    account: str = ""
    closing_pence: int | None = None
    day_order: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def ties(self) -> bool | None:
        """Whether each balance follows from the one before and the amount, in whichever order the bank lists them."""
        known = [(line.pence, line.balance_pence) for line in self.lines if line.balance_pence is not None]
        if len(known) < 2 or len(known) < len(self.lines):
            return None
        return _follows(known) or _follows(known[::-1])


def closing_of(lines: Sequence[ReadLine]) -> int | None:
    """The balance after the last movement: banks list the newest first, or last."""
    is_newest_first = lines[0].on > lines[-1].on or _follows([(line.pence, line.balance_pence) for line in lines[::-1]])
    return (lines[0] if is_newest_first else lines[-1]).balance_pence


def _follows(known: Sequence[tuple[int, int | None]]) -> bool:
    pairs = pairwise(known)
    return all((before or 0) + pence == after for (_pence, before), (pence, after) in pairs)


def identities(lines: Iterable[ReadLine], *, account: str) -> list[str]:
    """What makes each line count once: the same for the same line on any statement of the account.

    Lines that say the same on the same day are told apart by their place among them: banks list whole days. A bank's
    own number is not believed alone; some give the same one to everything.
    """
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        told = line.bank_id or " ".join(line.text.casefold().split())
        key = "\x1f".join([account, line.on.isoformat(), str(line.pence), told])
        seen[key] += 1
        found.append(hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest())
    return found
