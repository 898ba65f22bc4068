from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.core.repairs.office import REPAIRS_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("repairs/", include("goldseam.core.repairs.office"))]


@hooks.register("register_admin_menu_item")
def repairs() -> DeskItem:
    return DeskItem(_("Repairs"), "repairs:list", policy=REPAIRS_POLICY, icon_name="rotate", order=40)
