"""What makes the kept pages go. A dropped cache is a row that its transaction's commit carries out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from goldseam.core.people.actions import change_details, meet
from goldseam.core.people.models import Association, Hub
from goldseam.foundation import clock, pagecache
from goldseam.foundation.pagecache.models import PendingDrop
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.actions import publish_due
from goldseam.subjects.publishing.models import Author, BlogIndexPage, NewsItem
from goldseam.subjects.publishing.tests.factories import (
    a_hub,
    a_news_item,
    a_post,
    a_scheduled_item,
    a_site,
    days_from_today,
    draft,
)


def publish() -> None:
    post = draft()
    BlogIndexPage.objects.get().add_child(instance=post)
    post.save_revision().publish()


def rename(model: Any, **changes: object) -> None:
    row = model.objects.get()
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def rename_lead(given_name: str) -> None:
    lead = Hub.objects.get().lead
    assert lead
    change_details(person=lead, details={"given_name": given_name}, at=clock.now(), by=lead)


def change_version() -> None:
    sheet = Factsheet.objects.get()
    Version.objects.create(factsheet=sheet, number=2, published_on=days_from_today(0), body="<p>…</p>")


CHANGES: dict[str, Callable[[], object]] = {
    "a post is published": publish,
    "a news item is taken back": lambda: NewsItem.objects.get(slug="two-more-years").unpublish(),
    "a page is deleted": lambda: NewsItem.objects.get(slug="two-more-years").delete(),
    "a page is moved": lambda: NewsItem.objects.get(slug="two-more-years").move(
        BlogIndexPage.objects.get(), "last-child"
    ),
    "a scheduled item goes out": lambda: publish_due(at=clock.now()),
    "an author's role": lambda: rename(Author, role="Nurse"),
    "the association's name": lambda: rename(Association, name="Another name"),
    "a hub's introduction": lambda: rename(Hub, introduction="We meet on Tuesdays."),
    "the name of a hub's lead": lambda: rename_lead("Joanna"),
    "a plan's price": lambda: rename(Plan, price_pence=1),
    "a factsheet's title": lambda: rename(Factsheet, title="Sleep"),
    "a new version": change_version,
}


@pytest.mark.django_db
def test_pages_are_forgotten_when_something_they_show_changes() -> None:
    a_hub(lead=meet(email="joan@aimh.example", given_name="Joan", family_name="Hartigan", at=clock.now()))
    a_site()
    a_post("Something by somebody")
    a_news_item()
    a_scheduled_item(until=clock.now())
    a_plan()
    Factsheet.objects.create(slug="infant-sleep", number=14, title="Infant sleep", summary="…")
    assert {what for what, change in CHANGES.items() if not forgets(change)} == set()


def forgets(change: Callable[[], object]) -> bool:
    """Whether this change asks for the kept pages to go; the change itself is taken back."""
    PendingDrop.objects.all().delete()
    connection.run_on_commit.clear()
    with transaction.atomic():
        change()
        found = PendingDrop.objects.exists()
        transaction.set_rollback(True)
    return found


def test_a_change_that_nobody_sees_keeps_the_pages(db: None) -> None:
    """The control of the test above."""
    assert not forgets(lambda: None)


@pytest.mark.django_db(transaction=True)
def test_a_reader_sees_a_correction_at_once(client: Client, settings: object) -> None:
    a_site()
    post = a_post()
    assert "Mending with gold" in client.get("/blog/").content.decode()
    post.title = "Mended with gold"
    post.save_revision().publish()
    assert "Mended with gold" in client.get("/blog/").content.decode()


@pytest.mark.django_db
def test_pages_of_the_tree_may_be_kept_and_search_may_not(client: Client) -> None:
    a_site()
    a_post(tags=["Repair"])
    for path in ("/", "/blog/", "/blog/mending-with-gold/", "/blog/tags/repair/", "/news/feed/", "/sitemap.xml"):
        answer = client.get(path)
        assert getattr(answer, pagecache.MARK, False), path
        assert not answer.cookies, path
        assert b"csrfmiddlewaretoken" not in answer.content, path
    assert not getattr(client.get("/search/?q=gold"), pagecache.MARK, False)
