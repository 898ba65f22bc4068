"""What people do on more than one journey."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from goldseam.faces.demo.mailbox import Letter
from goldseam.faces.portal.tests.factories import mailed_code
from tests.journeys.conftest import barriers

SECRET = "Babies settle with a person before they settle alone."


def no_barriers(page: Page) -> None:
    """Nothing in the way of anybody, and nothing that has to be scrolled sideways."""
    found = barriers(page)
    assert found == [], (page.url, found)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def ask_to_join(page: Page, email: str, plan: str = "Qualified Professional") -> None:
    """From the first page to the choice of how to pay."""
    page.goto("/")
    page.get_by_role("link", name="Become a member").first.click()
    no_barriers(page)
    page.locator("article, section, div.plan").get_by_role("link", name=re.compile(plan)).first.click()
    page.get_by_label("Given name").fill("Nia")
    page.get_by_label("Family name").fill("Ferreday")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Profession").fill("Health visitor")
    page.get_by_label("Postcode").fill("LS6 2AB")
    page.get_by_label("The newsletter, four times a year").check()
    page.get_by_label("I agree to the terms").check()
    no_barriers(page)
    page.get_by_role("button", name="Go on to payment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How would you like to pay?")


def pay_by(page: Page, way: str) -> None:
    page.get_by_label(way, exact=True).check()
    no_barriers(page)
    page.get_by_role("button", name="Go on,").click()


def press_at_the_bank(page: Page, button: str) -> None:
    """The bank's page has its own name in the head, and the amount in its title."""
    expect(page.get_by_text("Pennywell")).not_to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pay £75.00")
    no_barriers(page)
    page.get_by_role("button", name=button, exact=True).click()


def follow(page: Page, letter: Letter) -> None:
    """A letter has one link."""
    (link,) = letter.links
    page.goto(link)


def confirm(page: Page, letter: Letter) -> None:
    """Follow the link of the welcome and say that it was oneself."""
    follow(page, letter)
    no_barriers(page)
    page.get_by_role("button", name="Yes, open my pages").click()
    expect(page).to_have_url(re.compile(r"/me/$"))


def the_factsheet_is_open(page: Page, *, is_open: bool) -> None:
    page.goto("/library/infant-sleep/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Infant sleep: what families can expect")
    expect(page.get_by_text(SECRET)).to_have_count(1 if is_open else 0)
    file = page.request.get("/library/infant-sleep/download/", max_redirects=0)
    assert (file.status == 200) == is_open
    assert file.body().startswith(b"%PDF") == is_open
    no_barriers(page)


def sit_down_as(desk: Page, role: str) -> None:
    """Become one of the staff by one press."""
    desk.goto("/demo/")
    desk.get_by_role("button", name=f"Sign in as {role}").click()
    expect(desk).to_have_url(re.compile(r"/office/$"))


def sign_in_by_code(window: Page, address: str) -> None:
    window.goto("/sign-in/")
    window.get_by_label("E-mail address").fill(address)
    window.get_by_role("button", name="Send me a code").click()
    expect(window.get_by_role("heading", name="Look at your mail")).to_be_visible()
    window.get_by_label("The code from the letter").fill(mailed_code().lower().replace("-", " "))
    window.get_by_role("button", name="Sign in").click()


def look_for(page: Page, words: str) -> list[str]:
    """Whom the office's list of people shows for these words, in the list's order."""
    page.goto(f"/office/people/?{urlencode({'q': words})}")
    return [row.get_by_role("link").first.inner_text().strip() for row in page.locator("main tbody tr").all()]
