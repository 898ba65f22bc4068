"""A picture that somebody sent, made anew from its dots: nothing else of the file is kept."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image

LARGEST_PICTURE = 5 * 1024 * 1024
MOST_DOTS = 20_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


@dataclass(frozen=True)
class Picture:
    """A PNG. Its name is made from its content, so it never changes."""

    name: str
    body: bytes


def redrawn(file: File, *, longest_side: int) -> Picture:
    """The picture as a PNG of at most `longest_side` dots either way.

    Raises ValidationError for what is larger than 5 MB or 20 million dots, or no PNG, JPEG, WebP or GIF. Formats that
    may carry programs (SVG, PDF) are not among them, and what hides behind or inside a picture is left behind.
    """
    if (file.size or 0) > LARGEST_PICTURE:
        raise ValidationError(_("This picture is larger than 5 MB. Save a smaller one and choose that."))
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            made = _drawn(file, longest_side)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(
            _("This file is not a picture we can use. Please choose a PNG, JPEG, WebP or GIF.")
        ) from None
    return Picture(f"{hashlib.sha256(made).hexdigest()[:16]}.png", made)


def _drawn(file: File, longest_side: int) -> bytes:
    with Image.open(file, formats=FORMATS) as found:
        if found.width * found.height > MOST_DOTS:
            raise ValidationError(_("This picture has more than 20 million dots. Save a smaller one and choose that."))
        drawn = found.convert("RGBA")
    drawn.thumbnail((longest_side, longest_side))
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    kept = BytesIO()
    clean.save(kept, "PNG")
    return kept.getvalue()
