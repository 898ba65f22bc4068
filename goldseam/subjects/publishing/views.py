from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.foundation.pagecache import cached
from goldseam.foundation.theme.addresses import one_address
from goldseam.subjects.publishing import lines, schema
from goldseam.subjects.publishing.models import (
    TOP,
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
)
from goldseam.subjects.publishing.showing import (
    SHOWING,
    feed,
    leaf,
    news_for_lists,
    posts_for_lists,
    shown_author,
    years,
)

# The addresses of the lists are promised, so an address tells the kind of page before the database is asked.
LISTS: dict[str, type[PublicPage]] = {
    "": HomePage,
    "blog/": BlogIndexPage,
    "news/": NewsIndexPage,
    "hubs/": HubIndexPage,
}
BELOW: dict[str, type[PublicPage]] = {"blog": BlogPost, "news": NewsItem, "hubs": HubPage}


@anyone()
@cached
@require_safe
def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """Any page of the tree, by its address."""
    at = clock.now()
    page = find(path, at=at)
    if page is None:
        raise Http404
    return _shown(request, page, at)


def find(path: str, *, at: datetime) -> PublicPage | None:
    """The page at `path` (`blog/mending-with-gold/`), in one query however deep it stands."""
    model = LISTS.get(path) or BELOW.get(path.partition("/")[0], StandardPage)
    found: PublicPage | None = model.objects.visible(at=at).with_joined().filter(url_path=f"/{TOP}/{path}").first()
    return found


def show(request: HttpRequest, page: PublicPage) -> HttpResponse:
    """One page as it stands or, in the office, as it would."""
    return _shown(request, page, clock.now())


def _shown(request: HttpRequest, page: PublicPage, at: datetime) -> HttpResponse:
    shown = SHOWING[type(page)](page, request, at)
    shown.setdefault("crumbs", [])
    entries = shown.pop("schema", [])
    if page.address != "/":
        trail = [(_("Home"), "/"), *shown["crumbs"], (page.title, page.address)]
        entries = [*entries, schema.breadcrumbs(trail)]
    return answer(
        request,
        page.template,
        {
            "page": page,
            "description": page.summary,
            "canonical_url": one_address(page.address, shown.get("leaf")),
            "og_title": page.seo_title or page.title,
            "schema": schema.script(entries),
            **shown,
        },
    )


def answer(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    """Render, and say until when the page is true, or that nobody may keep it."""
    ends, is_fleeting = shown.pop("ends", []), shown.pop("is_fleeting", False)
    response = render(request, template, shown)
    if is_fleeting:
        add_never_cache_headers(response)
    if ends:
        response.valid_until = min(ends)  # type: ignore[attr-defined]
    return response


def _listed(request: HttpRequest, index: type[PublicPage], path: str, shown: dict[str, Any]) -> HttpResponse:
    page = index.objects.live().first()
    if page is None:
        raise Http404
    title = str(shown["title"])
    crumbs = [(page.title, page.address)]
    trail = [(_("Home"), "/"), *crumbs, (title, path)]
    return answer(
        request,
        shown.pop("template"),
        {
            "crumbs": crumbs,
            "canonical_url": one_address(path, shown["leaf"]),
            "og_title": title,
            "schema": schema.script([schema.breadcrumbs(trail)]),
            **shown,
        },
    )


@anyone()
@cached
@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Who somebody is, and what they wrote here."""
    writer = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    posts = leaf(posts_for_lists(clock.now()).filter(author=writer), request)
    if not posts.paginator.count:
        raise Http404
    shown = {
        "template": "publishing/author.html",
        "title": writer.name,
        "description": writer.biography or writer.role,
        "author": shown_author(writer),
        "leaf": posts,
        "feeds": [feed("blog")],
    }
    return _listed(request, BlogIndexPage, request.path, shown)


@anyone()
@cached
@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts under one word."""
    found = get_object_or_404(Tag, slug=slug)
    posts = leaf(posts_for_lists(clock.now()).filter(tagged_items__tag=found), request)
    if not posts.paginator.count:
        raise Http404
    return _listed(request, BlogIndexPage, reverse("publishing:tag", args=[slug]), _blog_list(found.name, posts))


@anyone()
@cached
@require_safe
def blog_year(request: HttpRequest, year: int) -> HttpResponse:
    """The posts of one year."""
    at = clock.now()
    posts = leaf(posts_for_lists(at).filter(first_published_at__year=year), request)
    if not posts.paginator.count:
        raise Http404
    shown = _blog_list(_("Blog, %(year)s") % {"year": year}, posts) | {"years": years(BlogPost, at), "year": year}
    return _listed(request, BlogIndexPage, request.path, shown)


def _blog_list(title: str, posts: Any) -> dict[str, Any]:
    return {"template": "publishing/blog.html", "title": title, "leaf": posts, "feeds": [feed("blog")]}


@anyone()
@cached
@require_safe
def news_year(request: HttpRequest, year: int) -> HttpResponse:
    """The news of one year."""
    at = clock.now()
    found = leaf(news_for_lists(at).filter(first_published_at__year=year), request)
    if not found.paginator.count:
        raise Http404
    news, ends = lines.news(list(found), at=at)
    shown = {
        "template": "publishing/news.html",
        "title": _("News, %(year)s") % {"year": year},
        "leaf": found,
        "news": news,
        "ends": ends,
        "years": years(NewsItem, at),
        "year": year,
        "feeds": [feed("news")],
    }
    return _listed(request, NewsIndexPage, request.path, shown)
