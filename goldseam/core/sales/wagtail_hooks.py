from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.core.sales.office.policy import ORDER_POLICY

register_file(ORDER_POLICY, "orders:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("orders/", include("goldseam.core.sales.office.urls"))]


@hooks.register("register_admin_menu_item")
def orders() -> DeskItem:
    return DeskItem(_("Orders"), "orders:list", policy=ORDER_POLICY, icon_name="tasks", order=30)
