"""The treasurer takes in the bank's statement: one order is matched by itself, the doubtful is decided by a person."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from goldseam.core.sales.models import Order
from goldseam.foundation import clock
from tests.journeys.living import Live
from tests.journeys.steps import ask_to_join, no_barriers, pay_by, sit_down_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_statement_is_taken_in_and_every_line_decided(live: Live, window: Page, desk: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Bank transfer")
    order = Order.objects.get()
    day = clock.local_date(clock.now()).isoformat()
    rows = f"{day},N FERREDAY {order.reference.lower()},75.00\n{day},INTEREST,1.20\n"
    file: FilePayload = {
        "name": "statement.csv",
        "mimeType": "text/csv",
        "buffer": f"Date,Description,Amount\n{rows}".encode(),
    }

    sit_down_as(desk, "treasurer")
    desk.goto("/office/statements/new/")
    no_barriers(desk)
    desk.get_by_label("CSV or OFX file from the bank").set_input_files(file)
    desk.get_by_role("button", name="Read the statement").click()
    expect(desk.get_by_text("2 lines, 2 of them not seen before")).to_be_visible()
    live.work()
    desk.reload()
    no_barriers(desk)
    assert Order.objects.get().state == "paid"
    desk.get_by_role("link", name=re.compile("Set it aside")).click()
    desk.get_by_label("Not for an order").check()
    no_barriers(desk)
    desk.get_by_role("button", name="Set it aside").click()
    expect(desk.get_by_text("Nothing here waits for you.")).to_be_visible()
    desk.get_by_role("link", name="Matched").click()
    expect(desk.get_by_role("link", name=re.compile(order.reference))).to_be_visible()
    no_barriers(desk)
