"""She joins, thinks again within the fortnight, and has all of her money back in two clicks."""

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
    the_factsheet_is_open,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nia_cancels_within_fourteen_days_and_her_money_comes_back(live: Live, window: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Card")
    press_at_the_bank(window, "Pay")
    live.work()
    confirm(window, live.letter("nia@families.example", "Welcome"))
    live.move(1)

    window.goto("/me/")
    window.get_by_role("link", name="Cancel, with your money back").click()
    expect(window.get_by_text("All of your money, £75.00, goes back the way it came.")).to_be_visible()
    expect(window.get_by_text("“Membership: Qualified Professional” ends at once.")).to_be_visible()
    no_barriers(window)
    window.get_by_role("button", name="Cancel it and send my money back").click()

    expect(window.get_by_text("all of your money is on its way back")).to_be_visible()
    expect(window.get_by_role("row", name=re.compile("Sent back to you")).get_by_text("£75.00")).to_be_visible()
    expect(window.get_by_role("link", name=re.compile("Cancel, until"))).to_have_count(0)
    no_barriers(window)
    the_factsheet_is_open(window, is_open=False)

    live.work()
    assert BankRefund.objects.get().amount_pence == 7500
    assert Order.objects.get().state == "refunded"
    assert "£75.00" in live.letter("nia@families.example", "on its way back").text
    window.goto("/me/")
    expect(window.get_by_role("heading", level=1)).not_to_contain_text("all is well")
