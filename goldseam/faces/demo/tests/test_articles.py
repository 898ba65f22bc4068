"""What the demo association has to read."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from goldseam.faces.demo.articles import moment, write_articles
from goldseam.foundation import clock
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.actions import publish_due
from goldseam.subjects.publishing.models import BlogPost, NewsItem
from goldseam.subjects.publishing.tests.factories import a_hub, days_from_today

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "day"),
    [("friday 0", "2026-11-20"), ("sunday 0", "2026-11-15"), ("monday 2", "2026-11-02"), ("in 3 days", "2026-11-25")],
)
def test_a_story_keeps_its_weekdays_in_any_year(published: str, day: str) -> None:
    assert clock.local(moment(published, SUNDAY)).strftime("%Y-%m-%d %H:%M") == f"{day} 09:30"


@pytest.mark.django_db
def test_three_years_are_told_and_one_item_waits(client: Client) -> None:
    at = clock.now()
    a_hub()
    a_plan(slug="student", name="Student", price_pence=3000)
    sheet = Factsheet.objects.create(slug="infant-sleep", number=1, title="Infant sleep", summary="…")
    for number in (1, 2, 3):
        Version.objects.create(
            factsheet=sheet, number=number, published_on=days_from_today(-4 + number), body="<p>…</p>"
        )

    write_articles(at)

    assert BlogPost.objects.visible(at=at).count() >= 8
    out = list(NewsItem.objects.visible(at=at).newest())
    assert len(out) >= 18
    assert out[0].first_published_at - out[-1].first_published_at > timedelta(days=1000)
    assert all(later.first_published_at >= earlier.first_published_at for later, earlier in pairwise(out))
    assert NewsItem.objects.filter(hub=a_hub()).exists()
    first = BeautifulSoup(client.get("/").content, "html.parser")
    assert [figure.b.text for figure in first.find_all(class_="live")] == ["£30", "Version 3"]
    waiting = NewsItem.objects.get(live=False)
    assert waiting.title not in first.text
    publish_due(at=at + timedelta(days=4))
    assert waiting.title in client.get("/news/").content.decode()


@pytest.mark.django_db
def test_the_post_on_mending_has_its_three_films_and_its_references(client: Client) -> None:
    write_articles(clock.now())
    shown = BeautifulSoup(client.get("/blog/mending-with-gold/").content, "html.parser")
    assert [str(section["data-player"]).split("/")[-1] for section in shown.find_all(class_="film")] == [
        "cbfuBex-3jE?rel=0&start=1",
        "_XjXv6zseA0?rel=0&start=2",
        "rVwFkcOZHJw?rel=0",
    ]
    assert len(shown.find(class_="refs").find_all("li")) == 2
