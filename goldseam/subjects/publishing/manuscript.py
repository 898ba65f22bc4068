"""Texts that come with the code, read into the body of a page.

A manuscript begins with lines `name: value`; after an empty line follows the text, its parts parted by empty lines:
`## heading`, `- list`, `1. list`, `> words that stand out`, `film: address | title | length`, `references:` with one
work on each line, anything else a paragraph. `*slanted*`, `**strong**` and `[words](/address/)` stand inside a line.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from wagtail.rich_text import RichText

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
)
_NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True)
class Manuscript:
    """`head` are the named values, `body` the blocks of a page's text."""

    head: dict[str, str]
    body: list[tuple[str, Any]]


def read(file: Path) -> Manuscript:
    return parse(file.read_text(encoding="utf-8"))


def parse(text: str) -> Manuscript:
    """Raises ValueError when a line of the head is not `name: value`."""
    head, _, rest = text.strip().partition("\n\n")
    named = dict(line.split(": ", 1) for line in head.splitlines())
    return Manuscript(named, _body(part.strip() for part in rest.split("\n\n") if part.strip()))


def rich(line: str) -> str:
    """The marks inside a line as HTML; everything else is text."""
    shown = escape(line, quote=False)
    for mark, html in _MARKS:
        shown = mark.sub(html, shown)
    return shown


def _body(parts: Any) -> list[tuple[str, Any]]:
    body: list[tuple[str, Any]] = []
    prose: list[str] = []
    for part in parts:
        block = _block(part)
        if block is None:
            prose.append(_prose(part))
            continue
        body += _gathered(prose)
        body.append(block)
        prose = []
    return body + _gathered(prose)


def _gathered(prose: list[str]) -> list[tuple[str, Any]]:
    return [("prose", RichText("".join(prose)))] if prose else []


def _block(part: str) -> tuple[str, Any] | None:
    """A part that is a block of its own, or None for running text."""
    if part.startswith("> "):
        return "quote", {"words": part[2:].replace("\n> ", " "), "whose": ""}
    if part.startswith("film: "):
        address, title, length = (value.strip() for value in part.removeprefix("film: ").split("|"))
        return "film", {"address": address, "title": title, "length": length, "transcript": None}
    if part.startswith("references:\n"):
        return "references", [RichText(f"<p>{rich(line)}</p>") for line in part.splitlines()[1:]]
    return None


def _prose(part: str) -> str:
    if part.startswith("## "):
        return f"<h2>{rich(part[3:])}</h2>"
    if part.startswith("- "):
        return _list("ul", [line.removeprefix("- ") for line in part.splitlines()])
    if _NUMBERED.match(part):
        return _list("ol", [_NUMBERED.sub("", line, count=1) for line in part.splitlines()])
    return f"<p>{rich(part.replace(chr(10), ' '))}</p>"


def _list(kind: str, lines: list[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{rich(line)}</li>' for line in lines)}</{kind}>"
