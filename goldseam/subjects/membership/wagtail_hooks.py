from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.menu import DeskItem
from goldseam.subjects.membership.evidence.office import EVIDENCE_POLICY
from goldseam.subjects.membership.office import PLAN_POLICY
from goldseam.subjects.membership.renewals.office import RENEWAL_POLICY


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [
        path("plans/", include("goldseam.subjects.membership.office")),
        path("evidence/", include("goldseam.subjects.membership.evidence.office")),
        path("renewals/", include("goldseam.subjects.membership.renewals.office")),
    ]


@hooks.register("register_settings_menu_item")
def plans() -> DeskItem:
    return DeskItem(_("Plans"), "plans:list", policy=PLAN_POLICY, icon_name="tag", order=10)


@hooks.register("register_admin_menu_item")
def renewals() -> DeskItem:
    return DeskItem(_("Renewals"), "renewals:rehearsal", policy=RENEWAL_POLICY, icon_name="date", order=45)


@hooks.register("register_admin_menu_item")
def evidence() -> DeskItem:
    return DeskItem(_("Evidence of studies"), "evidence:list", policy=EVIDENCE_POLICY, icon_name="doc-full", order=47)
