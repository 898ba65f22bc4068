from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.subjects.library.office.policy import FACTSHEET_POLICY

register_file(FACTSHEET_POLICY, "factsheets:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("factsheets/", include("goldseam.subjects.library.office.urls"))]


@hooks.register("register_admin_menu_item")
def factsheets() -> DeskItem:
    return DeskItem(_("Factsheets"), "factsheets:list", policy=FACTSHEET_POLICY, icon_name="doc-full", order=70)
