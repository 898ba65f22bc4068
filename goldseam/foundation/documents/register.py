from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A finished paper, as it is attached or downloaded."""

    filename: str
    content_type: str
    body: bytes


Maker = Callable[[str], Document]

_makers: dict[str, Maker] = {}


def register(kind: str, maker: Maker) -> None:
    """Let `maker(key)` make papers of that kind ("sales.receipt"). Raises ValueError when another one does already."""
    if _makers.setdefault(kind, maker) is not maker:
        raise ValueError(f"Documents of kind {kind!r} are registered twice.")


def render(kind: str, key: str | int = "") -> Document:
    """Make one paper: `render("sales.receipt", 12)`, or by its whole name `render("sales.receipt:12")`.

    Raises KeyError for a kind nobody registered; the maker raises what it must, such as DoesNotExist.
    """
    if key == "":
        kind, _, key = kind.partition(":")
    return _makers[kind](str(key))
