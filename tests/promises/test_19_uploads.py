"""Promise 19: uploads stay files. Whatever somebody hands in, nothing of it runs and none of it is served as a page."""

import ast
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow
from wagtail.images.models import Image

from goldseam.core.treasury.models import Statement
from goldseam.faces.importers.articles.pictures import checked
from goldseam.faces.importers.tests.exports import arrived, item, picture, wxr
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation.files.pictures import redrawn
from goldseam.subjects.publishing.tests.factories import a_site
from tests.architecture.sources import files, name, parsed

# Every place of ours that takes a file, and where its bad files are tried.
PLACES = {
    "goldseam/core/desk/models.py": "nobody uploads there: exports are written by the worker",
    "goldseam/core/people/models.py": "foundation/files/tests/test_kinds.py",
    "goldseam/faces/office/people/files.py": "foundation/files/tests/test_kinds.py and office/tests/test_kept_files.py",
    "goldseam/core/treasury/office/forms.py": "below",
    "goldseam/foundation/privacy/models.py": "nobody uploads there: copies for people are written by the worker",
    "goldseam/foundation/privacy/erasing.py": "nobody uploads there: it deletes",
    "goldseam/subjects/membership/evidence/models.py": "subjects/membership/tests/test_evidence.py",
    "goldseam/subjects/membership/evidence/forms.py": "subjects/membership/tests/test_evidence.py",
    "goldseam/faces/setup/forms.py": "below: what is taken is drawn anew",
    "goldseam/faces/importers/models.py": "below",
    "goldseam/faces/importers/office/forms.py": "faces/importers/tests/test_malformed_files.py",
    "goldseam/faces/importers/office/articles.py": "below",
    "goldseam/subjects/teams/forms.py": "faces/portal/tests/test_team_lists.py: read and not kept",
    "goldseam/subjects/library/models.py": "foundation/files/tests/test_private_files.py",
    "goldseam/subjects/library/office/forms.py": "foundation/files/tests/test_private_files.py",
}
SCRIPT = b"<script>document.title = 'ran'</script>"


def _svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + SCRIPT + b"</svg>"


def _bomb() -> bytes:
    """A PNG of a few bytes that says it has 3.6 thousand million dots."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 99)) + part(b"IEND", b"")


def _polyglot() -> bytes:
    """A picture for those who look at its beginning, a page and an archive for those who look further."""
    archive = BytesIO()
    with ZipFile(archive, "w") as zipped:
        zipped.writestr("run.html", SCRIPT)
    return picture("GIF") + SCRIPT + archive.getvalue()


NO_PICTURES = {
    "a drawing with a script": _svg(),
    "a page": b"<!doctype html>" + SCRIPT,
    "a page that begins like a picture": b"GIF89a" + SCRIPT,
    "more dots than any screen": _bomb(),
    "a PDF": b"%PDF-1.7\n%%EOF\n",
    "a torn picture": picture()[:200],
    "nothing": b"",
}


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    a_site()
    return tmp_path


def _upload(client: Client, filename: str, content: bytes, content_type: str = "image/png") -> Any:
    file = SimpleUploadedFile(filename, content, content_type=content_type)
    return client.post("/office/images/add/", {"title": "A bowl", "file": file, "collection": "1"})


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_is_no_picture_is_not_taken_for_one(what: str) -> None:
    with pytest.raises(ValueError, match=r"picture|dots"):
        checked(NO_PICTURES[what])
    with pytest.raises(ValidationError):
        redrawn(ContentFile(NO_PICTURES[what], "mark.png"), longest_side=100)


def test_a_mark_of_the_association_keeps_nothing_but_its_dots() -> None:
    drawn = redrawn(ContentFile(_polyglot(), "../../mark.svg"), longest_side=100)
    assert SCRIPT not in drawn.body
    assert (Pillow.open(BytesIO(drawn.body)).format, drawn.name.endswith(".png"), "/" in drawn.name) == (
        "PNG",
        True,
        False,
    )


@pytest.mark.django_db
def test_an_editor_cannot_upload_them_under_any_name_or_kind(media: Path) -> None:
    editor = at_the_desk(staff("editor"))
    for what, content in NO_PICTURES.items():
        for filename in ("bowl.png", "bowl.svg", "bowl.png.html", "bowl.html"):
            answer = _upload(editor, filename, content)
            assert answer.status_code == 200, (what, filename)
    assert not Image.objects.exists()
    for filename in ("bowl.svg", "bowl.html", "bowl.gif.php"):
        assert _upload(editor, filename, picture("GIF")).status_code == 200
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_a_picture_that_is_a_page_too_is_shown_only_as_drawn_anew(media: Path, client: Client) -> None:
    editor = at_the_desk(staff("editor"))
    assert _upload(editor, "../../evil.php.gif", _polyglot(), "text/html").status_code == 302
    image = Image.objects.get()
    stored = Path(image.file.path)
    assert stored.parent == media / "media" / "original_images"
    assert SCRIPT in stored.read_bytes()
    assert client.get(f"/media/original_images/{stored.name}").status_code == 404
    rendition = image.get_rendition("max-20x20|format-webp")
    answer: Any = client.get(rendition.url)
    shown = b"".join(answer.streaming_content)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert SCRIPT not in shown
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert Pillow.open(BytesIO(shown)).format == "WEBP"


def _evil_archive() -> ContentFile:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("../../../escaped.jpg", picture())
        zipped.writestr("/absolute.php.jpg", picture())
        zipped.writestr("drawing.png", _svg())
        zipped.writestr("dots.png", _bomb())
        zipped.writestr("zeros.png", b"\0" * 60_000_000)
        zipped.writestr("page.png", _polyglot())
    return ContentFile(file.getvalue())


@pytest.mark.django_db
def test_a_zip_of_pictures_writes_nowhere_but_where_pictures_stand(media: Path, client: Client) -> None:
    names = ("escaped.jpg", "absolute.php.jpg", "drawing.png", "dots.png", "zeros.png", "page.png")
    text = "<p>Words.</p>" + "".join(f'<img src="/uploads/{one}">' for one in names)
    upload = arrived(wxr(item("Bowls", text)), pictures=_evil_archive())
    assert (upload.counts["pictures"], upload.counts["lost_pictures"]) == (3, 3)
    kept = {file.relative_to(media).as_posix() for file in media.rglob("*") if file.is_file()}
    originals = {file for file in kept if file.startswith("media/original_images/")}
    assert originals == {
        "media/original_images/escaped.jpg",
        "media/original_images/absolutephp.jpg",
        # Named after what it is, not after what it was called.
        "media/original_images/page.gif",
    }
    assert not list(media.parent.rglob("escaped.jpg"))[1:]
    for file in kept:
        assert client.get(f"/{file}", follow=True).status_code == 404 or file.startswith("media/images/")
    assert client.get("/blog/bowls/").status_code == 200


@pytest.mark.django_db
def test_doors_for_files_that_nobody_needs_are_shut(media: Path) -> None:
    editor = at_the_desk(staff("editor"))
    for door in ("documents/multiple/add/", "documents/add/", "redirects/import/", "account/"):
        answer = editor.post(f"/office/{door}", {"file": SimpleUploadedFile("a.html", SCRIPT), "title": "x"})
        assert answer.status_code in (302, 403, 404, 405) or not list((media / "media").rglob("*.html")), door
    assert not list(media.rglob("*.html"))


@pytest.mark.django_db
@pytest.mark.parametrize("content", [SCRIPT, _svg(), _polyglot(), _bomb()], ids=["page", "drawing", "polyglot", "bomb"])
def test_what_is_no_statement_is_refused_as_one_and_kept_nowhere(media: Path, content: bytes) -> None:
    treasurer = at_the_desk(staff("treasurer"))
    page = treasurer.get("/office/statements/new/").content.decode()
    once = page.partition('name="once" value="')[2].partition('"')[0]

    file = SimpleUploadedFile("../../run.html.csv", content, content_type="text/csv")
    answer = treasurer.post("/office/statements/new/", {"once": once, "account": "", "file": file})

    assert answer.status_code == 422
    assert not Statement.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_every_place_that_takes_a_file_is_tried() -> None:
    """Whoever adds one has to come by here."""
    found = set()
    for path in files("*.py", "goldseam"):
        if "/tests/" in path.as_posix() or "/migrations/" in path.as_posix():
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("FileField", "ImageField"):
                found.add(name(path))
    assert found == set(PLACES)
