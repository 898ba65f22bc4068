from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from wagtail.models import Page

from goldseam.foundation import clock
from goldseam.subjects.publishing.actions import publish_due
from goldseam.subjects.publishing.models import NewsIndexPage, NewsItem
from goldseam.subjects.publishing.tests.factories import a_hub, a_news_item, a_scheduled_item, a_site, true_until

pytestmark = pytest.mark.django_db

EVERYWHERE = ["/", "/news/", "/news/feed/", "/sitemap.xml", "/search/?q=awards", "/hubs/yorkshire-and-the-north/"]


@pytest.fixture
def moved() -> Iterator[list[timedelta]]:
    """The association's clock, ahead of the machine's by what stands in the list."""
    ahead = [timedelta()]
    real = clock._source
    clock.set_source(lambda: real() + ahead[0])
    yield ahead
    clock.set_source(real)


def shows(client: Client, words: str) -> dict[str, bool]:
    return {path: words in client.get(path).content.decode() for path in EVERYWHERE}


def test_a_scheduled_item_shows_nowhere_before_its_moment_and_everywhere_after(client: Client) -> None:
    hub = a_hub()
    a_site()
    now = clock.now()
    item = a_scheduled_item("The awards are open", until=now + timedelta(days=3), hub=hub)
    publish_due(at=now)
    assert not any(shows(client, "/news/the-awards-are-open/").values())
    assert client.get("/news/the-awards-are-open/").status_code == 404

    publish_due(at=now + timedelta(days=3))

    assert all(shows(client, "/news/the-awards-are-open/").values())
    item.refresh_from_db()
    assert item.first_published_at == now + timedelta(days=3)


def test_it_goes_out_by_the_association_s_clock_though_the_machine_s_is_behind(
    client: Client, moved: list[timedelta]
) -> None:
    a_site()
    moved[0] = timedelta(days=45)
    planned = clock.now() + timedelta(hours=1)
    a_scheduled_item("The awards are open", until=planned)

    publish_due(at=planned + timedelta(minutes=1))

    item = NewsItem.objects.get()
    assert item.live
    assert (item.first_published_at, item.last_published_at) == (planned, planned)
    publish_due(at=planned + timedelta(minutes=2))
    assert NewsItem.objects.get().live


def test_an_item_planned_in_the_office_goes_out_once_and_is_not_put_by_again(moved: list[timedelta]) -> None:
    a_site()
    planned = clock.now() + timedelta(days=10)
    item = NewsItem(title="Planned", slug="planned", standfirst="…", live=False, go_live_at=planned)
    NewsIndexPage.objects.get().add_child(instance=item)
    item.save_revision().publish()
    assert not NewsItem.objects.get().live

    moved[0] = timedelta(days=11)
    publish_due(at=clock.now())

    page = NewsItem.objects.get()
    assert page.live
    assert page.first_published_at == planned
    assert page.get_latest_revision_as_object().go_live_at is None


def test_what_an_editor_publishes_now_carries_the_association_s_date(moved: list[timedelta]) -> None:
    a_site()
    moved[0] = timedelta(days=45)
    item = NewsItem(title="Today", slug="today", standfirst="…", live=False)
    NewsIndexPage.objects.get().add_child(instance=item)
    before = clock.now()
    item.save_revision().publish()
    first = NewsItem.objects.get().first_published_at
    assert before <= first <= clock.now()

    moved[0] = timedelta(days=50)
    NewsItem.objects.get().save_revision().publish()
    page = NewsItem.objects.get()
    assert page.first_published_at == first
    assert page.last_published_at > first + timedelta(days=4)


def test_a_page_is_taken_back_when_its_time_is_over(client: Client) -> None:
    a_site()
    now = clock.now()
    item = a_news_item("Book by Friday", expire_at=now + timedelta(days=2))
    assert client.get(item.address).status_code == 200

    publish_due(at=now + timedelta(days=2))

    assert client.get(item.address).status_code == 404
    page = Page.objects.get(pk=item.pk)
    assert (page.live, page.expired) == (False, True)


def test_a_page_whose_time_is_over_shows_nowhere_even_before_the_sweep(client: Client, moved: list[timedelta]) -> None:
    a_site()
    item = a_news_item("The awards close", expire_at=clock.now() + timedelta(minutes=5))
    moved[0] = timedelta(minutes=6)
    assert client.get(item.address).status_code == 404
    for path in ("/", "/news/", "/news/feed/", "/search/?q=awards"):
        assert "The awards close" not in client.get(path).content.decode(), path
    assert "the-awards-close" not in client.get("/sitemap.xml").content.decode()


def test_an_item_leaves_the_first_page_after_its_last_day_and_stays_in_the_archive(
    client: Client, moved: list[timedelta]
) -> None:
    a_site()
    today: datetime = clock.now()
    a_news_item("Doors open at nine", expires_on=clock.local_date(today))
    answer = client.get("/")
    assert "Doors open at nine" in answer.content.decode()
    assert true_until(answer) == clock.midnight_after(today)

    moved[0] = timedelta(days=1)
    assert "Doors open at nine" not in client.get("/").content.decode()
    assert "Doors open at nine" in client.get("/news/").content.decode()
