"""A practitioner joins, pays and opens a factsheet that was closed to her a minute before."""

import re

import pytest
from playwright.sync_api import Page, expect

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


def test_nia_joins_pays_and_reads(live: Live, window: Page) -> None:
    the_factsheet_is_open(window, is_open=False)

    ask_to_join(window, "nia@families.example")
    pay_by(window, "Card")
    press_at_the_bank(window, "Pay")
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you, Nia. It is paid.")
    no_barriers(window)
    with window.expect_download() as receipt:
        window.get_by_role("link", name="Receipt (PDF)").click()
    assert re.fullmatch(r"receipt-\d{4}-\d{4}\.pdf", receipt.value.suggested_filename)

    the_factsheet_is_open(window, is_open=False)
    live.work()
    welcome = live.letter("nia@families.example", "Welcome")
    assert len(welcome.attachments) == 2
    confirm(window, welcome)
    no_barriers(window)
    expect(window.get_by_role("heading", level=1)).to_contain_text("Nia, all is well")
    expect(window.get_by_role("heading", name="Yorkshire and the North")).to_be_visible()

    the_factsheet_is_open(window, is_open=True)
    window.goto("/me/cpd/")
    expect(window.get_by_text("Infant sleep: what families can expect").first).to_be_visible()
    no_barriers(window)


def test_a_welcome_serves_once(live: Live, window: Page, desk: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Card")
    press_at_the_bank(window, "Pay")
    live.work()
    welcome = live.letter("nia@families.example", "Welcome")
    confirm(window, welcome)

    desk.goto(welcome.links[0])

    expect(desk.get_by_role("button", name="Yes, open my pages")).to_have_count(0)
    desk.goto("/me/")
    expect(desk).to_have_url(re.compile("/sign-in/"))
