"""Promise 15: the text and the file are for current members, whatever way is tried."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from goldseam.core.people.models import Person
from goldseam.subjects.library import views
from goldseam.subjects.library.models import Version
from goldseam.subjects.library.tests.factories import BEFORE, MARK, a_factsheet, a_pdf, published, somebody
from tests.promises.sizes import FULL

pytestmark = pytest.mark.django_db
SHEET, FILE, OLD = "/library/infant-sleep/", "/library/infant-sleep/download/", "/library/infant-sleep/1/"
WAYS: list[dict[str, Any]] = [
    {"HTTP_RANGE": "bytes=0-"},
    {"HTTP_RANGE": "bytes=0-0,5-100"},
    {"HTTP_RANGE": "bytes=-50"},
    {"HTTP_SEC_PURPOSE": "prefetch"},
    {"HTTP_ACCEPT": "application/pdf"},
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
]


@pytest.fixture(params=["uploaded", "typeset"])
def version(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Version:
    """Version 2 of a factsheet, with an uploaded file or with one made from its text, and an older version 1."""
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"
    sheet = a_factsheet()
    published(sheet, at=BEFORE, file=a_pdf() if request.param == "uploaded" else None)
    return published(sheet, file=a_pdf() if request.param == "uploaded" else None)


def guessed(version: Version) -> list[str]:
    """The library's own addresses, and every place where somebody might look for a file."""
    name = version.file.name or "factsheets/what_the_author_called_it.pdf"
    paths = [SHEET, FILE, OLD, "/library/infant-sleep/2/", "/library/infant-sleep/1/download/", FILE.rstrip("/")]
    paths += [f"{SHEET}download.pdf", "/library/infant-sleep/../infant-sleep/download/", f"{SHEET}?preview=1"]
    for root in (settings.MEDIA_URL, settings.STATIC_URL, "/private/", "/", "/library/", "/documents/1/"):
        paths += [f"{root}{name}", f"{root}../private/{name}", f"{root}%2e%2e/private/{name}"]
    return paths


def asked(client: Client, version: Version, *, everywhere: bool = True) -> Iterator[tuple[str, Any]]:
    """Every way of asking: our own addresses in all ways, and the places where a file might lie by GET."""
    for path in guessed(version) if everywhere else (SHEET, FILE, OLD):
        yield f"get {path}", client.get(path)
    for number, path in enumerate((SHEET, FILE, OLD, "/library/infant-sleep/1/download/")):
        for method in (client.head, client.post, client.options):
            yield f"{method.__name__} {path}", method(path)
        # Each way to one address or another every day; at full size each to each.
        for way in WAYS if FULL else WAYS[number % 2 :: 2]:
            yield f"get {path} {way}", client.get(path, **way)


def leaked(client: Client, version: Version, **asking: bool) -> list[str]:
    """The ways in which bytes of the text or the file reach this browser."""
    found = []
    for way, response in asked(client, version, **asking):
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if MARK.encode() in body or body.startswith(b"%PDF"):
            found.append(way)
    return found


def strangers() -> list[Person | None]:
    """Nobody, and everybody who is not a current member with a proved address."""
    return [
        None,
        somebody("Ruth", months_ago=None),
        somebody("Greta", months_ago=14),
        somebody("Uma", is_proved=False),
        somebody("Tom", months_ago=-2),
        somebody("Fred", slug="friend", name="Friend", opens_library=False),
    ]


def test_nobody_but_current_members_gets_a_byte(version: Version) -> None:
    for person in strangers():
        client = Client()
        if person:
            client.force_login(person)
        # Where no view of ours answers, nobody asks who it is: one stranger looks there for all.
        assert leaked(client, version, everywhere=person is None) == [], person


def test_control_the_same_requests_find_it_when_the_question_is_not_asked(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "may_read", lambda person, on: True)
    monkeypatch.setattr(views, "_note_reading", lambda request, version: None)
    client = Client()
    client.force_login(somebody("Greta", months_ago=14))
    assert len(leaked(client, version)) > 10


def test_a_link_that_was_open_yesterday_is_closed_after_the_term(version: Version, client: Client) -> None:
    nia = somebody("Nia")
    client.force_login(nia)
    assert client.get(FILE).status_code == 200
    nia.membership.terms.update(starts_on=BEFORE.date(), ends_on=BEFORE.date())
    assert client.get(FILE).status_code == 403
    assert leaked(client, version, everywhere=False) == []


def test_a_refund_closes_it_the_same_day(version: Version, client: Client) -> None:
    nia = somebody("Nia", months_ago=1)
    client.force_login(nia)
    term = nia.membership.terms.get()
    term.cut_short_on = term.starts_on
    term.save()
    assert leaked(client, version, everywhere=False) == []


def test_members_have_the_text_the_file_and_parts_of_it(version: Version, client: Client) -> None:
    client.force_login(somebody("Nia"))
    page = client.get(SHEET)
    assert MARK in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    whole: Any = client.get(FILE)
    body = b"".join(whole.streaming_content)
    assert body.startswith(b"%PDF")
    assert whole["Content-Disposition"] == 'attachment; filename="infant-sleep-version-2.pdf"'
    assert whole["Cache-Control"] == "private, no-store"
    part: Any = client.get(FILE, HTTP_RANGE="bytes=0-7")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, body[:8])
    head = client.head(FILE)
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(len(body)), b"")


def test_an_older_version_can_be_read_by_members_and_its_file_is_closed(version: Version, client: Client) -> None:
    client.force_login(somebody("Nia"))
    page = client.get(OLD).content.decode()
    assert "Please do not give it to families." in page
    assert "Go to version 2, of 14 September 2026" in page
    assert MARK in page
    assert FILE not in page
    assert client.get("/library/infant-sleep/1/download/").status_code == 404
    assert client.get("/library/infant-sleep/2/")["Location"] == SHEET
