"""What may be kept is told by its content; what is something else besides, or more than it seems, is refused."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from goldseam.foundation.files.kinds import kind_of, plain_name


def picture(form: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (4, 4)).save(made, form)
    return made.getvalue()


def package(*parts: str, mimetype: str = "") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for part in parts:
            archive.writestr(part, "<x/>")
    return made.getvalue()


def huge_png() -> bytes:
    """A picture of a hundred thousand pixels each way, said in a hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7\n1 0 obj\n%%EOF\n", "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (picture("WEBP"), "webp"),
        (package(*WORD), "docx"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (package("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ],
)
def test_what_people_send_the_office_can_be_kept(content: bytes, ending: str) -> None:
    assert kind_of(SimpleUploadedFile("anything.exe", content)).ending == ending


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"GIF89a=1;alert(1)",
        b"%PDF-1.7 cut short",
        b"GIF89a%PDF-1.7\n%%EOF",
        picture("PNG")[:40],
        huge_png(),
        b"PK\x03\x04 no archive",
        package("anything.txt"),
        package(*WORD, "word/vbaProject.bin"),
        package("Basic/script.xml", mimetype="application/vnd.oasis.opendocument.text"),
        package("content.xml", mimetype="text/html"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a document of 1997, which can hold macros",
    ],
)
def test_everything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(ValidationError):
        kind_of(SimpleUploadedFile("letter.pdf", content, content_type="application/pdf"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("letter.pdf.exe", "letter.pdf.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\nia\\scan.png", "C Users nia scan.png"),
        ("\u202egnp.exe", "gnp.png"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie x.png"),
        ("...", "file.png"),
    ],
)
def test_a_name_is_never_a_path_and_ends_in_what_the_file_is(name: str, shown: str) -> None:
    kind = kind_of(SimpleUploadedFile("x", picture("PNG")))
    assert plain_name(name, kind) == shown
