"""Rich text as a list of blocks that the factsheet template sets.

    {"type": "heading", "level": 2, "runs": […]}
    {"type": "paragraph", "runs": […]}
    {"type": "list", "ordered": bool, "items": [[block, …], …]}
    {"type": "quote", "blocks": [block, …]}
    {"type": "table", "head": [runs, …], "rows": [[runs, …], …], "caption": runs}

A run is {"text", "bold"?, "italic"?, "link"?}. Whatever has no place here (pictures, scripts, forms) is left out or
read as its text.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

Run = dict[str, Any]
Block = dict[str, Any]

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LEFT_OUT = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "head",
    "form",
    "embed",
    "img",
}
_BLOCKS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "table",
    "blockquote",
    "div",
    "section",
    "article",
    "figure",
    "hr",
}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite"}
_SCHEMES = {"http", "https", "mailto", "tel"}


def from_html(html: str, base_url: str = "") -> list[Block]:
    """Blocks of rich text whose own links are already expanded; a relative link is completed with `base_url`.

    Headings begin at level 2 and never skip one, as PDF/UA demands.
    """
    soup = BeautifulSoup(html, "html.parser")
    blocks = list(_flow(soup, base_url))
    _level_headings(blocks)
    return blocks


def _level_headings(blocks: list[Block]) -> None:
    reached = 1
    for block in blocks:
        if block["type"] == "heading":
            block["level"] = reached = min(block["level"], reached + 1)


def _flow(parent: Tag, base_url: str) -> Iterator[Block]:
    """The blocks inside an element; text between them becomes paragraphs."""
    loose: list[Run] = []
    for child in parent.children:
        if isinstance(child, Tag) and child.name in _LEFT_OUT:
            continue
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(list(_BLOCKS))):
            yield from _paragraph(loose)
            loose = []
            yield from _block(child, base_url)
        else:
            loose.extend(_runs_of(child, base_url, {}))
    yield from _paragraph(loose)


def _block(tag: Tag, base_url: str) -> Iterator[Block]:
    if re.fullmatch("h[1-6]", tag.name):
        runs = _runs(tag, base_url)
        if runs:
            yield {"type": "heading", "level": min(4, max(2, int(tag.name[1]))), "runs": runs}
    elif tag.name in ("ul", "ol"):
        items = [list(_flow(item, base_url)) for item in tag.find_all("li", recursive=False)]
        if any(items):
            yield {"type": "list", "ordered": tag.name == "ol", "items": [item for item in items if item]}
    elif tag.name == "blockquote":
        yield {"type": "quote", "blocks": list(_flow(tag, base_url))}
    elif tag.name == "table":
        yield _table(tag, base_url)
    elif tag.name != "hr":
        yield from _flow(tag, base_url)


def _paragraph(runs: list[Run]) -> Iterator[Block]:
    if trimmed := _trimmed(runs):
        yield {"type": "paragraph", "runs": trimmed}


def _table(table: Tag, base_url: str) -> Block:
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.find_all("tr")]
    rows = [row for row in rows if row]
    has_head = bool(rows) and all(cell.name == "th" for cell in rows[0])
    cells = [[_runs(cell, base_url) for cell in row] for row in rows]
    caption = table.find("caption")
    return {
        "type": "table",
        "head": cells[0] if has_head else [],
        "rows": cells[1:] if has_head else cells,
        "caption": _runs(caption, base_url) if isinstance(caption, Tag) else [],
    }


def _runs(tag: Tag, base_url: str) -> list[Run]:
    return _trimmed(list(_runs_of(tag, base_url, {})))


def _runs_of(node: Any, base_url: str, style: Run) -> Iterator[Run]:
    if isinstance(node, Comment):
        return
    if isinstance(node, NavigableString):
        said = _SPACE.sub(" ", str(node))
        if said:
            yield {"text": said, **style}
    elif node.name == "br":
        yield {"text": "\n", **style}
    elif node.name not in _LEFT_OUT:
        inner = {**style, **_style(node, base_url)}
        for child in node.children:
            yield from _runs_of(child, base_url, inner)


def _style(tag: Tag, base_url: str) -> Run:
    if tag.name in _BOLD:
        return {"bold": True}
    if tag.name in _ITALIC:
        return {"italic": True}
    target = str(tag.get("href") or "").strip() if tag.name == "a" else ""
    return {"link": link} if (link := _link(target, base_url)) else {}


def _link(target: str, base_url: str) -> str | None:
    """The complete address, or None where a paper cannot lead: inside the page, or by a scheme that runs something."""
    if not target or target.startswith("#"):
        return None
    try:
        link = urljoin(base_url, target)
        return link if urlsplit(link).scheme in _SCHEMES else None
    except ValueError:
        return None


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without space at either end or twice in between."""
    kept: list[Run] = []
    for run in runs:
        said = run["text"]
        if not kept or kept[-1]["text"].endswith((" ", "\n")):
            said = said.lstrip(" ")
        if said:
            kept.append({**run, "text": said})
    while kept and not kept[-1]["text"].strip():
        kept.pop()
    if kept:
        kept[-1]["text"] = kept[-1]["text"].rstrip()
    return kept
