"""She changes her mind within a fortnight; the money goes back, and what it opened closes."""

import re

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.gateways.demo.models import BankRefund
from goldseam.core.sales.models import Order
from tests.journeys.living import Live
from tests.journeys.steps import (
    ask_to_join,
    confirm,
    no_barriers,
    pay_by,
    press_at_the_bank,
    sit_down_as,
    the_factsheet_is_open,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nia_has_her_money_back_and_the_library_closes(live: Live, window: Page, desk: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Card")
    press_at_the_bank(window, "Pay")
    live.work()
    confirm(window, live.letter("nia@families.example", "Welcome"))
    the_factsheet_is_open(window, is_open=True)

    live.move(3)
    reference = Order.objects.get().reference
    sit_down_as(desk, "treasurer")
    desk.goto(f"/office/orders/{Order.objects.get().pk}/")
    expect(desk.get_by_text(reference).first).to_be_visible()
    desk.get_by_role("link", name=re.compile("^Refund(?!s)")).click()
    no_barriers(desk)
    desk.get_by_label("Why").fill("Changed her mind within 14 days")
    desk.get_by_role("button", name="Send the money back").click()
    no_barriers(desk)
    desk.get_by_role("button", name="Send the money back").click()
    expect(desk.get_by_text("£75").first).to_be_visible()

    the_factsheet_is_open(window, is_open=False)
    live.work()
    assert BankRefund.objects.get().amount_pence == 7500
    assert Order.objects.get().state == "refunded"
    letter = live.letter("nia@families.example", "on its way back")
    assert "£75.00" in letter.text
    window.goto("/me/")
    expect(window.get_by_role("heading", level=1)).not_to_contain_text("all is well")
    no_barriers(window)
    window.goto("/me/history/")
    expect(window.get_by_text("£75 went back to you").first).to_be_visible()
    no_barriers(window)
