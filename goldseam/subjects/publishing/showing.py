"""What each kind of page shows, besides itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldseam.core.people.models import Hub
from goldseam.foundation import clock
from goldseam.foundation.contracts import tease_all
from goldseam.foundation.money import pounds
from goldseam.subjects.hubs.finding import open_to, shown
from goldseam.subjects.hubs.leading import named_lead
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.publishing import lines, schema
from goldseam.subjects.publishing.models import (
    Author,
    BlogIndexPage,
    BlogPost,
    HomePage,
    HubIndexPage,
    HubPage,
    NewsIndexPage,
    NewsItem,
    PublicPage,
    StandardPage,
    address_of,
)

A_LEAF = 10
SHARED = "fill-1200x630|format-jpeg"
HUB_COLUMNS = ("title", "url_path", "hub__slug", "hub__map_x", "hub__map_y", "lead")
ON_THE_FIRST_PAGE = 6
ON_A_HUB_PAGE = 12
Shown = dict[str, Any]


def _home(page: HomePage, request: HttpRequest, at: datetime) -> Shown:
    today = clock.local_date(at)
    post = _featured(page, at)
    running = news_for_lists(at).filter(Q(expires_on=None) | Q(expires_on__gte=today))
    items = list(running[:ON_THE_FIRST_PAGE])
    news, ends = lines.news(items, at=at)
    plans: list[Any] = list(Plan.objects.open().priced(on=today))
    changes = [clock.midnight_before(plan.next_price_on) for plan in plans if plan.next_price_on]
    return {
        "post": post,
        "post_by": _by(post.author) if post else "",
        "post_day": lines.day(post.first_published_at) if post else "",
        "post_read": _("Read it, %(time)s") % {"time": reading_time(post)} if post else "",
        "news": news,
        "hubs": _hubs(at),
        "plans": [(plan, reverse("membership:join", args=[plan.slug])) for plan in plans],
        "least": pounds(min(plan.now_pence for plan in plans)) if plans else "",
        "ends": [*ends, *lines.last_days(items), *changes],
        "og_title": page.seo_title or page.opening,
        "feeds": [feed("blog"), feed("news")],
    }


def _featured(page: HomePage, at: datetime) -> BlogPost | None:
    posts = BlogPost.objects.visible(at=at).with_joined().newest()
    chosen: BlogPost | None = posts.filter(pk=page.feature_id).first() if page.feature_id else None
    return chosen or posts.first()


def _standard(page: StandardPage, request: HttpRequest, at: datetime) -> Shown:
    return {"crumbs": _above(page), "about_page": [(_("Last changed"), lines.day(page.last_published_at))]}


def _blog(page: BlogIndexPage, request: HttpRequest, at: datetime) -> Shown:
    return {
        **_titles(page),
        "leaf": leaf(posts_for_lists(at), request),
        "years": years(BlogPost, at),
        "feeds": [feed("blog")],
    }


def _post(page: BlogPost, request: HttpRequest, at: datetime) -> Shown:
    tags, picture = list(page.tags.all()), _first_picture(page)
    return {
        **picture,
        "author": shown_author(page.author),
        "about_post": [
            (_("Published"), lines.day(page.first_published_at)),
            (_("Reading time"), capfirst(reading_time(page))),
            (_("Checked by"), page.checked_by),
        ],
        # A tag of signs alone ("???") has no address.
        "tags": [(tag.name, reverse("publishing:tag", args=[tag.slug]) if tag.slug else "") for tag in tags],
        "related": _related(page, tags, at),
        "crumbs": _above(page),
        "schema": [schema.blog_posting(page, image_path=picture.get("image_url", ""))],
        "feeds": [feed("blog")],
        "og_type": "article",
    }


def _first_picture(page: BlogPost) -> dict[str, str]:
    """The first picture of a text, in the shape in which it stands beside a link elsewhere."""
    pictures = (block.value["picture"] for block in page.body if block.block_type == "picture")
    picture = next(filter(None, pictures), None)
    if picture is None:
        return {}
    return {"image_url": picture.get_rendition(SHARED).url, "image_alt": picture.contextual_alt_text or ""}


def _related(page: BlogPost, tags: list[Any], at: datetime) -> list[BlogPost]:
    """Two other posts: those that share most tags, the newest of these first."""
    shared = Count("tagged_items", filter=Q(tagged_items__tag__in=tags))
    others = posts_for_lists(at).exclude(pk=page.pk).annotate(shared=shared)
    return list(others.order_by("-shared", "-first_published_at")[:2])


def _news(page: NewsIndexPage, request: HttpRequest, at: datetime) -> Shown:
    found = leaf(news_for_lists(at), request)
    news, ends = lines.news(list(found), at=at)
    shown = {"leaf": found, "news": news, "ends": ends, "years": years(NewsItem, at), "feeds": [feed("news")]}
    return _titles(page) | shown


def _news_item(page: NewsItem, request: HttpRequest, at: datetime) -> Shown:
    thing = tease_all([page.points_to], at=at).get(page.points_to)
    return {
        "thing": thing,
        "ends": lines.ends([thing]),
        "day": lines.day(page.first_published_at),
        "crumbs": _above(page),
        "schema": [schema.news_article(page)],
        "feeds": [feed("news")],
        "og_type": "article",
    }


def _hub_index(page: HubIndexPage, request: HttpRequest, at: datetime) -> Shown:
    return {"hubs": _hubs(at)}


def _hub(page: HubPage, request: HttpRequest, at: datetime) -> Shown:
    items = news_for_lists(at).filter(hub=page.hub)[:ON_THE_FIRST_PAGE]
    news, ends = lines.news(list(items), at=at)
    areas = ", ".join(page.hub.postcode_areas)
    lead = HubPage.objects.filter(pk=page.pk).values_list(named_lead(page.hub_id), flat=True).get()
    people = open_to(request.user, at=at).of_hub(page.hub).in_order()
    return {
        "news": news,
        "ends": ends,
        "about_hub": [(_("Led by"), lead), (_("Postcodes beginning with"), areas)],
        "people": shown(people[:ON_A_HUB_PAGE]),
        # Whoever leaves is hidden at once: a page that may name somebody is made anew for each reader.
        "is_fleeting": Entry.objects.of_hub(page.hub).exclude(seen_by=Entry.SeenBy.NOBODY).exists(),
        "crumbs": _above(page),
    }


SHOWING: dict[type[PublicPage], Callable[[Any, HttpRequest, datetime], Shown]] = {
    HomePage: _home,
    StandardPage: _standard,
    BlogIndexPage: _blog,
    BlogPost: _post,
    NewsIndexPage: _news,
    NewsItem: _news_item,
    HubIndexPage: _hub_index,
    HubPage: _hub,
}


def posts_for_lists(at: datetime) -> Any:
    """The posts there are, newest first."""
    return BlogPost.objects.visible(at=at).for_lists().newest()


def news_for_lists(at: datetime) -> Any:
    """The news there is, newest first."""
    return NewsItem.objects.visible(at=at).for_lists().newest()


def _by(author: Author) -> str:
    """Name and role in one line: a role that begins with a common word goes on in small letters."""
    role = author.role if author.role[1:2].isupper() else author.role[:1].lower() + author.role[1:]
    return f"{author.name}, {role}." if role else f"{author.name}."


@dataclass(frozen=True)
class HubOnMap:
    """A hub as the theme's map takes it."""

    name: str
    slug: str
    url: str
    map_x: int
    map_y: int
    lines: list[str]


def pages_of_hubs(hubs: Sequence[Hub], *, at: datetime) -> list[HubOnMap]:
    """The pages of these hubs, in their order; a hub whose page is not out yet has none."""
    found = {hub.slug: hub for hub in _hubs(at, HubPage.objects.filter(hub__in=hubs))}
    return [found[hub.slug] for hub in hubs if hub.slug in found]


def news_of_hubs(hubs: Sequence[Hub], *, at: datetime) -> Sequence[Any]:
    """Their newest news, as lists show it."""
    return lines.news(list(news_for_lists(at).filter(hub__in=hubs)[:ON_THE_FIRST_PAGE]), at=at)[0]


def _hubs(at: datetime, among: Any = None) -> list[HubOnMap]:
    pages = HubPage.objects.visible(at=at) if among is None else among.visible(at=at)
    pages = pages.annotate(lead=named_lead(OuterRef("hub")))
    rows = pages.order_by("hub__position", "title").values_list(*HUB_COLUMNS)
    return [
        HubOnMap(
            name=title,
            slug=slug,
            url=address_of(url_path),
            map_x=x,
            map_y=y,
            lines=[_("Led by %(name)s.") % {"name": lead}] if lead else [],
        )
        for title, url_path, slug, x, y, lead in rows
    ]


def _titles(page: BlogIndexPage | NewsIndexPage) -> Shown:
    """What the same list of one year only says in other words."""
    return {"title": page.title, "standfirst": page.standfirst}


def _above(page: PublicPage) -> list[tuple[str, str]]:
    """Name and path of the pages between the first page and this one."""
    if page.depth is None or page.depth <= 3:
        return []
    above = page.get_ancestors().filter(depth__gt=2).values_list("title", "url_path")
    return [(title, address_of(url_path)) for title, url_path in above]


def leaf(rows: Any, request: HttpRequest) -> Leaf:
    """The asked-for leaf of a long list; the nearest one there is for a number that cannot be."""
    return Paginator(rows, A_LEAF).get_page(request.GET.get("page"))


def years(model: type[PublicPage], at: datetime) -> list[int]:
    """The years in which something of this kind went out, newest first."""
    return [day.year for day in model.objects.visible(at=at).datetimes("first_published_at", "year", order="DESC")]


def shown_author(author: Author) -> dict[str, str]:
    """An author as the theme takes one."""
    portrait = author.portrait.get_rendition("fill-288x360|format-webp") if author.portrait else None
    return {
        "name": author.name,
        "initials": author.initials,
        "role": author.role,
        "biography": author.biography,
        "url": reverse("publishing:author", args=[author.slug]),
        "photograph_url": portrait.url if portrait else "",
    }


def reading_time(post: BlogPost) -> str:
    """`three minutes`"""
    words = ngettext("%(number)s minute", "%(number)s minutes", post.minutes)
    return words % {"number": apnumber(post.minutes)}


def feed(which: str) -> dict[str, str]:
    titles = {"blog": _("Blog"), "news": _("News")}
    return {"title": titles[which], "url": f"/{which}/feed/"}
