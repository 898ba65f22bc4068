"""Factsheets at the office: a version is never changed, a new one takes its place."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, staff, today_is
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import sentence
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db

SHEET = {"number": "1", "title": "Infant sleep", "slug": "infant-sleep", "summary": "What is known.", "minutes": "30"}


def written(*paragraphs: str) -> str:
    """A text as the editor's box sends it: blocks in JSON."""
    blocks = [
        {"key": f"b{n}", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        for n, text in enumerate(paragraphs)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


def version(*paragraphs: str, **typed: Any) -> dict[str, Any]:
    told = {
        "body": written(*paragraphs),
        "authors": "Dr Ada Finch\nIdris Pellow",
        "read_by": "",
        "what_changed": "",
        "published_on": "2026-05-04",
        "review_by": "2028-05-04",
    }
    return told | typed


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def edith() -> Client:
    """The editor at her desk."""
    return at_the_desk(staff("editor", given_name="Edith"))


@pytest.fixture
def sheet(edith: Client) -> Factsheet:
    press(edith, "/office/factsheets/new/", SHEET)
    return Factsheet.objects.get()


def test_edith_enters_a_factsheet_and_publishes_its_first_version(edith: Client, sheet: Factsheet) -> None:
    assert "nobody sees this factsheet" in edith.get(f"/office/factsheets/{sheet.pk}/").content.decode()
    assert Client().get("/library/infant-sleep/").status_code == 404

    answer = press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake."))

    assert answer.status_code == 302, answer.content.decode()
    found = Version.objects.get()
    assert (found.number, found.authors) == (1, ["Dr Ada Finch", "Idris Pellow"])
    assert "Babies wake." in found.body
    assert Client().get("/library/infant-sleep/").status_code == 200
    assert "Published version 1" in sentence(Fact.objects.get(kind="library.version_published"))


def test_the_form_begins_with_the_last_text_and_leaves_that_version_as_it_was(edith: Client, sheet: Factsheet) -> None:
    address = f"/office/factsheets/{sheet.pk}/publish/"
    press(edith, address, version("Babies wake."))
    assert "Babies wake." in edith.get(address).content.decode()

    press(edith, address, version("Babies wake, and so do you.", what_changed="Says it of parents too."))

    first, second = Version.objects.order_by("number")
    assert "and so do you" not in first.body
    assert "and so do you" in second.body
    shown = edith.get(f"/office/factsheets/{sheet.pk}/").content.decode()
    assert ("Superseded" in shown, "Says it of parents too." in shown) == (True, True)
    assert edith.get(f"/office/factsheets/{sheet.pk}/versions/1/").status_code == 200


def test_there_is_no_way_to_change_a_version(edith: Client, sheet: Factsheet) -> None:
    press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake."))
    before = Version.objects.values().get()

    for address in ("change", "versions/1", "versions/1/edit", "publish"):
        edith.post(f"/office/factsheets/{sheet.pk}/{address}/", SHEET | {"body": "Changed", "once": "x" * 32})

    assert Version.objects.values().get() == before


def test_a_preview_shows_the_text_and_keeps_nothing(edith: Client, sheet: Factsheet) -> None:
    answer = press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake.", preview="yes"))

    assert "How it will read" in answer.content.decode()
    assert '<p data-block-key="b0">Babies wake.</p>' in answer.content.decode()
    assert not Version.objects.exists()


def test_a_version_to_come_waits_for_its_day(edith: Client, sheet: Factsheet) -> None:
    press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake.", published_on="2026-06-01"))

    assert "To come" in edith.get(f"/office/factsheets/{sheet.pk}/").content.decode()
    assert Client().get("/library/infant-sleep/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"body": written("")}, "Please write the text."),
        ({"body": ""}, "Please write the text."),
        ({"authors": " \n "}, "This field is required"),
        ({"review_by": "2026-05-04"}, "This is not after the day it comes out."),
        ({"published_on": "soon"}, "Enter a valid date."),
        ({"authors": "x" * 161}, "Please keep each line to 160 characters."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    edith: Client, sheet: Factsheet, typed: dict[str, str], words: str
) -> None:
    told = version("Babies wake.", what_changed="All new.") | typed

    answer = press(edith, f"/office/factsheets/{sheet.pk}/publish/", told)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="All new."' in answer.content.decode()
    assert not Version.objects.exists()


def test_a_file_that_is_no_pdf_is_refused(edith: Client, sheet: Factsheet) -> None:
    file = SimpleUploadedFile("sleep.pdf", b"<script>alert(1)</script>", content_type="application/pdf")

    answer = press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake.", file=file))

    assert "This file is not a PDF" in answer.content.decode()
    assert not Version.objects.exists()


def test_the_address_of_a_published_factsheet_stays_and_its_summary_may_change(edith: Client, sheet: Factsheet) -> None:
    press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake."))
    changed = SHEET | {"slug": "elsewhere", "summary": "What is known now."}

    press(edith, f"/office/factsheets/{sheet.pk}/change/", changed)

    sheet.refresh_from_db()
    assert (sheet.slug, sheet.summary) == ("infant-sleep", "What is known now.")
    assert "Changed what everybody reads: summary" in edith.get(f"/office/factsheets/{sheet.pk}/").content.decode()


def test_a_number_is_given_once(edith: Client, sheet: Factsheet) -> None:
    answer = press(edith, "/office/factsheets/new/", SHEET | {"slug": "another"})

    assert "Another factsheet has this number." in answer.content.decode()
    assert Factsheet.objects.count() == 1


def test_factsheets_are_found_by_the_beginnings_of_words(edith: Client, sheet: Factsheet) -> None:
    Factsheet.objects.create(slug="crying", number=2, title="Crying", summary="Why babies cry.")

    assert "Infant sleep" in edith.get("/office/factsheets/?q=inf+sle").content.decode()
    assert "Infant sleep" not in edith.get("/office/factsheets/?q=cry").content.decode()


def test_the_day_of_review_stands_in_the_list(edith: Client, sheet: Factsheet) -> None:
    press(edith, f"/office/factsheets/{sheet.pk}/publish/", version("Babies wake."))

    assert "4 May 2028" in edith.get("/office/factsheets/").content.decode()
    assert Version.objects.get().review_by == date(2028, 5, 4)
