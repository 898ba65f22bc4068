"""Nia asks to be forgotten; afterwards the server is lost, and what is brought back from before does not know her."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from goldseam.core.people.actions import prove_address
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.faces.command.tests.copies import empty_database, goldseam
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Plan
from tests.journeys.living import Live
from tests.journeys.steps import look_for, no_barriers, sit_down_as
from tests.promises.copied import backed_up
from tests.promises.server import serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NIA = "nia@families.example"


def a_member() -> Person:
    """Nia has paid by transfer and has shown that letters reach her."""
    at, plan = clock.now(), Plan.objects.get(slug="qualified-professional")
    order = join(plan=plan, applicant=Applicant("Nia", "Ferreday", NIA), signed_in=None, key=None, at=at)
    assert order.person
    prove_address(person=order.person, at=at)
    record_transfer(order=order, amount_pence=order.due_pence, at=at, by=order.person)
    return order.person


def erase(desk: Page, nia: Person) -> None:
    """From her file: the office says why, reads what goes and what law requires to stay, and does it."""
    desk.goto(f"/office/people/{nia.pk}/")
    desk.get_by_role("link", name="All we hold on this person").click()
    desk.get_by_role("link", name="Erase their details").click()
    desk.get_by_label("The person asked for it").check()
    no_barriers(desk)
    desk.get_by_role("button", name="Erase the details").click()
    expect(desk.get_by_text("A membership runs until")).to_be_visible()
    expect(desk.get_by_text("six years after the end of the financial year").first).to_be_visible()
    no_barriers(desk)
    desk.get_by_role("button", name="Erase the details").click()
    expect(desk.get_by_text("The details are erased.")).to_be_visible()


def test_nia_is_erased_and_a_backup_from_before_does_not_bring_her_back(
    chromium: Browser, live: Live, desk: Page, tmp_path: Path
) -> None:
    nia = a_member()
    sit_down_as(desk, "office")
    # The control: before she asked, the same look finds her.
    assert look_for(desk, NIA) == ["Nia Ferreday"]
    file = backed_up(tmp_path, tmp_path / "last-night.tar.gz")

    erase(desk, nia)
    live.work()
    assert "your account is closed" in live.letters(NIA)[0].text
    assert look_for(desk, NIA) == []

    with empty_database("journey_restored") as database:
        restored = goldseam("restore", file, home=tmp_path, database=database)
        assert restored.returncode == 0, restored.stderr
        assert "One person who has been erased since then was erased again." in restored.stdout
        with serving(DATABASE_URL=database) as port:
            copy = chromium.new_context(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900})
            page = copy.new_page()
            sit_down_as(page, "office")
            expect(page.get_by_text("This is a copy.")).to_be_visible()
            assert look_for(page, NIA) == []
            page.goto(f"/office/people/{nia.pk}/")
            expect(page.get_by_role("heading", level=1)).to_contain_text("(name erased)")
            expect(page.get_by_text(NIA)).to_have_count(0)
            no_barriers(page)

            assert goldseam("go-live", "--yes", home=tmp_path, database=database).returncode == 0
            page.goto("/office/")
            expect(page.get_by_text("This is a copy.")).to_have_count(0)
            copy.close()
