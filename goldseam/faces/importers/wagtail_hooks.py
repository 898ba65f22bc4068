from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.faces.importers.office.policy import IMPORT_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("import/", include("goldseam.faces.importers.office.urls"))]


@hooks.register("register_settings_menu_item")
def imports() -> DeskItem:
    return DeskItem(_("Import"), "import:list", policy=IMPORT_POLICY, icon_name="upload", order=40)
