"""From an empty server to the first paying member, by people who follow only what stands on their screens."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from goldseam.faces.command.tests.waiting import until
from goldseam.faces.portal.tests.factories import shown_by
from tests.dns import name_server
from tests.journeys.empty_server import Server, an_empty_server
from tests.journeys.steps import no_barriers
from tests.smtp import Received, SmtpSink

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# Three programs of a server start and work beside the browser.
PATIENCE_MS = 20_000
KETTLE = "a kettle on the hob"
DOMAIN = {("weavers.example", "TXT"): ["v=spf1 mx ~all"]}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with name_server(DOMAIN) as resolver, an_empty_server(tmp_path, DNS_RESOLVER=resolver) as started:
        until(started.link, "the link in the terminal", within_s=180)
        until(started.listens, "the web server", within_s=60)
        yield started


def _window(chromium: Browser, server: Server, width: int) -> Page:
    context = chromium.new_context(base_url=server.address, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def _fill(page: Page, **typed: str) -> None:
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def _go_on(page: Page, heading: str, button: str = "Save and go on") -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading, timeout=PATIENCE_MS)


def _come_in(desk: Page, link: str) -> None:
    """The link of the terminal, an account, an app on her phone, ten codes on paper."""
    desk.goto(link)
    no_barriers(desk)
    names = {"Given_name": "Ottilie", "Family_name": "Marchbank", "E-mail_address": "ottilie@weavers.example"}
    _fill(desk, **names, Password=KETTLE, **{"Password,_once_more": KETTLE})
    _go_on(desk, "Your second step", "Make my account")
    desk.get_by_role("link", name="Set up the app").click()
    desk.get_by_label("The six figures that the app shows").fill(shown_by(desk.locator("code").inner_text()))
    _go_on(desk, "Recovery codes", "Set it up")
    desk.get_by_role("link", name="Done", exact=True).click()
    desk.get_by_role("link", name="Go to the office").click()


def _set_up(desk: Page, mail: SmtpSink) -> None:
    """Every step, from the first line of what the office's first screen says is missing."""
    desk.get_by_role("link", name="Name, address and e-mail address").click()
    _fill(desk, Name="Association of Weavers", **{"E-mail_address": "office@weavers.example"})
    desk.get_by_label("Address", exact=True).fill("1 Mill Lane\nLeeds LS6 2AB")
    _go_on(desk, "Mark and colours")
    _go_on(desk, "Plans")
    no_barriers(desk)
    _go_on(desk, "Hubs")
    _go_on(desk, "Ways to pay")
    expect(desk.get_by_text("Bank transfer.")).to_be_visible(timeout=PATIENCE_MS)
    assert desk.get_by_text("Pennywell").count() == desk.get_by_text("demo").count() == 0
    _fill(desk, Name_of_the_bank_account="Weavers", Sort_code="200000", Account_number="12345678")
    _go_on(desk, "Mail")
    desk.get_by_label("Server").fill(mail.host)
    desk.get_by_label("Port").fill(str(mail.port))
    desk.get_by_label("Security").select_option("none")
    desk.get_by_role("button", name="Save and send a letter of trial").click()
    expect(desk.get_by_text("250 Kept")).to_be_visible(timeout=PATIENCE_MS)
    desk.get_by_role("button", name="Save and look at the records").click()
    expect(desk.get_by_text("v=spf1 mx a:127.0.0.1 ~all")).to_be_visible(timeout=PATIENCE_MS)
    no_barriers(desk)
    _go_on(desk, "The first pages")
    desk.get_by_role("button", name="Make the first pages").click()
    _go_on(desk, "Setting up", "Go on")
    no_barriers(desk)


def _join(phone: Page) -> str:
    """Nia joins and is told where to send the money; the reference."""
    phone.goto("/")
    phone.get_by_role("link", name="Become a member").first.click()
    phone.locator("article, section, div.plan").get_by_role(
        "link", name=re.compile("Qualified professional")
    ).first.click()
    _fill(phone, Given_name="Nia", Family_name="Ferreday", **{"E-mail_address": "nia@families.example"})
    phone.get_by_label("Profession").fill("Health visitor")
    phone.get_by_label("Postcode").fill("LS6 2AB")
    phone.get_by_label("I agree to the terms").check()
    phone.get_by_role("button", name="Go on to payment").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("How would you like to pay?", timeout=PATIENCE_MS)
    phone.get_by_label("Bank transfer", exact=True).check()
    phone.get_by_role("button", name="Go on,").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Now please send the money", timeout=PATIENCE_MS)
    expect(phone.get_by_text("20-00-00").first).to_be_visible(timeout=PATIENCE_MS)
    reference = re.search(r"\b[A-Z]{2,4}-?\d[\w-]+\b", phone.locator("main").inner_text())
    assert reference, phone.locator("main").inner_text()
    return reference[0]


def _match(desk: Page, reference: str) -> None:
    """The bank shows the money; Ottilie says so."""
    desk.goto("/office/")
    desk.get_by_role("link", name=re.compile(reference)).click()
    for _time in ("asked", "confirmed"):
        desk.get_by_role("button", name="Record the transfer").click()
    expect(desk.get_by_text("£75 is recorded")).to_be_visible(timeout=PATIENCE_MS)


def _letter(mail: SmtpSink, subject: str) -> Received:
    def arrived() -> list[Received]:
        return [letter for letter in mail.to("nia@families.example") if subject in letter.subject]

    until(arrived, f"a letter about {subject}", within_s=90)
    return arrived()[0]


def test_an_empty_server_has_its_first_paying_member(chromium: Browser, server: Server, smtp_server: SmtpSink) -> None:
    smtp_server.reset()
    desk, phone = _window(chromium, server, 1280), _window(chromium, server, 390)
    link = server.link()
    _come_in(desk, link)
    phone.goto("/join/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("This site is being prepared", timeout=PATIENCE_MS)
    no_barriers(phone)
    _set_up(desk, smtp_server)
    _go_on(desk, "Setting up", "Open the site")
    expect(desk.get_by_text("The site is open. From now on everybody sees it and can join.")).to_be_visible(
        timeout=PATIENCE_MS
    )

    reference = _join(phone)
    assert reference in _letter(smtp_server, reference).text
    _match(desk, reference)
    (way_in,) = re.findall(rf"{server.address}\S+", _letter(smtp_server, "Welcome").text)
    phone.goto(way_in)
    phone.get_by_role("button", name="Yes, open my pages").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Nia, all is well", timeout=PATIENCE_MS)

    assert phone.request.get(link).status == 404, "the link of the terminal opens nothing any more"
    assert KETTLE not in server.terminal.read_text()
