"""Finding people: by the beginnings of words whatever accents were typed, by hub and by membership."""

import re
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, somebody, staff, today_is
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.standing import STATES, standing_as, standings
from goldseam.subjects.membership.tests.factories import a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def page(person: Person, question: str = "") -> str:
    response = at_the_desk(person).get(f"/office/people/{question}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "typed", ["müller", "Muller", "mull", "ana+mul", "ANA.MULLER", "MÜLLER+ana", "ana.muller@families.example", "fam"]
)
def test_ana_muller_is_found_however_the_office_types_her_name(typed: str) -> None:
    somebody("Ana", "Müller", email="ana.muller@families.example")
    somebody("Anna", "Miller", email="anna@elsewhere.example")

    found = page(staff("office"), f"?q={typed}")

    assert "Ana Müller" in found
    assert "Anna Miller" not in found


def test_what_has_no_word_in_it_finds_nobody() -> None:
    somebody("Ana", "Müller")

    assert "Ana Müller" not in page(staff("office"), "?q=%21%21%21")


def test_the_list_says_plan_and_last_day_of_a_member_and_who_has_lapsed() -> None:
    nia, ben, zoe = somebody("Nia"), somebody("Ben"), somebody("Zoë")
    plan = a_plan()
    add_term(person=nia, plan=plan, at=NOON)
    add_term(person=ben, plan=plan, at=NOON - timedelta(days=500))
    office = staff("office")

    current, lapsed = page(office, "?membership=current"), page(office, "?membership=lapsed")
    never = page(office, "?membership=never")

    assert "Qualified Professional, until 3 May 2027" in current
    assert (nia.full_name in current, ben.full_name in current) == (True, False)
    assert (nia.full_name in lapsed, ben.full_name in lapsed) == (False, True)
    assert (zoe.full_name in never, nia.full_name in never, ben.full_name in never) == (True, False, False)


def test_two_years_in_a_row_count_as_one_stretch_and_a_term_taken_back_never_ran() -> None:
    nia, ben = somebody("Nia"), somebody("Ben")
    add_term(person=nia, plan=a_plan(), at=NOON)
    add_term(person=nia, plan=a_plan(), at=NOON)
    taken_back = add_term(person=ben, plan=a_plan(), at=NOON)
    Term.objects.filter(pk=taken_back.pk).update(cut_short_on=taken_back.starts_on - timedelta(days=1))
    office = staff("office")

    assert "until 3 May 2028" in page(office, "?q=nia")
    assert ben.full_name in page(office, "?membership=never")
    assert ben.full_name not in page(office, "?membership=lapsed")


def test_the_filters_of_hub_and_role_narrow_the_list() -> None:
    york, london = a_hub("yorkshire"), a_hub("london")
    somebody("Nia", hub=york)
    somebody("Ben", hub=london)
    office = staff("office")
    staff("treasurer", given_name="Tom")

    assert "Nia Ferreday" in page(office, f"?hub={york.pk}")
    assert "Ben Ferreday" not in page(office, f"?hub={york.pk}")
    assert "Tom Staff" in page(office, "?role=treasurer")
    assert "Nia Ferreday" not in page(office, "?role=treasurer")


def test_people_merged_into_another_stand_in_the_list_once() -> None:
    nia, twin = somebody("Nia"), somebody("Nina")
    Person.objects.filter(pk=twin.pk).update(merged_into=nia)

    found = page(staff("office"))

    assert "Nia Ferreday" in found
    assert "Nina Ferreday" not in found


def test_the_list_turns_over_every_fifty_people() -> None:
    members(120, hub=a_hub("yorkshire"))
    office = staff("office")

    first, last = page(office), page(office, "?p=3")

    assert first.count('<th scope="row"><a href="/office/people/') == 50
    assert last.count('<th scope="row"><a href="/office/people/') == 21
    assert "Page 3 of 3" in last


def test_a_later_page_goes_on_where_the_one_before_ended() -> None:
    members(120, hub=a_hub("yorkshire"))
    office = staff("office")

    shown = [name for number in (1, 2, 3) for name in re.findall(r"Member\d+ Many", page(office, f"?p={number}"))]

    assert shown == sorted(shown)
    assert len(set(shown)) == 120


def test_the_filter_finds_those_whose_file_says_the_same() -> None:
    whole, days = (-400, -35, None), (-30, -1, 0, 1, 30)
    for number, (begins, ends, cut) in enumerate(product(days, days, (None, *days))):
        if ends >= begins:
            began = add_term(person=somebody(f"Nia{number}"), plan=a_plan(), at=NOON)
            last = None if cut is None else NOON.date() + timedelta(cut)
            stretch = {"starts_on": NOON.date() + timedelta(begins), "ends_on": NOON.date() + timedelta(ends)}
            Term.objects.filter(pk=began.pk).update(cut_short_on=last, **stretch)
    of_before, anew = somebody("Ben"), somebody("Zoë")
    for person, terms in ((of_before, [whole]), (anew, [whole, (31, 60, None)])):
        for begins, ends, _cut in terms:
            began = add_term(person=person, plan=a_plan(), at=NOON - timedelta(days=900))
            stretch = {"starts_on": NOON.date() + timedelta(begins), "ends_on": NOON.date() + timedelta(ends)}
            Term.objects.filter(pk=began.pk).update(**stretch)

    people, today = Person.objects.all(), NOON.date()
    told = standings(people.values_list("pk", flat=True), on=today)

    for state in STATES:
        found = set(standing_as(people, state, on=today).values_list("pk", flat=True))
        assert found == {key for key, standing in told.items() if standing.state == state}, state


@pytest.mark.parametrize("role", ["office", "treasurer", "hublead"])
@pytest.mark.parametrize("address", ["/office/people/", "/office/people/results/?q=member"])
def test_ten_people_and_a_thousand_take_the_same_queries(role: str, address: str) -> None:
    hub = a_hub("yorkshire")
    members(10, hub=hub)
    client = at_the_desk(staff(role, hub=hub if role == "hublead" else None))
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries()
    members(990, hub=hub, begin=11)
    many = queries()

    assert few == many
    assert many <= 15


def test_the_day_a_membership_ends_still_counts() -> None:
    nia = somebody("Nia")
    term = add_term(person=nia, plan=a_plan(), at=NOON - timedelta(days=100))
    Term.objects.filter(pk=term.pk).update(ends_on=date(2026, 5, 4))

    assert nia.full_name in page(staff("office"), "?membership=current")
