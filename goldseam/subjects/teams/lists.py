"""Addresses as people send them: typed, pasted, or a column of a file, with the row of what is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from goldseam.foundation.tables import open_table

# What stands between addresses that were typed or pasted; `Name <name@example.org>` is read, too.
BETWEEN = re.compile(r"[,;\r\n\t]+")
IN_ANGLES = re.compile(r".*<([^<>]+)>$")
NAMES = ("email", "e-mail", "mail", "e-mail address", "email address", "address", "name")


@dataclass(frozen=True)
class Listed:
    """The addresses of a file, each once, with the row in which it stands first; and the rows without one."""

    rows: dict[str, int]
    wrong: Sequence[tuple[int, str]]


def is_address(text: str) -> bool:
    """Whether a letter could be sent there."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def in_text(text: str) -> list[str]:
    """What was typed or pasted, part by part."""
    parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
    return [IN_ANGLES.sub(r"\1", part).strip() for part in parts]


def in_file(file: Any) -> Listed:
    """The addresses of an uploaded table: in each row the first cell that is one. Raises Unreadable."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(file.read())
        table = open_table(path, knows=lambda word: word.strip().casefold() in NAMES)
        return _listed([(1, table.headers), *table.rows])


def _listed(rows: Sequence[tuple[int, Sequence[str]]]) -> Listed:
    found: dict[str, tuple[int, str]] = {}
    wrong = []
    for number, cells in rows:
        told = [IN_ANGLES.sub(r"\1", cell.strip()).strip() for cell in cells]
        address = next((cell for cell in told if is_address(cell)), "")
        if address:
            found.setdefault(address.lower(), (number, address))
        elif any(told) and (number > 1 or any("@" in cell for cell in told)):
            wrong.append((number, ", ".join(filter(None, told))[:80]))
    return Listed({address: number for number, address in found.values()}, wrong)
