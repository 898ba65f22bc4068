"""From somebody's HTML to the blocks of our pages. Everything is built anew; nothing of the old markup is passed on.

The text is first cleaned and closed as a browser would read it, then gone through once. A picture stands as its address
until the picture itself is here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from goldseam.faces.importers.articles.lines import closing, one_line, trimmed, whole, words_of, words_only
from goldseam.faces.importers.articles.sifting import sifted
from goldseam.subjects.publishing.films import NotAFilm, film

MARKS = {"b", "i"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
BREAKS = {"p", "hr", "pre", "figure"}
WORKS = {"references", "reference", "bibliography", "works cited", "literature", "sources", "footnotes"}
LONGEST_QUOTE, LONGEST_CAPTION, LONGEST_FILM_TITLE, DEEPEST_LIST = 400, 200, 120, 4
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}[.)])\s+")
_ALONE = re.compile(r"https?://\S+")


@dataclass
class Cleaned:
    """The blocks of a body as Wagtail stores them, the pictures they show, and notes on what is different."""

    blocks: list[dict[str, Any]]
    notes: list[str]

    @property
    def pictures(self) -> list[str]:
        return [block["value"]["address"] for block in self.blocks if block["type"] == "picture"]


def clean(html: str, *, title: str, base: str) -> Cleaned:
    """Read a text. `title` names films that have no name; `base` is the address from which its links are meant.

    Raises TooDeep.
    """
    builder = _Builder(title, base)
    builder.feed(sifted(html))
    builder.close()
    builder.end()
    return Cleaned(builder.blocks, builder.said())


@dataclass
class _Quote:
    paragraphs: list[str] = field(default_factory=list)
    whose: str = ""


class _Builder(HTMLParser):
    def __init__(self, title: str, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.base = title, base
        self.blocks: list[dict[str, Any]] = []
        self.prose: list[str] = []
        self.line: list[str] = []
        self.line_tag = "p"
        self.marks: list[tuple[str, str]] = []
        self.lists: list[str] = []
        self.later: list[dict[str, Any]] = []
        self.quote: _Quote | None = None
        self.kept_text: list[str] | None = None
        self.cells: list[str] = []
        self.works: list[str] | None = None
        self.is_in_works = self.is_raised = self.keeps_lines = False
        self.silent = 0
        self.counted: dict[str, int] = {}

    # --- what opens

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        opens: Callable[[dict[str, str]], None] | None = getattr(self, f"_open_{tag}", None)
        if opens:
            opens(told)
        elif tag in MARKS:
            self._mark(tag, f"<{tag}>")
        elif tag in HEADINGS:
            self._break()
            self.line_tag = HEADINGS[tag] if not self.lists else "p"
        elif tag in BREAKS:
            self._break()
            self.keeps_lines = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        closes: Callable[[], None] | None = getattr(self, f"_close_{tag}", None)
        if closes:
            closes()
        elif tag in MARKS:
            self._unmark(tag)
        elif tag in HEADINGS or tag in BREAKS:
            self._break()
            self.keeps_lines = False

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.kept_text is not None:
            self.kept_text.append(data)
            return
        parts = data.split("\n") if self.keeps_lines else [_BLANKS.sub(" ", data)]
        self.line.append("<br/>".join(escape(part, quote=False) for part in parts))

    def _mark(self, tag: str, opening: str) -> None:
        self.marks.append((tag, opening))
        self.line.append(opening)

    def _unmark(self, tag: str) -> None:
        for place in range(len(self.marks) - 1, -1, -1):
            if self.marks[place][0] == tag:
                ended = "".join(closing(opening) for _tag, opening in reversed(self.marks[place:]))
                again = "".join(opening for _tag, opening in self.marks[place + 1 :])
                del self.marks[place]
                self.line.append(ended + again)
                return

    def _open_a(self, told: dict[str, str]) -> None:
        href = whole(told.get("href", ""), self.base)
        if href and not any(tag == "a" for tag, _opening in self.marks):
            self._mark("a", f'<a href="{escape(href)}">')

    def _close_a(self) -> None:
        self._unmark("a")

    def _open_br(self, told: dict[str, str]) -> None:
        if self.kept_text is not None:
            self.kept_text.append(" ")
        elif self.line:
            self.line.append("<br/>")

    def _open_sup(self, told: dict[str, str]) -> None:
        if self.kept_text is None:
            self.kept_text, self.is_raised = [], True

    def _close_sup(self) -> None:
        if self.is_raised and self.kept_text is not None:
            text = "".join(self.kept_text).strip()
            self.kept_text, self.is_raised = None, False
            self.line.append(escape(f"[{text}]" if text.isdecimal() and len(text) <= 2 else text, quote=False))

    # --- lists

    def _open_ul(self, told: dict[str, str]) -> None:
        self._open_list("ul")

    def _open_ol(self, told: dict[str, str]) -> None:
        self._open_list("ol")
        if "footnotes" in told.get("class", "") and self.works is None:
            self.works, self.is_in_works = [], True

    def _open_list(self, tag: str) -> None:
        self._break()
        self.lists.append(tag)
        if not self.is_in_works and self.quote is None and len(self.lists) <= DEEPEST_LIST:
            self.prose.append(f"<{tag}>")

    def _close_ul(self) -> None:
        self._close_list()

    def _close_ol(self) -> None:
        self._close_list()

    def _close_list(self) -> None:
        self._break()
        if not self.lists:
            return
        tag = self.lists.pop()
        if not self.is_in_works and self.quote is None and len(self.lists) < DEEPEST_LIST:
            self.prose.append(f"</{tag}>")
        if not self.lists:
            self._place(self.later)
            self.later = []

    def _open_li(self, told: dict[str, str]) -> None:
        self._break()
        if self._is_listed():
            self.prose.append("<li>")

    def _close_li(self) -> None:
        self._break()
        if self._is_listed():
            self.prose.append("</li>")

    def _is_listed(self) -> bool:
        return bool(self.lists) and not self.is_in_works and self.quote is None

    # --- what stands out

    def _open_blockquote(self, told: dict[str, str]) -> None:
        self._break()
        if self.quote is None and not self.lists:
            self.quote = _Quote()

    def _close_blockquote(self) -> None:
        self._break()
        quote, self.quote = self.quote, None
        if quote is None or not quote.paragraphs:
            return
        words = "\n".join(words_of(paragraph) for paragraph in quote.paragraphs)
        if len(words) <= LONGEST_QUOTE:
            self._place([{"type": "quote", "value": {"words": words, "whose": quote.whose[:120]}}])
            return
        self._count("long_quotes")
        self.prose += [f"<p><i>{words_only(paragraph)}</i></p>" for paragraph in quote.paragraphs]
        self.prose += [f"<p>{escape(quote.whose, quote=False)}</p>"] if quote.whose else []

    def _open_cite(self, told: dict[str, str]) -> None:
        if self.quote is not None:
            self._break()
            self.kept_text = []

    def _close_cite(self) -> None:
        if self.quote is not None and self.kept_text is not None:
            self.quote.whose = one_line(self.kept_text)
            self.kept_text = None

    def _open_figcaption(self, told: dict[str, str]) -> None:
        self._break()
        self.kept_text = []

    def _close_figcaption(self) -> None:
        caption, self.kept_text = one_line(self.kept_text or []), None
        shown = (self.later or self.blocks)[-1:] if not self.prose else self.later[-1:]
        if caption and shown and shown[0]["type"] == "picture" and not shown[0]["value"]["caption"]:
            shown[0]["value"]["caption"] = caption[:LONGEST_CAPTION]
        elif caption and shown and shown[0]["type"] == "film" and shown[0]["value"]["title"] == self._film_title(""):
            shown[0]["value"]["title"] = caption[:LONGEST_FILM_TITLE]
        elif caption:
            self.line.append(escape(caption, quote=False))
            self._break()

    def _open_img(self, told: dict[str, str]) -> None:
        address, alt = whole(told.get("src", ""), self.base), told.get("alt", "").strip()
        if "emoji" in told.get("class", "") or "smiley" in told.get("class", ""):
            self.handle_data(alt)
        elif not address:
            self._count("lost_pictures")
        elif told.get("width") not in ("0", "1") and told.get("height") not in ("0", "1"):
            self._count("wordless_pictures" if not alt else "")
            self._set_apart("picture", {"address": address, "alt": alt[:200], "caption": ""})

    def _open_iframe(self, told: dict[str, str]) -> None:
        self.silent += 1
        self._frame(whole(told.get("src", ""), self.base), told.get("title", ""))

    def _close_iframe(self) -> None:
        self.silent = max(0, self.silent - 1)

    def _open_video(self, told: dict[str, str]) -> None:
        if told.get("src"):
            self._frame(whole(told["src"], self.base), "")

    _open_audio = _open_source = _open_video

    def _frame(self, address: str, title: str) -> None:
        if not address:
            return
        if not self._film(address, title):
            self._count("frames")
            self._break()
            self.line.append(
                f'<a href="{escape(address)}">{escape(urlsplit(address).netloc or address, quote=False)}</a>'
            )
            self._break()

    def _film(self, address: str, title: str) -> bool:
        try:
            found = film(address)
        except NotAFilm:
            return False
        value = {"address": found.watch_url, "title": self._film_title(title), "length": "", "transcript": None}
        self._set_apart("film", value)
        return True

    def _film_title(self, title: str) -> str:
        generic = title.strip().lower() in ("", "youtube video player", "vimeo video player")
        return (self.title or _("Film") if generic else title.strip())[:LONGEST_FILM_TITLE]

    def _set_apart(self, kind: str, value: dict[str, Any]) -> None:
        if self.lists:
            self.later.append({"type": kind, "value": value})
        else:
            self._break()
            self._place([{"type": kind, "value": value}])

    def _open_table(self, told: dict[str, str]) -> None:
        self._break()
        self._count("tables")

    def _open_tr(self, told: dict[str, str]) -> None:
        self._break()
        self.cells = []

    def _open_td(self, told: dict[str, str]) -> None:
        if self.kept_text is None:
            self.kept_text = []

    _open_th = _open_td

    def _close_td(self) -> None:
        if self.kept_text is not None:
            self.cells.append(one_line(self.kept_text))
            self.kept_text = None

    _close_th = _close_td

    def _close_tr(self) -> None:
        self.line.append(escape(" · ".join(cell for cell in self.cells if cell), quote=False))
        self.cells = []
        self._break()

    # --- what was gathered

    def _break(self) -> None:
        """End the line; marks that are still open go on in the next."""
        if self.kept_text is not None:
            self.kept_text.append(" ")
            return
        text = "".join(self.line) + "".join(closing(opening) for _tag, opening in reversed(self.marks))
        self.line, tag = [opening for _tag, opening in self.marks], self.line_tag
        self.line_tag = "p"
        text = trimmed(text)
        if words_of(text):
            self._end_line(tag, text)

    def _end_line(self, tag: str, text: str) -> None:
        words = words_of(text)
        if self.quote is not None:
            self.quote.paragraphs.append(text)
        elif (tag != "p" or text.startswith("<b>")) and self._turns_to_works(words, is_heading=tag != "p"):
            return
        elif self.is_in_works and self.works is not None:
            self.works.append(_NUMBER.sub("", text))
        elif self.lists:
            follows = self.prose and not self.prose[-1].endswith(("<li>", "<ul>", "<ol>", "</ul>", "</ol>", "</li>"))
            self.prose.append(f"<br/>{text}" if follows else text)
        elif not (tag == "p" and _ALONE.fullmatch(words) and self._film(words, "")):
            self.prose.append(f"<{tag}>{text}</{tag}>")

    def _turns_to_works(self, words: str, *, is_heading: bool) -> bool:
        """The works begin below such a heading, once in a text, and end with the next one."""
        if words.strip(" :.").lower() in WORKS and self.works is None and not self.lists:
            self.works, self.is_in_works = [], True
            return True
        if is_heading:
            self.is_in_works = False
        return False

    def _place(self, blocks: list[dict[str, Any]]) -> None:
        """Set blocks behind the text that was gathered."""
        if blocks:
            self._gather()
            self.blocks += blocks

    def _gather(self) -> None:
        html = "".join(self.prose)
        while html != (smaller := re.sub(r"<(li|ul|ol)></\1>", "", html)):
            html = smaller
        if words_of(html):
            self.blocks.append({"type": "prose", "value": html})
        self.prose = []

    def end(self) -> None:
        """Close what was left open."""
        self.kept_text = None
        self._break()
        while self.lists:
            self._close_list()
        if self.quote is not None:
            self._close_blockquote()
        self._gather()
        if self.works:
            self.blocks.append({"type": "references", "value": [f"<p>{work}</p>" for work in self.works]})

    def _count(self, what: str) -> None:
        if what:
            self.counted[what] = self.counted.get(what, 0) + 1

    def said(self) -> list[str]:
        """Notes on what is different from what it was."""
        told = {
            "tables": _("Tables become lines of text: %(count)s."),
            "frames": _("Frames of other sites become links: %(count)s."),
            "long_quotes": _("Long quotations stand in the text, in italics: %(count)s."),
            "lost_pictures": _("Pictures kept inside the text itself are left out: %(count)s."),
            "wordless_pictures": _("Pictures without words for those who do not see them: %(count)s."),
        }
        return [told[what] % {"count": count} for what, count in self.counted.items()]
