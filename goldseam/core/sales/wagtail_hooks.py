from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from goldseam.core.desk.finding import register_file
from goldseam.core.desk.menu import DeskItem
from goldseam.core.desk.paths import paths_of
from goldseam.core.sales.office.moves import PaymentList, RefundList
from goldseam.core.sales.office.policy import ORDER_POLICY, PAYMENT_POLICY, REFUND_POLICY

register_file(ORDER_POLICY, "orders:file")


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [
        path("orders/", include("goldseam.core.sales.office.urls")),
        path("payments/", include((paths_of(PaymentList), "payments"))),
        path("refunds/", include((paths_of(RefundList), "refunds"))),
    ]


@hooks.register("register_admin_menu_item")
def orders() -> DeskItem:
    return DeskItem(_("Orders"), "orders:list", policy=ORDER_POLICY, icon_name="tasks", order=30)


@hooks.register("register_admin_menu_item")
def payments() -> DeskItem:
    return DeskItem(_("Payments"), "payments:list", policy=PAYMENT_POLICY, icon_name="download", order=31)


@hooks.register("register_admin_menu_item")
def refunds() -> DeskItem:
    return DeskItem(_("Refunds"), "refunds:list", policy=REFUND_POLICY, icon_name="redirect", order=32)
