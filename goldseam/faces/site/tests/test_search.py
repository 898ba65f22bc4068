from datetime import timedelta
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from goldseam.faces.site import views
from goldseam.foundation import clock
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.models import BlogIndexPage
from goldseam.subjects.publishing.tests.factories import (
    a_hub,
    a_news_item,
    a_post,
    a_scheduled_item,
    a_site,
    days_from_today,
    draft,
)

pytestmark = pytest.mark.django_db

NAUGHTY = [
    "",
    " ",
    "'",
    '"',
    "\\",
    "%",
    "_",
    "'; DROP TABLE people_person; --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "{% load i18n %}",
    "a" * 5000,
    "gold & | ! ( ) : * <->",
    "gold:*",
    "!gold",
    "(((",
    "\x00gold\x00",
    "\u202egold",
    "\ufeff",
    "\ud83d",
    "ﷺ" * 50,
    "👩‍👩‍👧",
    "İstanbul ß ſ K",
    "½ ² ³ ①",
    "Zo\u0308e",
    "null",
    "undefined",
    "-1/0",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "-- ",
    "or 1=1",
    "$$",
    "ऩ्ऩ",
    "𝔤𝔬𝔩𝔡",
]


def found(client: Client, asked: str) -> BeautifulSoup:
    answer = client.get("/search/", {"q": asked})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_all_kinds_of_public_things_are_found_in_their_groups(client: Client) -> None:
    a_hub("Gold Coast", introduction="We meet in the harbour.")
    a_plan(slug="golden", name="Golden Friend")
    sheet = Factsheet.objects.create(slug="gold", number=3, title="Gold in the clinic", summary="…")
    Version.objects.create(factsheet=sheet, number=1, published_on=days_from_today(-1), body="<p>…</p>")
    a_site()
    a_post("Mending with gold")
    a_news_item("Gold for the team in Derby")
    shown = found(client, "gold")
    groups = {part.h2.text: [link.text for link in part.ul.find_all("a")] for part in shown.find_all("section")}
    assert groups == {
        "Factsheets": ["Gold in the clinic"],
        "Blog": ["Mending with gold"],
        "News": ["Gold for the team in Derby"],
        "Hubs": ["Gold Coast"],
    }
    assert shown.find("input", id="q")["value"] == "gold"
    assert "4 pages found" in shown.find(role="status").text


def test_a_word_in_the_text_of_a_post_finds_it_and_so_does_its_author(client: Client) -> None:
    a_site()
    a_post(text="She mixed lacquer with powdered gold.")
    for asked in ("lacquer", "Lacquer powdered", "Oakshott"):
        assert "Mending with gold" in found(client, asked).main.text, asked
    assert "Mending with gold" not in found(client, "lacquer submarine").main.text


def test_the_beginning_of_the_last_word_is_enough_in_a_title(client: Client) -> None:
    a_site()
    a_post("Mending with gold")
    assert "Mending with gold" in found(client, "mending gol").main.text


def test_drafts_and_what_is_scheduled_are_not_found(client: Client) -> None:
    a_site()
    hidden = draft("Gold that nobody may see")
    hidden.live = False
    BlogIndexPage.objects.get().add_child(instance=hidden)
    a_scheduled_item("Gold, later", until=clock.now() + timedelta(days=3))
    sheet = Factsheet.objects.create(slug="gold", number=3, title="Gold, next week", summary="…")
    Version.objects.create(factsheet=sheet, number=1, published_on=days_from_today(7), body="<p>…</p>")
    a_plan(slug="gold", name="Gold", is_open=False)
    assert "Nothing found for “gold”" in found(client, "gold").main.text


def test_when_more_is_found_than_stands_there_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "OF_EACH_KIND", 2)
    a_site()
    a_news_item("Gold")
    a_news_item("Gold for two")
    assert "2 pages found" in found(client, "gold").find(role="status").text
    a_news_item("Gold, again")
    shown = found(client, "gold")
    assert "More than 2 pages found" in shown.find(role="status").text
    assert "There are more of these" in shown.main.text
    assert len(shown.main.find(class_="stream").find_all("li")) == 2


def test_nothing_found_says_so_with_a_way_on(client: Client) -> None:
    a_site()
    shown = found(client, "xyzzy")
    assert "Nothing found for “xyzzy”" in shown.main.text
    assert shown.main.find("a", href="/news/")


def test_an_empty_question_only_shows_the_box(client: Client) -> None:
    a_site()
    shown = found(client, "   ")
    assert shown.find("input", id="q")
    assert "Nothing found" not in shown.main.text


def test_search_engines_are_asked_not_to_list_what_was_searched(client: Client) -> None:
    a_site()
    assert found(client, "gold").find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_no_question_breaks_the_page(client: Client) -> None:
    a_site()
    a_post()
    a_plan()
    for asked in NAUGHTY:
        answer = client.get(f"/search/?q={quote(asked, errors='surrogatepass')}")
        assert answer.status_code == (400 if "\x00" in asked else 200), asked
        shown = BeautifulSoup(answer.content, "html.parser")
        assert [script for script in shown.find_all("script") if not script.get("src")] == [], asked
        assert shown.main.find("img") is None, asked
        assert "49" not in shown.main.text, asked


def test_a_question_that_is_not_utf_8_is_answered(client: Client) -> None:
    a_site()
    assert client.get("/search/?q=%ff%fegold").status_code == 200
