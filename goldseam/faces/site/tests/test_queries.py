"""A rendered page asks the database at most twelve times, however much there is to read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.models import BlogPost, NewsItem
from goldseam.subjects.publishing.tests.factories import (
    a_hub,
    a_news_item,
    a_post,
    a_site,
    copies,
    days_from_today,
)

MOST = 12
MANY = 1000
PATHS = [
    "/",
    "/blog/",
    "/blog/mending-with-gold/",
    "/blog/tags/repair/",
    "/blog/authors/dr-maren-oakshott/",
    "/news/",
    "/news/two-more-years/",
    "/hubs/",
    "/hubs/yorkshire-and-the-north/",
    "/about/",
    "/blog/feed/",
    "/news/feed/",
    "/sitemap.xml",
]


def asked(client: Client) -> dict[str, int]:
    """How often each page asks the database."""
    found = {}
    for path in PATHS:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200, path
        found[path] = len(captured)
    return found


@pytest.mark.django_db
def test_no_page_asks_more_than_twelve_times_and_a_thousand_rows_cost_no_more_than_ten(client: Client) -> None:
    for name in ("Yorkshire and the North", "Midlands", "South Wales"):
        a_hub(name)
    a_plan(slug="student")
    sheet = Factsheet.objects.create(slug="infant-sleep", number=14, title="Infant sleep", summary="…")
    Version.objects.create(factsheet=sheet, number=1, published_on=days_from_today(-5), body="<p>…</p>")
    a_site()
    post = a_post(tags=["Repair", "Parents"], text="film: https://youtu.be/rVwFkcOZHJw | Three | ")
    item = a_news_item(points_to="membership.plan:student", hub=a_hub())
    other = a_news_item("A factsheet", points_to="library.factsheet:infant-sleep", hub=a_hub())
    copies(post, 9)
    copies(item, 4)
    copies(other, 4)
    few = asked(client)
    assert max(few.values()) <= MOST, few

    copies(post, 990, first=10)
    copies(item, 490, first=10)
    copies(other, 500, first=1000)

    assert BlogPost.objects.count() == NewsItem.objects.count() == MANY
    many = asked(client)
    assert {path: count for path, count in many.items() if count > few[path]} == {}
