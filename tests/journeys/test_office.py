"""A day at the office in a real browser: no barrier on any screen, and the keyboard is enough."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page, expect

from goldseam.core.mail import sendings, standard_letters
from goldseam.core.mail.actions import note_bounce
from goldseam.core.mail.models import LetterVersion, Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Rupture
from goldseam.core.sales.actions.paying import fail_payment, record_transfer, start_payment
from goldseam.core.sales.models import Order
from goldseam.core.treasury.actions.receiving import receive
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation import clock
from goldseam.foundation.privacy.requests import ask_for_copy
from goldseam.subjects.library.actions import enter_factsheet, publish_version
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from tests.journeys.conftest import barriers
from tests.promises.naughty import SCRIPTS
from tests.promises.sizes import FULL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def joins(name: str) -> Order:
    applicant = Applicant(name, "Ferreday", f"{name.lower()}@families.example", "Health visitor")
    at = clock.now() - timedelta(days=2)
    return join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=at)


@pytest.fixture
def busy_day() -> dict[str, int]:
    """Something of everything, and the keys of the files to open."""
    an_association()
    now, olive = clock.now(), staff("office", given_name="Olive")
    paid = record_transfer(order=joins("Nia"), amount_pence=7500, at=now, by=olive)
    nia = Person.objects.get(given_name="Nia")
    people.write_note(person=nia, text="Rang about the hub.", at=now, by=olive)
    start_payment(order=joins("Gita"), way="transfer", return_url="", at=now)
    failed = start_payment(order=joins("Finn"), way="demo", return_url="/", at=now - timedelta(hours=2))
    fail_payment(payment=failed, code="insufficient_funds", is_final=False, at=now - timedelta(hours=2))
    note_bounce(message=Message.objects.filter(person=nia).latest("pk"), answer="550 no such mailbox", at=now)
    look(at=now)
    sheet = enter_factsheet(slug="sleep", number=1, title="Infant sleep", summary="…", minutes=30, at=now, by=olive)
    publish_version(factsheet=sheet, body="<p>Babies wake.</p>", authors=["Ada Finch"], at=now, by=olive)
    rupture = Rupture.objects.earliest("pk")
    letter = Message.objects.earliest("pk")
    return {
        "person": nia.pk,
        "order": paid.pk,
        "open": Order.objects.get(payer_given_name="Gita").pk,
        "sheet": sheet.pk,
        "plan": a_plan().pk,
        "rupture": rupture.pk,
        "letter": letter.pk,
        **_post_and_bank(nia, olive, now),
    }


def _post_and_bank(nia: Person, olive: Person, at: datetime) -> dict[str, int]:
    """A letter to many laid out, a statement with a line to decide, and something that Nia asked of us."""
    wording = standard_letters.Wording("A word for {given_name}", "Dear {family_name}", "service", needed_for="Paying")
    standard_letters.keep(letter=None, name="Moved", is_for_hub_leads=False, wording=wording, at=at, by=olive)
    version = LetterVersion.objects.get()
    people_of = Person.objects.filter(pk=nia.pk)
    sending = sendings.prepare(version=version, people=people_of, audience="Members", by=olive, at=at)
    content = f"Date,Description,Amount\n{clock.local_date(at)},A PAYMENT FROM FERREDAY,75.00\n".encode()
    statement, _is_new = receive(filename="bank.csv", content=content, account="", by=olive, at=at)
    ask_for_copy(person=nia, by=olive, at=at)
    return {"sending": sending.pk, "standard": version.letter_id, "statement": statement.pk}


SCREENS = [
    "",
    "people/",
    "people/?q=nia&membership=current",
    "people/{person}/",
    "people/{person}/note/",
    "people/{person}/details/",
    "people/{person}/roles/give/",
    "orders/",
    "orders/{order}/",
    "orders/{open}/transfer/",
    "orders/{order}/refund/",
    "money/",
    "letters/",
    "letters/{letter}/",
    "payments/",
    "refunds/",
    "repairs/",
    "repairs/{rupture}/",
    "factsheets/",
    "factsheets/{sheet}/",
    "factsheets/{sheet}/publish/",
    "factsheets/{sheet}/versions/1/",
    "plans/",
    "plans/{plan}/",
    "hubs/",
    "hubs/new/",
    "association/",
    "account/",
    "privacy/",
    "privacy/consents/",
    "privacy/kinds/",
    "privacy/review/",
    "privacy/people/{person}/",
    "privacy/people/{person}/erase/",
    "letters-to-many/",
    "letters-to-many/{sending}/",
    "standard-letters/",
    "standard-letters/{standard}/",
    "statements/",
    "statements/{statement}/",
    "plans/{plan}/price/",
    "import/articles/",
    "import/articles/new/",
    "exports/",
]


def enter(page: Page, person: Person, address: str) -> None:
    """Sit down at the desk of `person`."""
    key = at_the_desk(person).cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": key, "url": address}])


# Every screen in one of the two ways; in both ways at full size.
@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme", "first"), [(390, "light", 0), (1280, "dark", 1)])
def test_no_screen_has_a_barrier_or_runs_off_the_side(
    chromium: Browser, live_server: Any, busy_day: dict[str, int], settings: Any, width: int, scheme: Any, first: int
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(page, Person.objects.get(given_name="Olive"), live_server.url)
    for screen in SCREENS if FULL else SCREENS[first::2]:
        address = screen.format(**busy_day)
        page.goto(f"/office/{address}")
        expect(page.locator("#wagtail-sidebar nav")).to_be_attached()
        faults += [f"{address}: {barrier}" for barrier in barriers(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults += [f"{address}: {wide} px too wide"] * (wide > 0)
    context.close()
    assert faults == []


def test_a_page_with_a_barrier_would_be_found(window: Page, live_server: Any, busy_day: dict[str, int]) -> None:
    """The control of the test above."""
    enter(window, Person.objects.get(given_name="Olive"), live_server.url)
    window.goto("/office/people/")
    window.evaluate("document.querySelector('.desk').insertAdjacentHTML('beforeend', '<img src=x><input>')")

    assert {barrier.split(":")[0] for barrier in barriers(window)} >= {"image-alt", "label"}


def test_olive_matches_a_transfer_with_the_keyboard_alone(
    window: Page, live_server: Any, busy_day: dict[str, int]
) -> None:
    enter(window, Person.objects.get(given_name="Olive"), live_server.url)
    window.goto("/office/")
    window.get_by_role("link", name="Gita Ferreday").first.focus()
    window.keyboard.press("Enter")

    expect(window.get_by_role("heading", level=1)).to_have_text("Match a bank transfer")
    window.get_by_label("Amount in pounds").focus()
    window.keyboard.press("Enter")
    expect(window.get_by_text("£75 by transfer, arrived on")).to_be_visible()
    assert Order.objects.get(pk=busy_day["open"]).paid_at is None
    window.get_by_role("button", name="Record the transfer").focus()
    window.keyboard.press("Space")

    expect(window.get_by_role("status")).to_contain_text("£75 is recorded")
    assert Order.objects.get(pk=busy_day["open"]).paid_at


def test_searching_as_one_types_finds_nia(window: Page, live_server: Any, busy_day: dict[str, int]) -> None:
    enter(window, Person.objects.get(given_name="Olive"), live_server.url)
    window.goto("/office/people/")
    expect(window.get_by_role("link", name="Finn Ferreday")).to_be_visible()

    window.get_by_role("searchbox").or_(window.get_by_placeholder("Search…")).first.fill("nia")

    expect(window.get_by_role("link", name="Finn Ferreday")).to_have_count(0)
    window.get_by_role("link", name="Nia Ferreday").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Nia Ferreday")
    expect(window.get_by_text("Rang about the hub.")).to_be_visible()


def test_nothing_that_was_typed_runs_in_the_browser(window: Page, live_server: Any, busy_day: dict[str, int]) -> None:
    now, olive = clock.now(), Person.objects.get(given_name="Olive")
    for number, naughty in enumerate(SCRIPTS):
        person = people.meet(email=f"n{number}@x.example", given_name=naughty[:80], family_name=naughty[:80], at=now)
        people.write_note(person=person, text=naughty, at=now, by=olive)
    ran: list[str] = []
    window.expose_function("zz9", lambda: ran.append(window.url))
    enter(window, olive, live_server.url)
    for address in ("people/", f"people/{person.pk}/", f"people/{person.pk}/details/", "people/?q=script", ""):
        window.goto(f"/office/{address}", wait_until="networkidle")

    assert ran == []
