"""What every page knows about the association and its own places."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from goldseam.core.people.kept import association
from goldseam.foundation.pagecache.memory import kept
from goldseam.foundation.theme.navigation import Navigation, Place, Section
from goldseam.subjects.publishing.models import StandardPage, address_of


def theme(request: HttpRequest) -> dict[str, Any]:
    """`association`, `navigation` and `kept_foot` for the base template; made only for templates that show them."""
    return {
        "association": SimpleLazyObject(association),
        "navigation": SimpleLazyObject(navigation),
        "kept_foot": SimpleLazyObject(foot),
    }


@kept
def foot() -> SafeString:
    """The foot is the same on every page."""
    return render_to_string("theme/foot.html", {"association": association(), "navigation": navigation()})


@kept
def navigation() -> Navigation:
    """The places there are: those of the page tree in one query, and those whose addresses are built."""
    tree = Page.objects.live().filter(Q(depth=3) | Q(standardpage__place__gt="")).order_by("path")
    pages = list(tree.values("title", "url_path", "show_in_menus", "content_type__model", "standardpage__place"))
    join = _built(_("Become a member"), "membership:plans")
    return Navigation(
        running=_running(pages),
        sections=[section for section in _sections(pages, join) if section.items],
        legal=_of(pages, StandardPage.Place.LEGAL),
        search_url=reverse("site:search"),
        join_url=join[0].url if join else "",
        member_url=reverse("portal:home"),
        sign_in_url=reverse("account_login"),
        sign_out_url=reverse("account_logout"),
    )


Pages = list[dict[str, Any]]


def _running(pages: Pages) -> list[Place]:
    menu = [_place(page) for page in pages if page["show_in_menus"] and page["content_type__model"] == "standardpage"]
    return [
        *_built(_("Membership"), "membership:plans"),
        *_built(_("Library"), "library:list"),
        *_list(pages, "hubindexpage"),
        *_list(pages, "blogindexpage"),
        *_list(pages, "newsindexpage"),
        *_built(_("For parents and carers"), "practice:practice"),
        *menu,
    ]


def _sections(pages: Pages, join: list[Place]) -> list[Section]:
    practice = _built(_("Rupture and repair"), "practice:practice")
    return [
        Section(
            _("Belong"),
            [
                *join,
                *_built(_("Membership for teams"), "teams:teams"),
                *_built(_("Give a membership"), "gifts:gift"),
                *_hubs(pages),
            ],
        ),
        Section(_("Learn"), _built(_("Library"), "library:list")),
        Section(_("Read"), _list(pages, "blogindexpage") + _list(pages, "newsindexpage")),
        Section(_("For families"), practice + _of(pages, StandardPage.Place.FAMILIES)),
        Section(
            _("The association"),
            [*_of(pages, StandardPage.Place.ASSOCIATION), *_built(_("Write to us"), "contact:ask")],
        ),
    ]


def _hubs(pages: Pages) -> list[Place]:
    return [*_list(pages, "hubindexpage"), *_built(_("Directory of members"), "directory:directory")]


def _list(pages: Pages, model: str) -> list[Place]:
    return [_place(page) for page in pages if page["content_type__model"] == model]


def _of(pages: Pages, place: str) -> list[Place]:
    """The texts that their editors put there."""
    return [_place(page) for page in pages if page["standardpage__place"] == place]


def _place(page: dict[str, Any]) -> Place:
    return Place(page["title"], address_of(page["url_path"]))


def _built(label: str, name: str) -> list[Place]:
    """A place, if the part of the house it belongs to is there: what is not built is linked nowhere."""
    try:
        return [Place(label, reverse(name))]
    except NoReverseMatch:
        return []
