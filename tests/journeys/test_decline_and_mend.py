"""Her payment goes wrong; the association notices, she mends it from the letter, and the mend shows."""

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.repairs.models import Repair
from tests.journeys.living import Live
from tests.journeys.steps import ask_to_join, confirm, follow, no_barriers, pay_by, press_at_the_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nia_is_declined_pays_from_the_letter_and_sees_the_seam(live: Live, window: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Card")
    press_at_the_bank(window, "Decline for now")
    expect(window.get_by_role("heading", level=1)).to_have_text("Your payment did not go through")
    expect(window.get_by_text("Nothing was taken")).to_be_visible()
    no_barriers(window)

    live.work()
    live.move(2)
    follow(window, live.letter("nia@families.example", "did not go through"))
    expect(window.get_by_role("heading", level=1)).to_have_text("How would you like to pay?")
    no_barriers(window)
    pay_by(window, "Card")
    press_at_the_bank(window, "Pay")
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you, Nia. It is paid.")

    live.work()
    assert Repair.objects.get().mended_by == "paid:demo"
    confirm(window, live.letter("nia@families.example", "Welcome"))
    expect(window.locator(".mend, .notice.mended").first).to_be_visible()
    no_barriers(window)
    window.goto("/me/history/")
    mended = window.locator(".history > li.mended")
    expect(mended).to_have_count(1)
    expect(mended).to_contain_text("Mended in two days")
    no_barriers(window)


def test_nobody_hears_from_the_bank_and_nia_is_told_the_next_hour(live: Live, window: Page) -> None:
    ask_to_join(window, "nia@families.example")
    pay_by(window, "Card")
    press_at_the_bank(window, "Give no answer")
    expect(window.get_by_role("heading", level=1)).to_have_text("No answer")
    no_barriers(window)
    window.get_by_role("link", name="Go back").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("The bank has not told us yet")
    no_barriers(window)

    live.move(1)

    letter = live.letter("nia@families.example", "")
    follow(window, letter)
    pay_by(window, "Card")
    press_at_the_bank(window, "Pay, and say so first")
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you, Nia. It is paid.")
