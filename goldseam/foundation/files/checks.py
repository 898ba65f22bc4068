"""What an upload is, told by its content: neither its name nor what the browser says about it is believed."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from goldseam.foundation.uploads import MOST_BYTES

LARGEST_PDF = MOST_BYTES


def check_pdf(file: File) -> None:
    """Raise ValidationError unless the file is a PDF of at most 25 MB.

    A PDF begins with `%PDF-` and a version and ends with `%%EOF` (ISO 32000-1, 7.5.2 and 7.5.5). Readers forgive
    leading bytes, we do not: a file that is two formats at once keeps the other one in front.
    """
    size = file.size or 0
    if size > LARGEST_PDF:
        raise ValidationError(
            _("This file is larger than 25 MB. Save a smaller PDF, perhaps with smaller pictures, and choose that."),
            code="too_large",
        )
    file.seek(0)
    begins = file.read(8)
    file.seek(max(0, size - 1024))
    ends = file.read(1024)
    file.seek(0)
    if not (begins.startswith((b"%PDF-1.", b"%PDF-2.")) and begins[7:8].isdigit() and b"%%EOF" in ends):
        raise ValidationError(
            _("This file is not a PDF, whatever its name says. Save the document as PDF and choose that file."),
            code="not_pdf",
        )
