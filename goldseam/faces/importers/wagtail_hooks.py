from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.faces.importers.office.policy import ARTICLE_POLICY, IMPORT_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [
        path("import/articles/", include("goldseam.faces.importers.office.article_urls")),
        path("import/", include("goldseam.faces.importers.office.urls")),
    ]


@hooks.register("register_settings_menu_item")
def imports() -> DeskItem:
    return DeskItem(_("Import"), "import:list", policy=IMPORT_POLICY, icon_name="upload", order=40)


@hooks.register("register_settings_menu_item")
def articles() -> DeskItem:
    return DeskItem(_("Import articles"), "articles:list", policy=ARTICLE_POLICY, icon_name="doc-full", order=41)
