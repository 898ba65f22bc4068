"""What every page knows about the association and its own places."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page

from goldseam.core.people.models import Association
from goldseam.foundation.theme.navigation import Navigation, Place, Section
from goldseam.subjects.publishing.models import StandardPage, address_of


def theme(request: HttpRequest) -> dict[str, Any]:
    """`association` and `navigation` for the base template; asked of the database only by templates that show them."""
    return {"association": SimpleLazyObject(Association.get), "navigation": SimpleLazyObject(navigation)}


def navigation() -> Navigation:
    """The places there are: those of the page tree in one query, and those whose addresses are built."""
    tree = Page.objects.live().filter(Q(depth=3) | Q(standardpage__place__gt="")).order_by("path")
    pages = list(tree.values("title", "url_path", "show_in_menus", "content_type__model", "standardpage__place"))
    by_type = {page["content_type__model"]: _place(page) for page in pages}
    listed = [by_type[kind] for kind in ("blogindexpage", "newsindexpage") if kind in by_type]
    hubs = [by_type["hubindexpage"]] if "hubindexpage" in by_type else []
    join = _built(_("Become a member"), "membership:plans")
    library = _built(_("Library"), "library:list")

    menu = [_place(page) for page in pages if page["show_in_menus"] and page["content_type__model"] == "standardpage"]

    def of(place: str) -> list[Place]:
        return [_place(page) for page in pages if page["standardpage__place"] == place]

    sections = [
        Section(_("Belong"), join + hubs),
        Section(_("Learn"), library),
        Section(_("Read"), listed),
        Section(_("For families"), of(StandardPage.Place.FAMILIES)),
        Section(_("The association"), of(StandardPage.Place.ASSOCIATION)),
    ]
    return Navigation(
        running=[*_built(_("Membership"), "membership:plans"), *library, *hubs, *listed, *menu],
        sections=[section for section in sections if section.items],
        legal=of(StandardPage.Place.LEGAL),
        search_url=reverse("site:search"),
        join_url=join[0].url if join else "",
        member_url=reverse("portal:home"),
        sign_in_url=reverse("account_login"),
        sign_out_url=reverse("account_logout"),
    )


def _place(page: dict[str, Any]) -> Place:
    return Place(page["title"], address_of(page["url_path"]))


def _built(label: str, name: str) -> list[Place]:
    """A place, if the part of the house it belongs to is there: what is not built is linked nowhere."""
    try:
        return [Place(label, reverse(name))]
    except NoReverseMatch:
        return []
