from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Page

from goldseam.core.people.models import Association
from goldseam.foundation import clock
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.tests.factories import (
    a_hub,
    a_news_item,
    a_post,
    a_scheduled_item,
    a_site,
    an_author,
    days_from_today,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NAUGHTY = "Fish & “chips” <b>now</b> ]]> \U0001f642"


def parsed(client: Client, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "xml" in answer["Content-Type"]
    return ET.fromstring(answer.content)


def test_the_blog_feed_says_who_wrote_what_when_and_about_what(client: Client) -> None:
    a_site()
    at = clock.now() - timedelta(days=3)
    a_post("Mending with gold", standfirst=NAUGHTY, tags=["Repair"], at=at)
    a_post("Older", at=at - timedelta(days=1))
    feed = parsed(client, "/blog/feed/")
    first, second = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}title") == "Blog – Association for Infant Mental Health"
    assert first.findtext(f"{ATOM}title") == "Mending with gold"
    assert first.findtext(f"{ATOM}summary") == NAUGHTY
    assert first.find(f"{ATOM}link").get("href") == "http://127.0.0.1:8000/blog/mending-with-gold/"
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Dr Maren Oakshott"
    assert first.find(f"{ATOM}category").get("term") == "Repair"
    assert first.findtext(f"{ATOM}published")[:10] == at.date().isoformat()
    assert first.findtext(f"{ATOM}id")
    assert second.findtext(f"{ATOM}title") == "Older"
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"alternate", "self"}


def test_a_soft_break_pasted_from_a_slide_does_not_take_the_feed_away(client: Client) -> None:
    a_site()
    Association.objects.update(name="Infant\x0b Mental Health")
    a_post("Mending", tags=["Re\x0bpair"], standfirst="Why\x0bit matters\uffff", author=an_author("Maren\x0bOakshott"))
    Page.objects.filter(slug="mending").update(title="Mending\x0bwith gold")
    entry = parsed(client, "/blog/feed/").find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Mending with gold"
    assert entry.findtext(f"{ATOM}summary") == "Why it matters "


def test_the_news_feed_carries_news_that_are_out(client: Client) -> None:
    a_site()
    a_news_item("Two more years")
    a_scheduled_item("Not yet", until=clock.now() + timedelta(days=3))
    entries = parsed(client, "/news/feed/").findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Two more years"]


def test_pages_point_at_their_feed(client: Client) -> None:
    a_site()
    for path, feed in (("/blog/", "/blog/feed/"), ("/news/", "/news/feed/")):
        assert (
            f'type="application/atom+xml" title="{path.strip("/").title()}" href="{feed}"'
            in client.get(path).content.decode()
        )


def test_the_sitemap_names_every_public_address_once(client: Client) -> None:
    a_hub()
    a_plan(slug="student")
    sheet = Factsheet.objects.create(slug="infant-sleep", number=14, title="Infant sleep", summary="…")
    Version.objects.create(factsheet=sheet, number=1, published_on=days_from_today(-3), body="<p>…</p>")
    a_site()
    a_post()
    a_news_item()
    a_scheduled_item("Not yet", until=clock.now() + timedelta(days=3))
    addresses = [entry.text for entry in parsed(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    paths = {address.removeprefix("http://127.0.0.1:8000") for address in addresses}
    assert len(addresses) == len(paths)
    assert paths >= {
        "/",
        "/about/",
        "/accessibility/",
        "/blog/",
        "/blog/mending-with-gold/",
        "/complaints/",
        "/hubs/",
        "/hubs/yorkshire-and-the-north/",
        "/join/",
        "/join/student/",
        "/leaving/",
        "/library/",
        "/library/infant-sleep/",
        "/news/",
        "/news/two-more-years/",
        "/privacy/",
        "/terms/",
    }
    for path in paths:
        assert client.get(path).status_code == 200, path


def test_robots_are_told_where_the_sitemap_is_and_what_to_leave_out(client: Client) -> None:
    said = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in said
    assert "Disallow: /office/" in said
