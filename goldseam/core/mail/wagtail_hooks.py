from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.core.mail.office import LETTER_POLICY

register_file(LETTER_POLICY, "letters:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("letters/", include("goldseam.core.mail.office"))]


@hooks.register("register_admin_menu_item")
def letters() -> DeskItem:
    return DeskItem(_("Letters"), "letters:list", policy=LETTER_POLICY, icon_name="mail", order=50)
