"""Two records of one person are noticed, put together by the office, and parted again; she finds one story."""

import re

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.repairs.engine import look
from goldseam.foundation import clock
from goldseam.subjects.cpd.actions import add_activity
from tests.journeys.steps import no_barriers, sign_in_by_code, sit_down_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME, WORK = "sanna@families.example", "sanna@work.example"


def sanna_comes_twice() -> list[Person]:
    at, found = clock.now(), []
    for email, learned in ((HOME, "A day in York"), (WORK, "A day in Leeds")):
        employer = "" if email == HOME else "Leeds Trust"
        sanna = people.meet(
            email=email,
            given_name="Sanna",
            family_name="Thistlewood",
            at=at,
            postcode_district="LS6",
            employer=employer,
        )
        people.prove_address(person=sanna, at=at)
        people.set_consents(person=sanna, purposes=["hub"] if email == HOME else [], at=at, by=sanna)
        add_activity(person=sanna, title=learned, on=clock.local_date(at), minutes=60, reflection="", at=at)
        found.append(sanna)
    look(at=at, only=["two_records"])
    return found


def puts_them_together(desk: Page, twin: Person) -> None:
    desk.goto("/office/people/twins/")
    no_barriers(desk)
    desk.get_by_role("link", name=re.compile("Sanna Thistlewood")).click()
    expect(desk.get_by_text("Only one record has it.").first).to_be_visible()
    no_barriers(desk)
    desk.get_by_role("group", name="E-mail address").get_by_label(HOME).check()
    desk.get_by_label("Why these are one person").fill("She told us on the phone.")
    desk.get_by_role("button", name="Put them together").click()
    expect(desk.get_by_text("Nothing is deleted.")).to_be_visible()
    no_barriers(desk)
    desk.get_by_role("button", name="Put them together").click()
    expect(desk.get_by_text(f"Record {twin.pk} is part of this one now.")).to_be_visible()
    expect(desk.get_by_text("Leeds Trust")).to_be_visible()
    no_barriers(desk)


def parts_them(desk: Page, sanna: Person, twin: Person) -> None:
    desk.goto(f"/office/people/{twin.pk}/")
    expect(desk).to_have_url(re.compile(f"/office/people/{sanna.pk}/$"))
    desk.get_by_role("link", name=f"Part record {twin.pk} again").click()
    desk.get_by_label("Why they are parted").fill("They are mother and daughter.")
    no_barriers(desk)
    desk.get_by_role("button", name="Part them").click()
    desk.get_by_role("button", name="Part them").click()
    expect(desk.get_by_text(f"Record {twin.pk} stands for itself again")).to_be_visible()
    desk.goto(f"/office/people/{twin.pk}/")
    expect(desk.get_by_text("Leeds Trust")).to_be_visible()
    expect(desk.get_by_text("They are mother and daughter.")).to_be_visible()
    no_barriers(desk)


@pytest.mark.usefixtures("live")
def test_two_records_become_one_and_two_again(window: Page, desk: Page) -> None:
    sanna, twin = sanna_comes_twice()
    sit_down_as(desk, "office")
    puts_them_together(desk, twin)

    sign_in_by_code(window, WORK)
    window.goto("/me/history/")
    expect(window.get_by_text("We had two records of you, and put them together")).to_be_visible()
    no_barriers(window)
    window.goto("/me/cpd/")
    expect(window.get_by_role("rowheader", name="A day in York")).to_be_visible()
    expect(window.get_by_role("rowheader", name="A day in Leeds")).to_be_visible()

    parts_them(desk, sanna, twin)
    window.goto("/me/cpd/")
    expect(window.get_by_role("rowheader", name="A day in York")).to_be_visible()
    expect(window.get_by_role("rowheader", name="A day in Leeds")).to_have_count(0)
