"""What the tests of pages begin with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils.text import slugify
from wagtail.models import Page

from goldseam.core.people.actions import amend_hub, give_role, meet
from goldseam.core.people.models import Association, Hub, Person
from goldseam.foundation import clock
from goldseam.subjects.hubs.actions import choose
from goldseam.subjects.publishing.actions import put_by, put_out
from goldseam.subjects.publishing.first_pages import make_first_pages
from goldseam.subjects.publishing.manuscript import parse
from goldseam.subjects.publishing.models import (
    Author,
    BlogIndexPage,
    BlogPost,
    HomePage,
    NewsIndexPage,
    NewsItem,
    PostTag,
    PublicPage,
)

MONDAY_MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_site() -> HomePage:
    """A site with its first pages, made an hour ago."""
    Association.objects.get_or_create(pk=1, defaults={"name": "Association for Infant Mental Health"})
    return make_first_pages(at=clock.now() - timedelta(hours=1))


def a_hub(name: str = "Yorkshire and the North", **details: Any) -> Hub:
    return Hub.objects.get_or_create(slug=slugify(name), defaults={"name": name, "map_x": 238, "map_y": 294} | details)[
        0
    ]


def a_lead(hub: Hub, *, is_named: bool = True) -> Person:
    """Joel, who leads the hub; by default he agrees to be named."""
    at = clock.now()
    joel = meet(email="joel@hub.example", given_name="Joel", family_name="Hartigan", at=at)
    give_role(person=joel, role="hublead", hub=hub, at=at, by=None)
    amend_hub(hub=hub, details={"lead": joel}, at=at, by=joel)
    choose(person=joel, chosen={"is_named_as_lead": is_named}, at=at)
    return joel


def an_author(name: str = "Dr Maren Oakshott", **details: Any) -> Author:
    known = {"name": name, "role": "Educational psychologist", "biography": "She works in the Calder valley."}
    return Author.objects.get_or_create(slug=slugify(name), defaults=known | details)[0]


def draft(title: str = "Mending with gold", *, text: str = "", **details: Any) -> BlogPost:
    """A post that is not in the tree yet; `text` is a manuscript without its head."""
    tags = details.pop("tags", [])
    post = BlogPost(
        title=title,
        slug=details.pop("slug", slugify(title)),
        author=details.pop("author", None) or an_author(),
        standfirst=details.pop("standfirst", "Why the repair matters."),
        body=parse(f"title: {title}\n\n{text or 'A potter I know keeps a cracked bowl by her door.'}").body,
        **details,
    )
    post.tags.add(*tags)
    return post


def a_post(title: str = "Mending with gold", *, at: datetime | None = None, **details: Any) -> BlogPost:
    post = draft(title, **details)
    put_out(page=post, below=BlogIndexPage.objects.get(), at=at or clock.now())
    return post


def a_news_item(title: str = "Two more years", *, at: datetime | None = None, **details: Any) -> NewsItem:
    item = _item(title, details)
    put_out(page=item, below=NewsIndexPage.objects.get(), at=at or clock.now())
    return item


def a_scheduled_item(title: str = "The awards are open", *, until: datetime, **details: Any) -> NewsItem:
    item = _item(title, details)
    put_by(page=item, below=NewsIndexPage.objects.get(), until=until)
    return item


def _item(title: str, details: dict[str, Any]) -> NewsItem:
    return NewsItem(title=title, slug=slugify(title), standfirst=details.pop("standfirst", "In short."), **details)


def copies(page: PublicPage, times: int, *, first: int = 1) -> None:
    """The same page again and again, written straight into its tables: a thousand through the tree take a minute."""
    parent = page.get_parent()
    numbers = range(first, first + times)
    rows = [Page(**{f.attname: getattr(page, f.attname) for f in Page._meta.concrete_fields}) for _ in numbers]
    for number, row in zip(numbers, rows, strict=True):
        row.pk, row.translation_key, row.latest_revision_id, row.live_revision_id = None, uuid4(), None, None
        row.slug = f"{page.slug}-{number}"
        row.url_path = f"{parent.url_path}{row.slug}/"
        row.path = f"{parent.path}{'ABCDEFGH'[page.pk % 8]}{number:03X}"
    Page.objects.bulk_create(rows)
    table, own = page._meta.db_table, [f.column for f in page._meta.local_concrete_fields if not f.primary_key]
    columns = ", ".join(own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_ptr_id, {columns}) "
            f"SELECT unnest(%s::bigint[]), {columns} FROM {table} WHERE page_ptr_id = %s",
            [[row.pk for row in rows], page.pk],
        )
    tags = page.tagged_items.values_list("tag_id", flat=True) if isinstance(page, BlogPost) else ()
    PostTag.objects.bulk_create(PostTag(content_object_id=row.pk, tag_id=tag) for row in rows for tag in tags)


def days_from_today(days: int) -> date:
    return clock.local_date(clock.now()) + timedelta(days=days)


def true_until(answer: Any) -> datetime | None:
    """The moment at which the page begins to say something else."""
    return getattr(answer, "valid_until", None)
