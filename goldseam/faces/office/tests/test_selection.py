"""A selection is what a list shows of whoever looks: never a row more."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from goldseam.core.desk.selection import Selection, Unselectable
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import NOON, a_hub, members, somebody, staff, today_is
from goldseam.subjects.membership.actions import Applicant, add_term, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def of(viewer: Person, question: str) -> Selection:
    return Selection.asked(QueryDict(f"list=people:list&{question}"), viewer=viewer)


def names(selection: Selection) -> set[str]:
    return {person.given_name for person in selection.rows()}


def test_all_found_are_those_of_search_and_filters() -> None:
    york, london = a_hub("yorkshire"), a_hub("london")
    nia, _ben, _ana = somebody("Nia", hub=york), somebody("Ben", hub=york), somebody("Ana", hub=london)
    add_term(person=nia, plan=a_plan(), at=NOON - timedelta(days=1))
    office = staff("office")

    assert names(of(office, f"all=yes&hub={york.pk}")) == {"Nia", "Ben"}
    assert names(of(office, f"all=yes&hub={york.pk}&membership=current")) == {"Nia"}
    assert names(of(office, "all=yes&q=ferr")) == {"Nia", "Ben", "Ana"}
    assert of(office, f"all=yes&hub={york.pk}&q=ni").words() == "1 person (“ni”, Hub: Yorkshire)"


def test_the_ticked_are_those_and_a_search_that_no_longer_finds_them_takes_none_away() -> None:
    nia, _ben = somebody("Nia"), somebody("Ben")

    assert names(of(staff("office"), f"row={nia.pk}&row={nia.pk}&membership=current")) == {"Nia"}


def test_a_selection_survives_its_way_through_a_form_whoever_reads_it() -> None:
    york = a_hub("yorkshire")
    members(3, hub=york)
    somebody("Zillah", hub=a_hub("london"))
    office, hattie = staff("office"), staff("hublead", hub=york, given_name="Hattie")
    text = of(office, "all=yes").text

    assert Selection.read(text, viewer=office).count() == 6
    assert Selection.read(text, viewer=hattie).count() == 3
    sent = QueryDict(mutable=True)
    sent["of"] = text
    assert Selection.asked(sent, viewer=office).text == text


def test_a_hub_lead_who_ticks_somebody_of_another_hub_selects_nobody() -> None:
    zillah = somebody("Zillah", hub=a_hub("london"))
    hattie = staff("hublead", hub=a_hub("yorkshire"))

    assert of(hattie, f"row={zillah.pk}").count() == 0
    assert of(hattie, f"row={zillah.pk}").people().count() == 0
    assert of(staff("office"), f"row={zillah.pk}").count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "row=x",
        "row=-1",
        f"row={10**30}",
        "&".join(f"row={number}" for number in range(1, 600)),
        "all=yes&membership=nobody",
        "all=yes&hub=99999999",
        "all=yes&anything=1",
        "all=yes&q=%00",
        "of=",
        "of=null",
        'of=["people:list","",[1e999]]',
        "of=[1,2,3]",
        'of=["people:list","",[-1]]',
        'of=["people:list","",["x"]]',
        'of=["site:home","",null]',
        'of=["people:file","",null]',
        "of=" + "[" * 5000,
    ],
)
def test_what_cannot_be_read_selects_nothing_instead_of_everybody(asked: str) -> None:
    somebody("Nia")

    with pytest.raises(Unselectable):
        of(staff("office"), asked).count()


def test_a_filter_that_a_role_does_not_have_is_not_left_out_for_it() -> None:
    somebody("Nia")
    by_role = of(staff("office"), "all=yes&role=office")
    assert by_role.count() == 1

    with pytest.raises(Unselectable):
        Selection.read(by_role.text, viewer=staff("treasurer")).count()


def test_who_lost_the_role_selects_nothing() -> None:
    olive = staff("office", given_name="Olive")
    selection = of(olive, "all=yes")
    people.end_role(grant=olive.grants.get(), at=NOON, by=olive)

    with pytest.raises(Unselectable):
        Selection.read(selection.text, viewer=Person.objects.get(pk=olive.pk)).count()


def test_the_people_of_orders_are_those_who_placed_them_each_once() -> None:
    an_association()
    nia = somebody("Nia")
    for _number in range(2):
        join(plan=a_plan(), applicant=Applicant("Nia", "F", nia.email or ""), signed_in=nia, key=None, at=NOON)
    join(plan=a_plan(), applicant=Applicant("Ben", "F", "b@x.example"), signed_in=None, key=None, at=NOON)
    orders = Selection.asked(QueryDict("list=orders:list&all=yes&state=open"), viewer=staff("office"))

    assert orders.count() == 3
    assert {person.given_name for person in orders.people()} == {"Nia", "Ben"}
