"""Member files leave the house through a view and no other way."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from goldseam.foundation.files import PrivateFile, check_pdf, delete_after_commit, serve

LETTERS = bytes(range(65, 91)) * 10_000
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


@pytest.fixture
def shelf(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return PrivateFile()


def download(shelf, method="get", **headers):
    name = shelf.save("sleep.pdf", ContentFile(LETTERS))
    request = getattr(RequestFactory(), method)("/library/sleep/", headers=headers)
    return serve(shelf.open(name), filename="Infant sleep.pdf", content_type="application/pdf", request=request)


def body(response):
    return b"".join(response) if response.streaming else response.content


def test_an_upload_lies_in_the_private_folder_and_only_its_owner_can_read_it(shelf, settings):
    name = shelf.save("factsheets/sleep.pdf", ContentFile(PDF))
    path = Path(shelf.path(name))
    assert path.is_relative_to(settings.PRIVATE_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_private_folder_is_no_part_of_what_is_public(settings):
    for public in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        assert not Path(settings.PRIVATE_ROOT).is_relative_to(public)
        assert not Path(public).is_relative_to(settings.PRIVATE_ROOT)


def test_a_private_file_has_no_address(shelf):
    with pytest.raises(ValueError, match="no address"):
        shelf.url("sleep.pdf")


def test_a_name_cannot_climb_out(shelf):
    with pytest.raises(Exception, match=r"traversal|outside"):
        shelf.save("../../escaped.pdf", ContentFile(PDF))


def test_the_storage_is_written_into_migrations_without_a_path():
    path, args, kwargs = PrivateFile().deconstruct()
    assert (path, args, kwargs) == ("goldseam.foundation.files.PrivateFile", (), {})


def test_nia_downloads_the_whole_file(shelf):
    response = download(shelf)
    assert (response.status_code, body(response)) == (200, LETTERS)
    assert response["Content-Length"] == str(len(LETTERS))


def test_every_answer_is_a_download_that_nobody_keeps(shelf):
    for method, asked in (
        ("get", {}),
        ("head", {}),
        ("get", {"range": "bytes=0-9"}),
        ("get", {"range": "bytes=999999-"}),
    ):
        response = download(shelf, method, **asked)
        assert response["Content-Disposition"] == 'attachment; filename="Infant sleep.pdf"'
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_head_tells_the_length_and_sends_nothing(shelf):
    response = download(shelf, "head", range="bytes=0-9")
    assert (response.status_code, body(response)) == (200, b"")
    assert response["Content-Length"] == str(len(LETTERS))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-99999", 10, 99_999),
        ("bytes=259990-", 259_990, 259_999),
        ("bytes=259990-900000", 259_990, 259_999),
        ("bytes=-5", 259_995, 259_999),
        ("bytes=-900000", 0, 259_999),
    ],
)
def test_a_broken_download_is_taken_up_again(shelf, asked, first, last):
    response = download(shelf, range=asked)
    assert (response.status_code, body(response)) == (206, LETTERS[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(LETTERS)}"
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=260000-", "bytes=999999-1000000", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused_with_the_length(shelf, asked):
    response = download(shelf, range=asked)
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(LETTERS)}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-4", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=²-3", "bytes=" + "9" * 5000 + "-"],
)
def test_a_range_that_cannot_be_read_gets_the_whole_file(shelf, asked):
    response = download(shelf, range=asked)
    assert (response.status_code, body(response)) == (200, LETTERS)


def test_a_range_tied_to_a_version_gets_the_whole_file(shelf):
    assert download(shelf, **{"range": "bytes=0-9", "if-range": '"old"'}).status_code == 200


def test_an_empty_file_is_served_and_has_no_ranges(shelf):
    name = shelf.save("empty.pdf", ContentFile(b""))
    for asked, status in (("", 200), ("bytes=0-", 416), ("bytes=-5", 416)):
        request = RequestFactory().get("/", headers={"range": asked})
        response = serve(shelf.open(name), filename="empty.pdf", content_type="application/pdf", request=request)
        assert (response.status_code, body(response)) == (status, b"")


def test_a_name_with_quotes_and_line_ends_stays_one_header(shelf):
    name = shelf.save("x.pdf", ContentFile(PDF))
    response = serve(
        shelf.open(name),
        filename='Sŵn "y" baban.pdf',
        content_type="application/pdf",
        request=RequestFactory().get("/"),
    )
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''S%C5%B5n")
    assert body(response) == PDF


def test_a_real_pdf_is_taken():
    file = SimpleUploadedFile("sleep.pdf", PDF)
    check_pdf(file)
    assert file.read() == PDF


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-",
        b"%PDF-1.7\nno end",
        b"<html><script>alert(1)</script></html>%%EOF",
        b"<script>alert(1)</script>" + PDF,
        b"GIF89a" + PDF,
        b"PK\x03\x04" + PDF,
        b"%PDF-9.9\n%%EOF",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    ],
)
def test_what_only_calls_itself_a_pdf_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="not a PDF"):
        check_pdf(SimpleUploadedFile("sleep.pdf", content, content_type="application/pdf"))


def test_a_pdf_that_is_too_large_is_refused_with_the_way_on():
    file = SimpleUploadedFile("sleep.pdf", PDF)
    file.size = 26 * 1024 * 1024
    with pytest.raises(ValidationError, match="larger than 25 MB"):
        check_pdf(file)


@pytest.mark.django_db
def test_a_file_that_cannot_be_deleted_stays_and_disturbs_nobody(
    shelf, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def jammed(name):
        raise OSError("The shelf is jammed.")

    monkeypatch.setattr(shelf, "delete", jammed)
    with django_capture_on_commit_callbacks(execute=True):
        delete_after_commit(shelf, "sleep.pdf")
        delete_after_commit(shelf, "")
    assert "The shelf is jammed." in caplog.text
