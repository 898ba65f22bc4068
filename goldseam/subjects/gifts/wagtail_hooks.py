from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.subjects.gifts.office.policy import BURSARY_POLICY, GIFT_POLICY

register_file(GIFT_POLICY, "desk_gifts:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [
        path("gifts/", include("goldseam.subjects.gifts.office.urls")),
        path("bursaries/", include("goldseam.subjects.gifts.office.bursary_urls")),
    ]


@hooks.register("register_admin_menu_item")
def gifts() -> DeskItem:
    return DeskItem(_("Gifts"), "desk_gifts:list", policy=GIFT_POLICY, icon_name="pick", order=48)


@hooks.register("register_admin_menu_item")
def bursaries() -> DeskItem:
    return DeskItem(_("Bursaries"), "bursaries:list", policy=BURSARY_POLICY, icon_name="group", order=49)
