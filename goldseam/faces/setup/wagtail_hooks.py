from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.faces.office.settings import ASSOCIATION_POLICY


@hooks.register("register_settings_menu_item")
def setting_up() -> DeskItem:
    return DeskItem(_("Setting up"), "setup:overview", policy=ASSOCIATION_POLICY, icon_name="list-ul", order=10)
