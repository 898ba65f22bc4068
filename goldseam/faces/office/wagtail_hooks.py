"""What our office adds to Wagtail's admin, and what of Wagtail's it leaves out."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.rich_text.feature_registry import FeatureRegistry

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.core.desk.paths import paths_of
from goldseam.core.mail.sending_policy import SENDING_POLICY, STANDARD_POLICY
from goldseam.faces.office.health import HEALTH_POLICY
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.people.twins import TwinList
from goldseam.faces.office.privacy.policy import PRIVACY_POLICY
from goldseam.faces.office.settings import ASSOCIATION_POLICY, HUB_POLICY

# What Wagtail would show beside ours and nobody here can use: its reports, its users and sites, its advertising.
LEFT_OUT = ("reports", "help", "documents", "snippets")

register_file(PEOPLE_POLICY, "people:file")
register_file(STANDARD_POLICY, "standard:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [
        path("people/twins/", include((paths_of(TwinList), "twins"))),
        path("people/", include("goldseam.faces.office.people.urls")),
        path("privacy/", include("goldseam.faces.office.privacy.urls")),
        path("letters-to-many/", include("goldseam.faces.office.letters.sending_urls")),
        path("standard-letters/", include("goldseam.faces.office.letters.standard_urls")),
        path("", include("goldseam.faces.office.settings_urls")),
    ]


@hooks.register("register_admin_menu_item")
def today() -> MenuItem:
    return MenuItem(_("Today"), reverse_lazy("office:today"), name="today", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def people() -> DeskItem:
    return DeskItem(_("People"), "people:list", policy=PEOPLE_POLICY, icon_name="group", order=20)


@hooks.register("register_admin_menu_item")
def letters_to_many() -> DeskItem:
    return DeskItem(_("Write to people"), "sendings:list", policy=SENDING_POLICY, icon_name="mail", order=45)


@hooks.register("register_admin_menu_item")
def hub_health() -> DeskItem:
    return DeskItem(_("How hubs fare"), "hub_health:page", policy=HEALTH_POLICY, icon_name="site", order=47)


@hooks.register("register_settings_menu_item")
def hubs() -> DeskItem:
    return DeskItem(_("Hubs"), "hubs:list", policy=HUB_POLICY, icon_name="site", order=20)


@hooks.register("register_settings_menu_item")
def association() -> DeskItem:
    return DeskItem(_("The association"), "association:change", policy=ASSOCIATION_POLICY, icon_name="cog", order=30)


@hooks.register("register_settings_menu_item")
def privacy() -> DeskItem:
    return DeskItem(_("Privacy"), "privacy:list", policy=PRIVACY_POLICY, icon_name="lock", order=50)


@hooks.register("register_account_menu_item")
def where_signed_in(request: HttpRequest) -> dict[str, Any]:
    told = _("Every browser that is open in your name; what you do not know, you sign out.")
    return {"url": reverse("portal:browsers"), "label": _("Where you are signed in"), "help_text": told}


@hooks.register("register_account_menu_item")
def second_step(request: HttpRequest) -> dict[str, Any]:
    told = _("The app on your phone, your passkeys and recovery codes.")
    return {"url": reverse("mfa_index"), "label": _("Your second step"), "help_text": told}


@hooks.register("construct_main_menu")
def only_what_is_used(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in LEFT_OUT]


@hooks.register("construct_settings_menu")
def only_our_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if isinstance(item, DeskItem)]


class PeopleSearch(SearchArea):
    """The search of the menu looks for people, for those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        return PEOPLE_POLICY.user_has_permission(request.user, "view")


@hooks.register("register_admin_search_area")
def search() -> SearchArea:
    return PeopleSearch(_("People"), reverse("people:list"), name="people", icon_name="group", order=10)


@hooks.register("register_rich_text_features", order=100)
def only_what_can_be_shown(features: FeatureRegistry) -> None:
    """Documents have no public address here, and an embed would fetch a page of another site."""
    features.default_features = [name for name in features.default_features if name not in ("document-link", "embed")]


@hooks.register("insert_global_admin_css")
def our_hand() -> str:
    sheets = ((static(name),) for name in ("theme/tokens.css", "desk/admin.css", "desk/office.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
