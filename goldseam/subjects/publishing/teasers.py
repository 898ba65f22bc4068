"""How pages show in lists. Drafts, scheduled and expired pages show nowhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from goldseam.foundation.contracts import Live, Tease, tease_all, teasers
from goldseam.subjects.publishing import models


class PageTeaser:
    """One kind of page. `can_be_pointed_to` is false where a pointer would only lead to another list or text."""

    def __init__(self, model: type[models.PublicPage], label: Any, kind: Any, *, can_be_pointed_to: bool) -> None:
        self.model, self.label, self.kind, self.can_be_pointed_to = model, label, kind, can_be_pointed_to

    def visible(self, at: datetime) -> Any:
        return self.model.objects.visible(at=at).for_lists()

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        rows = self.visible(at).filter(pk__in=[key for key in keys if key.isdecimal()])
        return {tease.key: tease for tease in self.shown(rows, at)}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        found = self.visible(at).search(text, operator="and")[:limit]
        # Whole words first; when there are none, titles with words that begin so.
        return self.shown(found, at) or self.shown(self.visible(at).autocomplete(text)[:limit], at)

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        if not self.can_be_pointed_to:
            return []
        return [(str(pk), title) for pk, title in self.visible(at).newest().values_list("pk", "title")[:50]]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        rows = self.model.objects.visible(at=at).only("url_path", "last_published_at")
        return [(page.address, page.last_published_at) for page in rows]

    def shown(self, rows: Any, at: datetime) -> list[Tease]:
        return [self._tease(page) for page in rows]

    def _tease(self, page: models.PublicPage, live: Live | None = None) -> Tease:
        return Tease(
            key=str(page.pk),
            title=page.title,
            url=page.address,
            summary=page.summary,
            kind=str(self.kind),
            live=live,
            published_at=page.first_published_at,
        )


class NewsTeaser(PageTeaser):
    """News carries the state of what it points to."""

    def shown(self, rows: Any, at: datetime) -> list[Tease]:
        items = list(rows)
        things = tease_all([item.points_to for item in items], at=at)
        return [self._tease(item, getattr(things.get(item.points_to), "live", None)) for item in items]


class TextTeaser(PageTeaser):
    """Pages that stay. The sitemap takes the first page and the lists with them."""

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        others = (models.BlogPost, models.NewsItem, models.HubPage)
        rows = Page.objects.live().not_type(*others).filter(Q(expire_at=None) | Q(expire_at__gt=at), depth__gt=1)
        return [(models.address_of(page.url_path), page.last_published_at) for page in rows]


POSTS = PageTeaser(models.BlogPost, _("Blog"), _("From the blog"), can_be_pointed_to=True)
NEWS = NewsTeaser(models.NewsItem, _("News"), _("News"), can_be_pointed_to=False)
HUBS = PageTeaser(models.HubPage, _("Hubs"), _("Hub"), can_be_pointed_to=True)
PAGES = TextTeaser(models.StandardPage, _("Pages"), _("Page"), can_be_pointed_to=True)

teasers.register("publishing.post", POSTS)
teasers.register("publishing.news", NEWS)
teasers.register("publishing.hub", HUBS)
teasers.register("publishing.page", PAGES)
