from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.core.ledger.office import LEDGER_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("money/", include("goldseam.core.ledger.office"))]


@hooks.register("register_admin_menu_item")
def trial_balance() -> DeskItem:
    return DeskItem(_("Trial balance"), "ledger:trial_balance", policy=LEDGER_POLICY, icon_name="table", order=60)
