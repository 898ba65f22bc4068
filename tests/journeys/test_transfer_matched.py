"""She pays by bank transfer; the treasurer finds the money on the statement and matches it by hand."""

import re

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.sales.models import Order
from tests.journeys.living import Live
from tests.journeys.steps import ask_to_join, confirm, no_barriers, pay_by, sit_down_as, the_factsheet_is_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_treasurer_matches_a_transfer_and_nia_is_a_member(live: Live, window: Page, desk: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Bank transfer")
    expect(window.get_by_role("heading", level=1)).to_have_text("Now please send the money")
    reference = Order.objects.get().reference
    expect(window.get_by_text(reference).first).to_be_visible()
    no_barriers(window)
    live.work()
    invoice = live.letter("nia@families.example", reference)
    assert re.fullmatch(r"invoice-\d{4}-\d{4}\.pdf", invoice.attachments[0])

    live.move(1)
    sit_down_as(desk, "treasurer")
    desk.get_by_role("link", name=re.compile(reference)).click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Match a bank transfer")
    no_barriers(desk)
    expect(desk.get_by_label("Amount in pounds")).to_have_value(re.compile(r"^75(\.00)?$"))
    desk.get_by_role("button", name="Record the transfer").click()
    expect(desk.get_by_text("£75 by transfer")).to_be_visible()
    assert Order.objects.get().paid_at is None, "what is only shown is not done"
    no_barriers(desk)
    desk.get_by_role("button", name="Record the transfer").click()
    expect(desk.get_by_text("£75 is recorded")).to_be_visible()

    live.work()
    confirm(window, live.letter("nia@families.example", "Welcome"))
    the_factsheet_is_open(window, is_open=True)
    window.goto("/me/payments/")
    expect(window.get_by_text(re.compile("£75")).first).to_be_visible()
    no_barriers(window)
