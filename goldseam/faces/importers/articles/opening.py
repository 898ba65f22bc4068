"""What sort of export it is: told by its first bytes, not by its name."""

from pathlib import Path

from django.utils.translation import gettext as _

from goldseam.faces.importers.articles.ghost import Ghost
from goldseam.faces.importers.articles.source import Export
from goldseam.faces.importers.articles.wordpress import WordPress
from goldseam.foundation.tables import Unreadable
from goldseam.foundation.tables.opening import LARGEST_BYTES

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_export(path: Path, *, site: str) -> Export:
    """The articles in a file of WordPress or Ghost. `site` is the old address, where it was said. Raises Unreadable."""
    size = path.stat().st_size
    if not size:
        raise Unreadable(_("The file is empty."))
    if size > LARGEST_BYTES:
        raise Unreadable(_("The file is larger than 64 MB. Please divide it."))
    with path.open("rb") as file:
        head = file.read(512)
    for mark in MARKS:
        head = head.removeprefix(mark)
    begins = head.replace(b"\0", b"").lstrip()[:1]
    if begins == b"<":
        return WordPress(path)
    if begins in (b"{", b"["):
        return Ghost(path, site=site)
    raise Unreadable(_("This is neither an export of WordPress (XML) nor one of Ghost (JSON)."))
