"""An article as an export tells it, before anything is made of its text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Protocol

from django.utils.dateparse import parse_datetime

LIVE, DRAFT, LATER = "live", "draft", "later"
LONGEST_TEXT = 300_000
MOST_ARTICLES = 20_000
_MARKUP = re.compile(r"<[^>]*>")
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote, by the name they are shown with."""

    name: str
    biography: str = ""


@dataclass
class Article:
    """One item of an export. `words` are what the rule goes by; `address` is where it stood, whole.

    `left_out` says why it cannot come; `notes` what will be different here.
    """

    number: int
    key: str
    title: str
    html: str = ""
    excerpt: str = ""
    writers: list[Writer] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    state: str = DRAFT
    at: datetime | None = None
    address: str = ""
    slug: str = ""
    lead_picture: str = ""
    lead_alt: str = ""
    left_out: str = ""
    notes: list[str] = field(default_factory=list)


class Export(Protocol):
    """One file of articles: what can be known before its articles are read one by one."""

    source: str
    site: str
    total: int
    others: Counter[str]

    def articles(self) -> Iterator[Article]:
        """The articles, in the order of the file. Raises Unreadable."""


def plain(text: str, most: int) -> str:
    """One line without markup, at most so long."""
    return " ".join(unescape(_MARKUP.sub(" ", keepable(text))).split())[:most].strip()


def keepable(text: str) -> str:
    """Without the characters that no database and no page can hold."""
    return _UNKEEPABLE.sub("", text)


def moment(text: str) -> datetime | None:
    """`2019-03-04 10:00:00` or ISO 8601, in universal time where no zone is named; None for what is no moment."""
    try:
        found = parse_datetime(text.strip())
        known = found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
        return known.astimezone(UTC) if known and 1990 <= known.year <= 2100 else None
    except (ValueError, OverflowError):
        return None
