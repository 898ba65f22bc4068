from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldseam.foundation import clock
from goldseam.foundation.pagecache.models import PendingDrop
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.library.tests.factories import BEFORE, MARK, OUT, a_factsheet, published, somebody

pytestmark = pytest.mark.django_db


def test_everybody_sees_what_it_says_in_short_and_how_to_join(client: Client) -> None:
    sheet = a_factsheet()
    published(sheet, at=BEFORE)
    published(sheet, read_by="Six parents in Leeds", review_by=(OUT + timedelta(days=700)).date())
    listed = " ".join(client.get("/library/").content.decode().split())
    assert "What is ordinary in the first year." in listed
    assert "<b>Version 2</b> <span>since 14 September 2026</span>" in listed
    page = client.get("/library/infant-sleep/").content.decode()
    for words in (
        "Samira Quayle, health visitor",
        "Six parents in Leeds",
        "August 2028",
        "Version 1",
        "Become a member",
    ):
        assert words in page
    assert MARK not in page
    assert "/library/infant-sleep/download/" not in page


def test_a_search_finds_by_the_beginnings_of_words(client: Client) -> None:
    published(a_factsheet())
    published(a_factsheet(slug="feeding", number=15, title="Féeding", summary="At the breast and from the bottle."))
    found = client.get("/library/", {"q": "feed bott"}).content.decode()
    assert "Féeding" in found
    assert "Infant sleep" not in found
    assert "Nothing with these words" in client.get("/library/", {"q": "zebra"}).content.decode()
    for naughty in ("'; DROP TABLE", "a" * 5000, "<script>alert(1)</script>", "&|!:*", "\u202e"):
        page = client.get("/library/", {"q": naughty})
        assert page.status_code == 200
        assert b"<script>alert" not in page.content


def test_a_version_that_is_not_out_yet_is_not_there(client: Client) -> None:
    tomorrow = clock.local_date(clock.now()) + timedelta(days=1)
    sheet = a_factsheet()
    published(sheet, published_on=tomorrow)
    assert client.get("/library/infant-sleep/").status_code == 404
    assert "Infant sleep" not in client.get("/library/").content.decode()
    client.force_login(somebody("Nia"))
    assert client.get("/library/infant-sleep/download/").status_code == 404


def test_publishing_gives_the_next_number_records_it_and_forgets_the_kept_pages() -> None:
    sheet = a_factsheet()
    first, second = published(sheet, at=BEFORE), published(sheet)
    assert (first.number, second.number) == (1, 2)
    assert Fact.objects.filter(kind="library.version_published").count() == 2
    assert PendingDrop.objects.exists()


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7 without an end", b"GIF89a%PDF-1.7\n%%EOF"])
def test_only_a_pdf_is_taken_as_a_file(content: bytes) -> None:
    sheet = a_factsheet()
    with pytest.raises(ValidationError):
        published(sheet, file=ContentFile(content, name="x.pdf"))
    assert not Version.objects.exists()


def test_a_page_for_strangers_may_be_kept_and_one_for_a_member_never(client: Client) -> None:
    published(a_factsheet())
    anonymous: Any = client.get("/library/infant-sleep/")
    assert "private" not in anonymous.get("Cache-Control", "")
    assert anonymous.valid_until == clock.midnight_after(clock.now())
    client.force_login(somebody("Nia"))
    for path in ("/library/", "/library/infant-sleep/"):
        assert client.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("is_member", [False, True])
def test_a_large_library_is_asked_for_as_quickly_as_a_small_one(
    is_member: bool, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts, made = [], 0
    if is_member:
        client.force_login(somebody("Nia"))
    for rows in (10, 990):
        sheets = Factsheet.objects.bulk_create(
            Factsheet(slug=f"sheet-{n}", number=n + 1, title=f"Sheet {n}", summary="Words.")
            for n in range(made, made + rows)
        )
        Version.objects.bulk_create(
            Version(factsheet=sheet, number=n, published_on=BEFORE.date(), body="") for sheet in sheets for n in (1, 2)
        )
        made += rows
        client.get("/library/")
        with django_assert_max_num_queries(15) as asked:
            assert client.get("/library/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    print(f"library: {counts[0]} queries")
