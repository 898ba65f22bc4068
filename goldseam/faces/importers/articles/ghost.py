"""Ghost's export of its content (JSON), read one row of one table at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ijson
from django.utils.translation import gettext as _

from goldseam.faces.importers.articles.source import (
    DRAFT,
    LATER,
    LIVE,
    Article,
    Writer,
    keepable,
    moment,
    plain,
)
from goldseam.foundation.tables import Unreadable

# What Ghost writes where the address of its own site belongs.
PLACEHOLDER = "__GHOST_URL__"
STATES = {"published": LIVE, "scheduled": LATER}
TABLES = ("tags", "users", "posts_tags", "posts_authors", "posts_meta", "posts")
DEEPEST, WIDEST, MOST_ROWS = 12, 5_000, 400_000
Row = dict[str, Any]


class Ghost:
    """An export of Ghost. `site` is the address that was said when it was handed in: the file does not hold it."""

    source = "Ghost"

    def __init__(self, path: Path, *, site: str) -> None:
        self.path, self.site, self.total = path, site.rstrip("/"), 0
        self.others: Counter[str] = Counter()
        self.tags: dict[str, str] = {}
        self.writers: dict[str, Writer] = {}
        self.of: dict[str, dict[str, list[tuple[int, str]]]] = {
            "tag_id": defaultdict(list),
            "author_id": defaultdict(list),
        }
        self.alts: dict[str, str] = {}
        for table, row in self._rows():
            self._look_at(table, row)
        if not (self.total or self.others):
            raise Unreadable(_("This is not an export of articles: it holds no items."))

    def articles(self) -> Iterator[Article]:
        number = 0
        for table, row in self._rows():
            if table == "posts" and _is_article(row):
                number += 1
                yield self._article(number, row)

    def _look_at(self, table: str, row: Row) -> None:
        key = _text(row, "id")
        if table == "tags":
            # A name that begins with # is for the editors' own order.
            if not _text(row, "name").startswith("#") and _text(row, "visibility") != "internal":
                self.tags[key] = plain(_text(row, "name"), 80)
        elif table == "users":
            self.writers[key] = Writer(plain(_text(row, "name"), 120), plain(_text(row, "bio"), 1200))
        elif table in ("posts_tags", "posts_authors"):
            other = "tag_id" if table == "posts_tags" else "author_id"
            order = row.get("sort_order")
            place = order if isinstance(order, int) else 0
            self.of[other][_text(row, "post_id")].append((place, _text(row, other)))
        elif table == "posts_meta":
            self.alts[_text(row, "post_id")] = plain(_text(row, "feature_image_alt"), 200)
        elif _is_article(row):
            self.total += 1
        else:
            self.others[_text(row, "type")[:40] or "page"] += 1

    def _article(self, number: int, row: Row) -> Article:
        key, status, access = _text(row, "id"), _text(row, "status"), _text(row, "visibility")
        words = self._in_order("tag_id", key, self.tags)
        slug = _text(row, "slug")
        article = Article(
            number=number,
            key=(_text(row, "uuid") or key)[:200],
            title=plain(_text(row, "title"), 255),
            html=self._whole(_text(row, "html")),
            excerpt=plain(_text(row, "custom_excerpt"), 300),
            writers=self._in_order("author_id", key, self.writers) or self._one_writer(row),
            words=words,
            tags=words,
            state=STATES.get(status, DRAFT),
            at=_moment(row.get("published_at")),
            address=f"{self.site or 'https://ghost.invalid'}/{slug}/" if slug else "",
            slug=slug,
            lead_picture=self._whole(_text(row, "feature_image")),
            lead_alt=self.alts.get(key, ""),
        )
        if status == "sent" or access not in ("", "public"):
            article.state = DRAFT
            article.notes.append(_("It was not open to everybody, and comes as a draft."))
        if not article.html and (row.get("lexical") or row.get("mobiledoc")):
            article.left_out = _("Its text is kept in Ghost’s own way only. Please export it from a newer version.")
        return article

    def _in_order(self, other: str, key: str, known: dict[str, Any]) -> list[Any]:
        return [known[name] for _place, name in sorted(self.of[other].get(key, ())) if known.get(name)]

    def _one_writer(self, row: Row) -> list[Writer]:
        writer = self.writers.get(_text(row, "author_id"))
        return [writer] if writer else []

    def _whole(self, text: str) -> str:
        return text.replace(PLACEHOLDER, self.site)

    def _rows(self) -> Iterator[tuple[str, Row]]:
        """The rows of the tables that matter, with the name of their table. Raises Unreadable."""
        with self.path.open("rb") as file:
            try:
                yield from _built(ijson.basic_parse(file, use_float=True))
            except (ijson.JSONError, ValueError, UnicodeError) as error:
                raise Unreadable(_("The file is not whole, or is not an export of Ghost. Nothing was read.")) from error


def _built(events: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Row]]:
    """Each map in a list that stands below `data` and the name of a table, whatever stands around `data`."""
    # Under which name each open list or map stands, '' inside a list.
    path: list[str] = []
    key, table, begun, rows, parts = "", "", 0, 0, 0
    builder: Any = None
    for event, value in events:
        if event == "map_key":
            key = value
        elif event in ("start_map", "start_array"):
            path.append(key)
            key = ""
            if builder is None and event == "start_map" and path[-3:-2] == ["data"] and path[-2] in TABLES:
                builder, table, begun, rows, parts = ijson.ObjectBuilder(), path[-2], len(path), rows + 1, 0
        if builder is not None:
            builder.event(event, value)
            parts += 1
        if event in ("end_map", "end_array"):
            if builder is not None and len(path) == begun:
                yield table, builder.value
                builder = None
            path.pop()
            key = ""
        _check(len(path), parts, rows)


def _check(depth: int, parts: int, rows: int) -> None:
    if depth > DEEPEST or parts > WIDEST or rows > MOST_ROWS:
        raise Unreadable(_("This is not an export of articles: it is nested as none of them is."))


def _is_article(row: Row) -> bool:
    return _text(row, "type") in ("", "post") and not row.get("page")


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return keepable(value) if isinstance(value, str) else ""


def _moment(value: Any) -> datetime | None:
    """Newer exports write ISO 8601, older ones milliseconds since 1970."""
    if isinstance(value, int):
        try:
            return datetime.fromtimestamp(value / 1000, UTC)
        except (OverflowError, OSError, ValueError):
            return None
    return moment(value) if isinstance(value, str) else None
