from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.core.treasury.office.policy import STATEMENT_POLICY

register_file(STATEMENT_POLICY, "statements:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("statements/", include("goldseam.core.treasury.office.urls"))]


@hooks.register("register_admin_menu_item")
def statements() -> DeskItem:
    return DeskItem(_("Statements"), "statements:list", policy=STATEMENT_POLICY, icon_name="download", order=35)
