from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.subjects.membership.office import PLAN_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("plans/", include("goldseam.subjects.membership.office"))]


@hooks.register("register_settings_menu_item")
def plans() -> DeskItem:
    return DeskItem(_("Plans"), "plans:list", policy=PLAN_POLICY, icon_name="tag", order=10)
