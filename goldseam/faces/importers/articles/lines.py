"""Single lines of our own HTML, and the addresses in them."""

import re
from urllib.parse import urljoin, urlsplit

from goldseam.faces.importers.articles.sifting import SCHEMES

_BLANKS = re.compile(r"\s+")
_MARKUP = re.compile(r"<[^>]*>")


def words_of(html: str) -> str:
    """The words of a piece of our own HTML, on one line."""
    return _BLANKS.sub(
        " ", _MARKUP.sub(" ", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    ).strip()


def whole(address: str, base: str) -> str:
    """An address as it is meant from `base`; '' for none, for a place in the same text, and for what is no address."""
    address = address.strip()
    try:
        found = urljoin(base, address) if address and not address.startswith("#") else ""
        scheme = urlsplit(found).scheme
    except ValueError:
        return ""
    return found if len(found) <= 2048 and (scheme in SCHEMES or found.startswith("/")) else ""


def words_only(html: str) -> str:
    """A line without marks other than links."""
    return re.sub(r"</?[bi]>", "", html)


def closing(opening: str) -> str:
    """`<b>` → `</b>`"""
    return f"</{opening[1:2]}>"


def trimmed(html: str) -> str:
    """A line without what is empty in it and around it."""
    text = re.sub(r"<(b|i)>(\s*)</\1>", r"\2", html)
    text = re.sub(r'<a href="[^"]*">\s*</a>', "", text)
    text = re.sub(r"\s*<br/>\s*", "<br/>", text)
    return re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", text)


def one_line(parts: list[str]) -> str:
    """Gathered text, its blanks made one."""
    return _BLANKS.sub(" ", "".join(parts)).strip()
