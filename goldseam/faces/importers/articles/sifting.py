"""Making somebody's HTML small and shallow before it is read as a browser would read it.

A browser's way of reading takes time with the square of the depth, and copies open marks into every paragraph: a text
of a few hundred kilobytes can be made so that it takes minutes and gigabytes. So marks lose their attributes (equal
ones are copied at most three times), boxes become paragraphs (which do not nest), and what can nest is counted.
"""

import re

import nh3

MOST_NESTED = 4_000
MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
BOXES = {
    "p", "div", "section", "article", "header", "main", "aside", "details", "summary", "address", "dl", "dt",
    "dd", "center", "fieldset", "footer", "nav",
}  # fmt: skip
KEPT = {
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "cite", "figure", "figcaption", "img",
    "a", "br", "hr", "iframe", "video", "audio", "source", "table", "tr", "td", "th", "pre", "sup",
}  # fmt: skip
DROPPED_WHOLE = {
    "script", "style", "noscript", "template", "form", "object", "svg", "math", "title", "textarea", "select",
}  # fmt: skip
SINGLE = {"img", "br", "hr", "source", "a", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "class"},
    "iframe": {"src", "title"},
    "video": {"src"},
    "audio": {"src"},
    "source": {"src"},
    "ol": {"class"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
_INSIDE = re.compile(r"""(["'])data:[^"'>]*\1""")


class TooDeep(Exception):
    """The text is nested as no text is."""


def without_data(html: str) -> str:
    """Without pictures that stand in the text as letters."""
    return _INSIDE.sub('""', html)


def sifted(html: str) -> str:
    """The text closed and cleaned, with no other tags than KEPT, `p`, `b` and `i`. Raises TooDeep."""
    nested = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal nested
        end, name = found[1], found[2].lower()
        if name in MARKS:
            return f"<{end}{MARKS[name]}>"
        if name in BOXES:
            return f"<{end}p>"
        if name not in KEPT and name not in DROPPED_WHOLE:
            return ""
        nested += not end and name not in SINGLE
        return found[0]

    shallow = _TAG.sub(tag, html)
    if nested > MOST_NESTED:
        raise TooDeep
    closed: str = nh3.clean(
        shallow,
        tags=KEPT | {"p", "b", "i"},
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WHOLE,
        link_rel=None,
    )
    return closed
