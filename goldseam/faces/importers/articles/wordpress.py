"""WordPress's own export (WXR, RSS 2.0 with the namespaces of http://wordpress.org/export/), read item by item."""

from collections import Counter
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from goldseam.faces.importers.articles.shortcodes import from_wordpress
from goldseam.faces.importers.articles.source import (
    DRAFT,
    LATER,
    LIVE,
    MOST_ARTICLES,
    Article,
    Writer,
    keepable,
    moment,
    plain,
)
from goldseam.foundation.tables import Unreadable

STATES = {"publish": LIVE, "future": LATER}
ARTICLE_TYPES = {"post", "news", "article", "articles", "blog", "press", "press-release"}
GONE = {"trash", "auto-draft", "inherit"}
DEEPEST, WIDEST, LONGEST_TAG = 40, 20_000, 4_000_000
CONTROLS = bytes(set(range(32)) - {9, 10, 13})
BLANKS = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))


class Mended(RawIOBase):
    """The bytes of the file with blanks for the control characters that WordPress lets through and XML forbids."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.since = file, 0

    def read(self, size: int = -1) -> bytes:
        """Raises Unreadable for one tag without end, which would be kept whole in memory."""
        part = self.file.read(size if 0 < size < 65_536 else 65_536)
        last = part.rfind(b">")
        self.since = len(part) - last if last >= 0 else self.since + len(part)
        if self.since > LONGEST_TAG:
            raise Unreadable(_("This is not an export of articles: it holds no items."))
        return part if part[:2] in (b"\xff\xfe", b"\xfe\xff") else part.translate(BLANKS)


class WordPress:
    """An export of WordPress, gone through twice: attachments may stand behind the articles that show them."""

    source = "WordPress"

    def __init__(self, path: Path) -> None:
        self.path, self.site, self.total = path, "", 0
        self.others: Counter[str] = Counter()
        self.writers: dict[str, Writer] = {}
        self.pictures: dict[str, str] = {}
        seen = False
        for element in self._elements():
            seen = True
            self._look_at(element)
        if not seen or not (self.total or self.others):
            raise Unreadable(_("This is not an export of articles: it holds no items."))

    def articles(self) -> Iterator[Article]:
        number = 0
        for element in self._elements():
            if _name(element) == "item" and _is_article(element):
                number += 1
                yield self._article(number, element)

    def _look_at(self, element: Element) -> None:
        name = _name(element)
        if name in ("base_site_url", "base_blog_url", "link") and not self.site:
            self.site = (element.text or "").strip()[:200]
        elif name == "author":
            login = _text(element, "author_login")
            self.writers[login] = Writer(plain(_text(element, "author_display_name") or login, 120))
        elif name == "item":
            self._count(element)

    def _count(self, item: Element) -> None:
        kind = _text(item, "post_type")
        if kind == "attachment":
            self.pictures[_text(item, "post_id")] = _text(item, "attachment_url")
        elif _is_article(item):
            self.total += 1
        elif kind:
            self.others[kind[:40]] += 1
        if self.total > MOST_ARTICLES or len(self.pictures) > 10 * MOST_ARTICLES:
            raise Unreadable(
                _("There are more than %(most)s articles. Please divide the file.") % {"most": MOST_ARTICLES}
            )

    def _article(self, number: int, item: Element) -> Article:
        status, link = _text(item, "status"), _text(item, "link")
        html, notes = from_wordpress(_text(item, "content:encoded"), self.pictures)
        login = _text(item, "creator")
        writer = self.writers.get(login) or (Writer(plain(login, 120)) if login.strip() else None)
        words, tags = _filed_under(item)
        kind = _text(item, "post_type")
        article = Article(
            number=number,
            key=(_text(item, "guid") or link or _text(item, "post_id"))[:200],
            title=plain(_text(item, "title"), 255),
            html=html,
            excerpt=plain(_text(item, "excerpt:encoded"), 300),
            writers=[writer] if writer else [],
            words=words if kind == "post" else [kind, *words],
            tags=tags,
            state=STATES.get(status, DRAFT),
            at=moment(_text(item, "post_date_gmt")) or moment(_text(item, "post_date")),
            address=link if urlsplit_safe(link) else "",
            slug=_text(item, "post_name"),
            lead_picture=self.pictures.get(_meta(item, "_thumbnail_id"), ""),
            notes=notes,
        )
        if status == "private" or _text(item, "post_password"):
            article.state = DRAFT
            article.notes.append(_("It was not open to everybody, and comes as a draft."))
        return article

    def _elements(self) -> Iterator[Element]:
        """The parts of the channel, each whole, forgotten once it was looked at."""
        open_elements: list[Element] = []
        inside = 0
        with self.path.open("rb") as file:
            try:
                for event, element in iterparse(Mended(file), events=("start", "end"), forbid_dtd=True):
                    if event == "start":
                        open_elements.append(element)
                        inside += 1
                        if len(open_elements) > DEEPEST or inside > WIDEST:
                            raise Unreadable(_("This is not an export of articles: it is nested as none of them is."))
                        continue
                    open_elements.pop()
                    if len(open_elements) == 2:
                        yield element
                    if len(open_elements) <= 2:
                        inside = 0
                        for around in open_elements:
                            around.clear()
            except DefusedXmlException as error:
                raise Unreadable(
                    _("The file declares entities or a document type. No export does; it is not read.")
                ) from error
            except (ParseError, UnicodeError, LookupError, ValueError) as error:
                raise Unreadable(_torn(error)) from error


def _torn(error: Exception) -> str:
    line = getattr(error, "position", (0, 0))[0]
    return (
        _("Line %(line)s: the file is not whole, or is not an export of WordPress. Nothing was read.") % {"line": line}
        if line
        else _("The file is not whole, or is not an export of WordPress. Nothing was read.")
    )


def urlsplit_safe(address: str) -> str:
    """The path of a whole address of the web with what is asked for after it; '' for any other text."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _name(element: Element) -> str:
    """The name of an element without its namespace, which differs between versions."""
    return str(element.tag).rpartition("}")[2]


def _child(item: Element, name: str) -> Element | None:
    space, _colon, local = name.rpartition(":")
    for child in item:
        tag = str(child.tag)
        if tag.rpartition("}")[2] == local and (not space or space in tag.rpartition("}")[0]):
            return child
    return None


def _text(item: Element, name: str) -> str:
    child = _child(item, name)
    return keepable(child.text or "") if child is not None else ""


def _is_article(item: Element) -> bool:
    return _text(item, "post_type") in ARTICLE_TYPES and _text(item, "status") not in GONE


def _filed_under(item: Element) -> tuple[list[str], list[str]]:
    """Its categories and its tags, by their names."""
    words: list[str] = []
    tags: list[str] = []
    for child in item:
        if _name(child) == "category" and (name := plain(child.text or "", 80)):
            place = {"category": words, "post_tag": tags}.get(child.get("domain", ""))
            if place is not None and name not in place and name != "Uncategorized":
                place.append(name)
    return words, tags


def _meta(item: Element, key: str) -> str:
    for child in item:
        if _name(child) == "postmeta" and _text(child, "meta_key") == key:
            return _text(child, "meta_value").strip()
    return ""
