from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY

register_file(ENQUIRY_POLICY, "enquiries:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("enquiries/", include("goldseam.subjects.enquiries.office.urls"))]


@hooks.register("register_admin_menu_item")
def enquiries() -> DeskItem:
    return DeskItem(_("Enquiries"), "enquiries:list", policy=ENQUIRY_POLICY, icon_name="comment", order=44)
