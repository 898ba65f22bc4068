from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.subjects.teams.office.policy import TEAM_POLICY, TIER_POLICY

register_file(TEAM_POLICY, "desk_teams:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [
        path("teams/", include("goldseam.subjects.teams.office.urls")),
        path("team-prices/", include("goldseam.subjects.teams.office.price_urls")),
    ]


@hooks.register("register_admin_menu_item")
def teams() -> DeskItem:
    return DeskItem(_("Teams"), "desk_teams:list", policy=TEAM_POLICY, icon_name="group", order=46)


@hooks.register("register_settings_menu_item")
def prices() -> DeskItem:
    return DeskItem(_("Prices for teams"), "team_prices:list", policy=TIER_POLICY, icon_name="tag", order=11)
