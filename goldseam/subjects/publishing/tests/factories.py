"""What the tests of pages begin with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from goldseam.foundation import clock
from goldseam.subjects.publishing.actions import put_out
from goldseam.subjects.publishing.first_pages import make_first_pages
from goldseam.subjects.publishing.manuscript import parse
from goldseam.subjects.publishing.models import Author, BlogIndexPage, BlogPost, HomePage, NewsIndexPage, NewsItem

A_WHILE_AGO = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_site() -> HomePage:
    """A site with its first pages, made an hour ago."""
    return make_first_pages(at=clock.now() - timedelta(hours=1))


def an_author(name: str = "Dr Maren Oakshott", **details: Any) -> Author:
    known = {"name": name, "role": "educational psychologist", "biography": "She works in the Calder valley."}
    return Author.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults=known | details)[0]


def a_post(title: str = "Mending with gold", *, text: str = "", at: datetime | None = None, **details: Any) -> BlogPost:
    """A published post; `text` is a manuscript without its head."""
    tags = details.pop("tags", [])
    post = BlogPost(
        title=title,
        author=details.pop("author", None) or an_author(),
        standfirst=details.pop("standfirst", "Why the repair matters."),
        body=parse(f"title: {title}\n\n{text or 'A potter I know keeps a cracked bowl by her door.'}").body,
        **details,
    )
    post.tags.add(*tags)
    put_out(page=post, below=BlogIndexPage.objects.get(), at=at or clock.now())
    return post


def a_news_item(
    title: str = "The president on the steering group", *, at: datetime | None = None, **details: Any
) -> NewsItem:
    item = NewsItem(title=title, standfirst=details.pop("standfirst", "Two more years."), **details)
    put_out(page=item, below=NewsIndexPage.objects.get(), at=at or clock.now())
    return item
