"""Somebody asks for forty; the lead of her hub answers and quotes; she accepts, and forty places are hers."""

import re

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.people.models import Hub
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.foundation import clock
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.teams.actions import paid_seats
from goldseam.subjects.teams.models import Team
from tests.journeys.living import Live
from tests.journeys.steps import confirm, follow, no_barriers, sit_down_as
from tests.journeys.test_team import pay_at_the_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ask(page: Page, hub: str) -> None:
    page.goto("/teams/")
    page.get_by_role("link", name="Write to us").first.click()
    page.get_by_label("Your message").fill("We are forty. Is there a price for so many?")
    page.get_by_label("Organisation").fill("Bramble Lane Nurseries")
    page.get_by_label("For how many people?").fill("40")
    page.get_by_label("Given name").fill("Bronwen")
    page.get_by_label("Family name").fill("Sayle")
    page.get_by_label("E-mail address").fill("bronwen@bramble.example")
    page.get_by_label("Hub").select_option(label=hub)
    no_barriers(page)
    page.get_by_role("button", name="Send it").click()


def answer(desk: Page) -> None:
    desk.get_by_role("link", name=re.compile("Bronwen Sayle")).first.click()
    no_barriers(desk)
    desk.get_by_label("Your answer").fill("Gladly. Our quote follows in a minute.")
    desk.get_by_role("button", name="Send the answer").click()
    expect(desk.get_by_text("The answer is on its way to Bronwen Sayle.")).to_be_visible()


def quote(desk: Page) -> None:
    desk.get_by_role("link", name="Make a quote").click()
    expect(desk.get_by_label("For how many people")).to_have_value("40")
    expect(desk.get_by_label("Another price")).to_have_count(0)
    no_barriers(desk)
    desk.get_by_role("button", name="Send the quote").click()
    expect(desk.get_by_text(re.compile("40 places at £55.00 each, £2,200.00 together"))).to_be_visible()
    no_barriers(desk)
    desk.get_by_role("button", name="Send the quote").click()
    expect(desk.get_by_text(re.compile("Quote Q[0-9]+ is made"))).to_be_visible()
    no_barriers(desk)


def test_an_enquiry_becomes_a_team_of_forty(live: Live, window: Page, desk: Page) -> None:
    ask(window, Hub.objects.get(lead__email=ACCOUNTS["hublead"].email).name)
    expect(window.get_by_text(re.compile("We answer by"))).to_be_visible()
    no_barriers(window)
    live.work()

    sit_down_as(desk, "hublead")
    answer(desk)
    quote(desk)
    live.work()

    follow(window, live.letter("bronwen@bramble.example", "Our answer to you"))
    expect(window.get_by_text("Gladly. Our quote follows in a minute.")).to_be_visible()
    no_barriers(window)
    follow(window, live.letter("bronwen@bramble.example", "Quote Q"))
    expect(window.get_by_label("E-mail address")).to_have_value("bronwen@bramble.example")
    window.get_by_label("Purchase order number").fill("PO-40")
    window.get_by_label("I agree to the terms").check()
    no_barriers(window)
    window.get_by_role("button", name=re.compile("Accept, and go on to payment: £2,200.00")).click()
    pay_at_the_bank(window, live, "Pay £2,200.00")

    confirm(window, live.letter("bronwen@bramble.example", "is a team of members"))
    window.goto("/me/team/")
    expect(window.get_by_text("Places taken: 0 of 40. 40 are free.")).to_be_visible()
    assert paid_seats(team=Team.objects.get(), at=clock.now()) == 40
    assert Enquiry.objects.get().outcome == "joined"
