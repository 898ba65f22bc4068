"""What sort of statement it is: told by its first bytes, not by its name."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import gettext as _

from goldseam.core.treasury.reading.lines import Read
from goldseam.core.treasury.reading.ofx import is_ofx, read_ofx
from goldseam.core.treasury.reading.table import read_table
from goldseam.foundation.tables import Unreadable

LARGEST_BYTES = 5 * 1024 * 1024


def read_statement(content: bytes, *, day_order: str = "") -> Read:
    """The statement in a file's bytes. Raises Unreadable, AsksOrder."""
    if len(content) > LARGEST_BYTES:
        raise Unreadable(_("The file is larger than 5 MB. Please download fewer months at once."))
    if content.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF, made to be read by people. Please download the statement as CSV or OFX."))
    if is_ofx(content):
        return read_ofx(content)
    with NamedTemporaryFile(suffix=".statement") as file:
        file.write(content)
        file.flush()
        return read_table(Path(file.name), day_order=day_order)
