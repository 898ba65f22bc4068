"""What may be kept in a person's file: PDF, pictures, office documents; told by content, as in `checks`.

Nothing is unpacked: of a document that is a ZIP archive only its list of contents is read, so a small archive that
would unpack to a giant does no harm here.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from goldseam.foundation.files.checks import LARGEST_PDF, check_pdf

LARGEST = LARGEST_PDF
MOST_PIXELS = 60_000_000
MOST_PARTS = 10_000


@dataclass(frozen=True)
class Kind:
    """The ending and the media type of a kind of file."""

    ending: str
    content_type: str


PDF = Kind("pdf", "application/pdf")
PICTURES = {
    "PNG": Kind("png", "image/png"),
    "JPEG": Kind("jpg", "image/jpeg"),
    "WEBP": Kind("webp", "image/webp"),
}
_OOXML = "application/vnd.openxmlformats-officedocument"
# ECMA-376: the main part of each kind of document.
PACKAGES = {
    "word/document.xml": Kind("docx", f"{_OOXML}.wordprocessingml.document"),
    "xl/workbook.xml": Kind("xlsx", f"{_OOXML}.spreadsheetml.sheet"),
    "ppt/presentation.xml": Kind("pptx", f"{_OOXML}.presentationml.presentation"),
}
# ISO/IEC 26300, part 2, 3.3: the first entry is called `mimetype` and says what the document is.
OPEN_DOCUMENTS = {
    f"application/vnd.oasis.opendocument.{name}": Kind(ending, f"application/vnd.oasis.opendocument.{name}")
    for name, ending in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
}


def kind_of(file: File) -> Kind:
    """The kind of an upload. Raises ValidationError, with what can be kept, for every other, and above 25 MB."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("This file is larger than 25 MB. Please keep a smaller one."), code="too_large")
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        check_pdf(file)
        return PDF
    found = _document(file) if head.startswith(b"PK\x03\x04") else _picture(file)
    file.seek(0)
    if found is None:
        raise ValidationError(
            _(
                "This is no PDF, picture (PNG, JPEG, WebP) or office document without macros "
                "(docx, xlsx, pptx, odt, ods, odp), whatever its name says."
            ),
            code="unknown_kind",
        )
    return found


def _picture(file: File) -> Kind | None:
    try:
        with Image.open(file, formats=list(PICTURES)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            kind = PICTURES[picture.format or ""]
            picture.verify()
            return kind
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, KeyError):
        return None


def _document(file: File) -> Kind | None:
    try:
        with ZipFile(file) as package:
            parts = package.namelist()
            if len(parts) > MOST_PARTS or any(_is_macro(part) for part in parts):
                return None
            if "[Content_Types].xml" in parts:
                return next((kind for main, kind in PACKAGES.items() if main in parts), None)
            if parts and parts[0] == "mimetype":
                with package.open("mimetype") as said:
                    return OPEN_DOCUMENTS.get(said.read(100).decode("ascii", "replace").strip())
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError):
        return None
    return None


def _is_macro(part: str) -> bool:
    return part.lower().endswith("vbaproject.bin") or part.startswith(("Basic/", "Scripts/"))


def plain_name(name: str, kind: Kind) -> str:
    """A name to offer for a download: what people called the file, with the ending of what it is."""
    stem = " ".join(
        re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+", " ", PurePosixPath(name).stem).split()
    ).strip(" .")
    return f"{stem[:100] or 'file'}.{kind.ending}"
