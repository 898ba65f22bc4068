from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.faces.office.people.policy import PEOPLE_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("people/", include("goldseam.faces.office.people.urls"))]


@hooks.register("register_admin_menu_item")
def people() -> DeskItem:
    return DeskItem(_("People"), "people:list", policy=PEOPLE_POLICY, icon_name="group", order=20)


@hooks.register("insert_global_admin_css")
def our_hand() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/office.css"))
