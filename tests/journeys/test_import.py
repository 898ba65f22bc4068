"""A spreadsheet of a thousand rows with forty faults becomes members, by somebody who follows only the screens."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from goldseam.core.people.models import Person
from goldseam.faces.importers.tests.factories import an_association
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation import clock
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.membership.models import Term
from tests.journeys.conftest import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADER = "First Name;Surname;E-mail;From;Membership Type;Until;Fee paid"
FAULTS = ["not an address", "31/02/2025", "Golden", "2020-01-01"]
MENDED = ["", "28/02/2025", "qualified", "2026-12-31"]


def spreadsheet() -> str:
    """A thousand rows; every twenty-fifth has one of four faults."""
    rows = [HEADER]
    for number in range(2, 1002):
        cells = [f"p{number}@families.example", f"{1 + number % 28:02}/{1 + number % 12:02}/2025", "qualified"]
        cells.append(f"2026-{1 + number % 12:02}-{1 + number % 28:02}")
        if number % 25 == 0:
            cells[number // 25 % 4] = FAULTS[number // 25 % 4]
        rows.append(f"Given{number};Family{number};{';'.join(cells)};75")
    return "\n".join(rows)


def mended(report: str) -> str:
    """What somebody does to the downloaded file."""
    for fault, mend in zip(FAULTS, MENDED, strict=True):
        report = "\n".join(line.replace(f",{fault},", f",{mend},", 1) for line in report.splitlines())
    return report


@pytest.fixture
def office(desk: Page, settings: Any) -> Page:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    an_association()
    cookie = at_the_desk(staff("office")).cookies[django_settings.SESSION_COOKIE_NAME].value
    desk.goto("/")
    desk.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": desk.url}])
    return desk


def _hand_in(page: Page, path: Path) -> None:
    page.get_by_label("CSV or XLSX file").set_input_files(path)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("Being read", exact=True)).to_be_visible()
    assert barriers(page) == []
    carry_on(at=clock.now())
    page.get_by_role("link", name="How far is it now?").click()


def test_a_thousand_rows_with_forty_faults_become_members(office: Page, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text(spreadsheet())
    office.goto("/office/import/")
    assert barriers(office) == []
    office.get_by_role("link", name="Hand in a file of people").click()
    assert barriers(office) == []
    _hand_in(office, file)
    expect(office.get_by_text("Row 25: Term begins: “31/02/2025” is not a day of the calendar.")).to_be_visible()
    assert office.get_by_text("is no plan of ours").count() == 10
    assert barriers(office) == []
    with office.expect_download() as download:
        office.get_by_role("link", name="Download the file with what to mend").click()
    again = tmp_path / "mended.csv"
    again.write_text(mended(Path(download.value.path()).read_text()))

    office.goto("/office/import/new/")
    _hand_in(office, again)
    office.get_by_role("link", name="Bring these people in").click()
    office.get_by_role("button", name="Bring them in").click()
    expect(office.get_by_text("1000 people are entered.")).to_be_visible()
    assert barriers(office) == []
    assert not Term.objects.exists()
    office.get_by_role("button", name="Bring them in").click()
    carry_on(at=clock.now())
    office.get_by_role("link", name="How far is it now?").click()
    expect(office.get_by_role("link", name="Undo this import")).to_be_visible()
    assert barriers(office) == []
    assert (Person.objects.filter(family_name__startswith="Family").count(), Term.objects.count()) == (1000, 1000)
