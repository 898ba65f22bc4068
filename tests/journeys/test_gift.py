"""A gift is delivered on its day and taken up by a student; another is passed on, and the bursary pool is asked."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.subjects.gifts.models import Delivery, Gift
from goldseam.subjects.gifts.tests.factories import a_gift
from goldseam.subjects.membership.models import Term
from tests.journeys.living import Live
from tests.journeys.steps import confirm, follow, no_barriers
from tests.journeys.test_team import pay_at_the_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ODA, WREN = "oda@givers.example", "wren@students.example"
LINUS, ADA = "linus@students.example", "ada@students.example"


def give(page: Page, live: Live, name: str, email: str, *, on: str) -> None:
    page.goto("/gift/")
    page.get_by_label("Their name").fill(name)
    page.get_by_label("Their e-mail address").fill(email)
    page.get_by_label("Your words to them").fill("For your first year.")
    page.get_by_label("Day on which we write").fill(on)
    page.get_by_label("Given name").fill("Oda")
    page.get_by_label("Family name").fill("Halloran")
    page.get_by_label("E-mail address", exact=True).fill(ODA)
    page.get_by_label("I agree to the terms").check()
    no_barriers(page)
    page.get_by_role("button", name="Go on to payment").click()
    pay_at_the_bank(page, live, "Pay £30.00")


def take_up(page: Page) -> None:
    page.get_by_label("Given name").fill("Wren")
    page.get_by_label("Family name").fill("Ashdown")
    page.get_by_label("Postcode").fill("LS6 2AB")
    page.get_by_label("I agree to the terms").check()
    no_barriers(page)
    page.get_by_role("button", name="Take up the gift").click()


def test_one_is_taken_up_on_its_day_and_one_is_passed_on(live: Live, window: Page, desk: Page) -> None:
    give(window, live, "Wren", WREN, on=(clock.local_date(clock.now()) + timedelta(days=5)).isoformat())
    assert not live.letters(WREN)
    confirm(window, live.letter(ODA, "your gift"))
    live.move(days=6)

    follow(desk, live.letter(WREN, "gives you a membership"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("A gift from Oda Halloran")
    take_up(desk)
    expect(desk).to_have_url(re.compile(r"/me/$"))
    live.work()
    live.letter(ODA, "was taken up")

    a_gift(at=clock.now(), by=Person.objects.get(email=ODA), recipient_name="Linus", recipient_email=LINUS)
    live.work()
    window.goto("/me/gifts/")
    no_barriers(window)
    window.get_by_role("link", name="Linus").click()
    no_barriers(window)
    window.get_by_label("Their name").fill("Ada")
    window.get_by_label("Their e-mail address").fill(ADA)
    window.get_by_role("button", name="Pass it on").click()
    expect(window.get_by_text("We have written to Ada")).to_be_visible()
    live.work()
    desk.goto(live.letter(LINUS, "gives you a membership").links[0])
    expect(desk.get_by_role("heading", level=1)).to_have_text("This gift is not here any more")
    follow(desk, live.letter(ADA, "gives you a membership"))
    no_barriers(desk)
    assert Gift.objects.count() == 2
    assert Term.objects.count() == Delivery.objects.filter(term__isnull=False).count() == 1
