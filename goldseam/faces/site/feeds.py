"""The feeds of blog and news, as Atom (RFC 4287)."""

import re
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from goldseam.core.people.models import Association
from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.foundation.pagecache import cached
from goldseam.subjects.publishing.models import BlogPost, NewsItem, PublicPage
from goldseam.subjects.publishing.schema import absolute

LATEST = 20
# What no XML may hold (XML 1.0, 2.2); texts pasted from slides bring the first of them with each soft break.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    """A text as a feed may carry it: one such sign would take the whole feed away."""
    return _NOT_XML.sub(" ", text)


class PageFeed(Feed):
    """The newest pages of one kind."""

    feed_type = Atom1Feed
    title_template = description_template = None
    name: Any = ""
    path = ""

    def title(self) -> str:
        return plain(f"{self.name} – {Association.get().name}")

    def link(self) -> str:
        return absolute(self.path)

    def feed_url(self) -> str:
        return absolute(f"{self.path}feed/")

    def author_name(self) -> str:
        return plain(Association.get().name)

    def item_title(self, item: PublicPage) -> str:
        return plain(item.title)

    def item_description(self, item: PublicPage) -> str:
        return plain(item.summary)

    def item_link(self, item: PublicPage) -> str:
        return absolute(item.address)

    def item_pubdate(self, item: PublicPage) -> datetime | None:
        published_at: datetime | None = item.first_published_at
        return published_at

    def item_updateddate(self, item: PublicPage) -> datetime | None:
        changed_at: datetime | None = item.last_published_at
        return changed_at


class BlogFeed(PageFeed):
    name = gettext_lazy("Blog")
    path = "/blog/"

    def items(self) -> Any:
        posts = BlogPost.objects.visible(at=clock.now()).newest()
        return posts.select_related("author").prefetch_related("tagged_items__tag")[:LATEST]

    def item_author_name(self, item: BlogPost) -> str:
        return plain(item.author.name)

    def item_author_link(self, item: BlogPost) -> str:
        return absolute(f"/blog/authors/{item.author.slug}/")

    def item_categories(self, item: BlogPost) -> list[str]:
        return [plain(tagged.tag.name) for tagged in item.tagged_items.all()]


class NewsFeed(PageFeed):
    name = gettext_lazy("News")
    path = "/news/"

    def items(self) -> Any:
        return NewsItem.objects.visible(at=clock.now()).newest()[:LATEST]


@anyone()
@cached
@require_safe
def blog(request: HttpRequest) -> HttpResponse:
    return BlogFeed()(request)


@anyone()
@cached
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    return NewsFeed()(request)
