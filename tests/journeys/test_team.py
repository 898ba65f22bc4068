"""A team of seven joins, two of them are replaced, and three more come later in the year."""

import re

import pytest
from playwright.sync_api import Page, expect

from goldseam.foundation import clock
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.teams.inviting import accept
from goldseam.subjects.teams.models import Allotment, Invitation, Seat
from tests.journeys.living import Live
from tests.journeys.steps import confirm, follow, no_barriers, pay_by

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = [f"person{number}@bramble.example" for number in range(7)]


def pay_at_the_bank(page: Page, live: Live, title: str) -> None:
    pay_by(page, "Card")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    live.work()


def order_seven(page: Page) -> None:
    page.goto("/teams/")
    page.get_by_label("How many people?").fill("7")
    page.get_by_role("button", name="Work out the price").click()
    page.get_by_label("Organisation").fill("Bramble Lane Nurseries")
    page.get_by_label("Given name").fill("Bronwen")
    page.get_by_label("Family name").fill("Sayle")
    page.get_by_label("E-mail address").fill("bronwen@bramble.example")
    page.get_by_label("I agree to the terms").check()
    page.get_by_role("button", name=re.compile("Go on to payment")).click()


def invite(page: Page, *addresses: str) -> None:
    page.goto("/me/team/")
    page.get_by_label("E-mail addresses").fill("\n".join(addresses))
    page.get_by_role("button", name="Send the invitations").click()


def end_places(page: Page, *names: str) -> None:
    for name in names:
        page.goto("/me/team/")
        page.get_by_role("link", name=f"End it {name}").click()
        page.get_by_role("button", name="End the place").click()


def all_answer() -> None:
    """What the page of an invitation does for each: one of them is looked at below."""
    for invitation in Invitation.objects.open():
        name = invitation.email.partition("@")[0].capitalize()
        accept(invitation=invitation, told=Applicant(name, "Penrose", invitation.email), at=clock.now())


def test_a_team_of_seven_joins_two_are_replaced_and_three_are_added_later(live: Live, window: Page, desk: Page) -> None:
    order_seven(window)
    pay_at_the_bank(window, live, "Pay £455.00")
    confirm(window, live.letter("bronwen@bramble.example", "is a team of members"))
    invite(window, *PEOPLE)
    expect(window.get_by_text("We wrote to 7 people.")).to_be_visible()
    no_barriers(window)
    live.work()

    follow(desk, live.letter(PEOPLE[0], "has a place for you"))
    desk.get_by_label("Given name").fill("Marged")
    desk.get_by_label("Family name").fill("Penrose")
    desk.get_by_label("Postcode").fill("LS6 2AB")
    desk.get_by_label("I agree to the terms").check()
    no_barriers(desk)
    desk.get_by_role("button", name="Take the place").click()
    expect(desk).to_have_url(re.compile(r"/me/$"))
    all_answer()

    end_places(window, "Person1 Penrose", "Person2 Penrose")
    invite(window, "nia@bramble.example", "joan@bramble.example")
    all_answer()
    window.goto("/me/team/")
    expect(window.get_by_text("Places taken: 7 of 7. None is free.")).to_be_visible()
    assert Seat.objects.count() == 9, "the seats of those who left are history"

    (bought,) = Allotment.objects.all()
    days = (bought.ends_on - bought.starts_on).days + 1
    live.move(1)
    window.goto("/me/team/")
    window.get_by_role("link", name="Add places").click()
    window.get_by_label("How many more people?").fill("3")
    window.get_by_role("button", name="Work out the price").click()
    no_barriers(window)
    window.get_by_role("button", name=re.compile("Go on to payment, 3 places more")).click()
    pay_at_the_bank(window, live, f"Pay £{3 * (6000 * (days - 1) // days) / 100:.2f}")
    window.goto("/me/team/")
    expect(window.get_by_text("Places taken: 7 of 10. 3 are free.")).to_be_visible()
    no_barriers(window)
