"""The month in pictures: the numbers beside each are counted from terms and ledger, each role reads its own."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.people.models import Hub, Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.faces.office.month import pictures
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, somebody, staff, today_is
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.month import Comings, comings
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db
MAY = (date(2026, 5, 1), date(2026, 5, 20))
APRIL = (date(2026, 4, 1), date(2026, 4, 30))
TODAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


def a_member(name: str, *terms: tuple[date, date], hub: Hub | None = None, back: bool = False) -> Person:
    """Somebody with these terms; with `back` the last was taken back before it ran."""
    person = somebody(name, hub=hub)
    membership = Membership.objects.create(person=person, began_on=terms[0][0])
    for first, last in terms:
        Term.objects.create(membership=membership, plan=a_plan(), starts_on=first, ends_on=last)
    if back:
        Term.objects.filter(membership=membership, starts_on=terms[-1][0]).update(
            cut_short_on=terms[-1][0] - timedelta(days=1)
        )
    return person


def counted(*stretches: tuple[date, date]) -> list[Comings]:
    return comings(Person.objects.all(), stretches, on=TODAY)


def test_each_term_counts_where_it_began_or_ended() -> None:
    year = timedelta(days=365)
    last_may, this_may = date(2025, 5, 3), date(2026, 5, 3)
    a_member("Nia", (this_may, this_may + year))
    a_member("Ben", (last_may, last_may + year - timedelta(days=1)), (last_may + year, last_may + 2 * year))
    a_member("Ana", (date(2025, 4, 11), date(2026, 4, 10)))
    a_member("Ivo", (date(2025, 5, 11), date(2026, 5, 10)))
    a_member("Eve", (date(2026, 4, 20), date(2027, 4, 19)))
    # Taken back before it ran: she neither joined nor left.
    a_member("Zoë", (date(2026, 5, 5), date(2027, 5, 4)), back=True)
    # Ends today, so he has not left yet; and one that begins tomorrow.
    a_member("Jon", (TODAY - year, TODAY))
    a_member("Kim", (TODAY + timedelta(days=1), TODAY + year))

    assert counted(APRIL, MAY) == [Comings(joined=1, renewed=0, left=1), Comings(joined=1, renewed=1, left=1)]


def test_who_came_back_after_a_gap_has_not_left() -> None:
    a_member("Nia", (date(2025, 5, 5), date(2026, 5, 4)), (date(2026, 5, 15), date(2027, 5, 14)))

    assert counted(MAY) == [Comings(joined=0, renewed=1, left=0)]


def test_the_office_reads_income_by_week_and_a_hub_lead_the_own_hub_without_money() -> None:
    york = a_hub("yorkshire")
    members(3, hub=york)
    members(2, hub=a_hub("london"), begin=4)
    order = join(plan=a_plan(), applicant=Applicant("Ben", "F", "b@x.example"), signed_in=None, key=None, at=NOON)
    Person.objects.filter(email="b@x.example").update(hub=york)
    record_transfer(order=order, amount_pence=7500, at=NOON, by=staff("treasurer"))
    fulfil(order=order, at=NOON)

    office = at_the_desk(staff("office")).get("/office/").content.decode()
    lead = at_the_desk(staff("hublead", hub=york)).get("/office/").content.decode()

    assert "Income in May: £75.00" in office
    joined = re.compile(r"<th scope=\"row\">Joined</th><td class=\"amount\">0</td><td class=\"amount\">(\d+)</td>")
    assert [joined.findall(page) for page in (office, lead)] == [["6"], ["4"]]
    assert "Income" not in lead
    assert "£" not in lead


def test_an_editor_sees_no_picture() -> None:
    assert pictures(staff("editor"), at=NOON) == []


def test_the_pictures_take_three_questions_for_any_number_of_people() -> None:
    members(30, hub=a_hub("yorkshire"))
    office = staff("office")
    PEOPLE_POLICY.rows(office)

    with CaptureQueriesContext(connection) as asked:
        found = pictures(office, at=NOON)

    assert len(asked) == 3
    assert [bar.height for bar in found[0].bars if bar.height] == [114]
