"""Promise 14: a hub lead sees one hub. Search, counts, selections, kept searches, exports, histories: no foreign row.

The same walk is made with the scope taken away, and by the office, which may see all: it has to find what it looks for.
"""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from goldseam.core.desk.models import Export, KeptSearch
from goldseam.core.desk.selection import Selection, Unselectable
from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.core.people.roles import MONEY
from goldseam.faces.office.health import by_month, healths
from goldseam.faces.office.month import pictures
from goldseam.faces.office.people.policy import PEOPLE_POLICY, PeoplePolicy
from goldseam.faces.office.tests.factories import (
    NOON,
    a_hub,
    at_the_desk,
    chosen,
    members,
    press,
    somebody,
    staff,
    today_is,
)
from goldseam.foundation.work import runs
from goldseam.subjects.hubs.actions import choose, choose_hubs
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

MARK = "Quillfeather"
HUBS = size(2, 12)
QUESTIONS = (
    "", "q=z", "q=member", f"q={MARK}", "q=quillfeather.example", "membership=current", "membership=never",
    "hub={foreign}", "hub={own}", "hub={foreign}&q=z", "membership=current&q=member",
)  # fmt: skip


@pytest.fixture
def hubs(monkeypatch: pytest.MonkeyPatch) -> list[Hub]:
    """Hubs of different size, each with members and with one person whose name says that she is of that hub."""
    today_is(monkeypatch, NOON)
    an_association()
    found = [a_hub(f"hub{chr(97 + number)}") for number in range(HUBS)]
    for number, hub in enumerate(found):
        members(number + 2, hub=hub, begin=number * 50)
        zillah = somebody(f"Zillah-{hub.slug}", MARK, email=f"{hub.slug}@quillfeather.example", hub=hub)
        people.set_consents(person=zillah, purposes=["hub"], at=NOON, by=zillah)
        add_term(person=zillah, plan=a_plan(), at=NOON)
        # The hub beside is a further one of hers, and she shows herself there: its lead sees no more of her by that.
        choose_hubs(person=zillah, home=hub, further=[found[number - 1]], at=NOON)
        choose(person=zillah, chosen={"seen_by": "everyone", "shows": ["hub", "letters"]}, at=NOON)
    return found


def leads(hubs: list[Hub]) -> Iterator[tuple[Hub, Person, Client]]:
    for hub in hubs:
        name = f"Hattie-{hub.slug}"
        lead = Person.objects.filter(given_name=name).first() or staff("hublead", hub=hub, given_name=name)
        yield hub, lead, at_the_desk(lead)


def foreign(said: str, own: Hub) -> list[str]:
    """The marks of other hubs that stand in what was said."""
    named = re.findall(r"Zillah-(\w+)", said) + re.findall(r"(\w+)@quillfeather", said)
    return sorted({*named} - {own.slug})


def expected(hub: Hub, question: str) -> int:
    """How many of the hub a question finds, counted in Python without the policy."""
    asked = QueryDict(question)
    own = list(Person.objects.filter(hub=hub))
    if asked.get("q"):
        own = [one for one in own if any(w.startswith(asked["q"].lower()) for w in _words(one))]
    if state := asked.get("membership"):
        own = [one for one in own if hasattr(one, "membership") == (state == "current")]
    return len(own)


def _words(person: Person) -> list[str]:
    return re.findall(r"[a-z0-9]+", f"{person.given_name} {person.family_name}".lower())


def export(client: Client, form: str) -> tuple[str, int]:
    """What a file of all rows and all columns that are offered says, and how many rows it has."""
    address = "/office/people/export/?list=people:list&all=yes"
    columns = re.findall(r'name="columns" value="([^"]+)"', client.get(address).content.decode())
    assert len(columns) > 3
    press(client, address, {"form": form, "columns": columns, "of": chosen(client, address)})
    runs.carry_on(at=NOON)
    body = b"".join(client.get(f"/office/exports/{Export.objects.latest('pk').pk}/download/"))
    if form == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    else:
        rows = [[str(value) for value in row] for row in load_workbook(io.BytesIO(body)).worksheets[0].values]
    return "\n".join(",".join(row) for row in rows), len(rows) - 1


def shown_count(page: str) -> int:
    found = re.search(r"(?:There is|There are) (\d+) match|With all (\d+) that were found|With the one that", page)
    return int(next(filter(None, found.groups()), 1)) if found else 0


def faults(hubs: list[Hub]) -> list[str]:
    """Everything in which a hub lead gets a foreign row, or a count that is not that of the own hub."""
    wrong = []
    for hub, lead, client in leads(hubs):
        other = next(one for one in hubs if one != hub)
        for question in QUESTIONS:
            asked = question.format(foreign=other.pk, own=hub.pk)
            page = client.get(f"/office/people/?{asked}").content.decode()
            wrong += [f"{hub} list {asked}: {slug}" for slug in foreign(page.replace(f'value="{MARK}"', ""), hub)]
            # One hub is no choice: that filter is not there, and what is asked of it is not heard.
            heard = "&".join(part for part in asked.split("&") if not part.startswith("hub="))
            if shown_count(page) != expected(hub, heard):
                wrong.append(f"{hub} counts {shown_count(page)} for {asked}, not {expected(hub, heard)}")
        for form in ("csv", "xlsx"):
            said, rows = export(client, form)
            wrong += [f"{hub} {form}: {slug}" for slug in foreign(said, hub)]
            if rows != expected(hub, ""):
                wrong.append(f"{hub} {form} has {rows} rows")
        ticked = tuple(Person.objects.filter(family_name=MARK).values_list("pk", flat=True))
        selection = Selection("people:list", lead, keys=ticked)
        wrong += [f"{hub} ticks {person}" for person in selection.people() if person.hub_id != hub.pk]
        picture = pictures(lead, at=NOON)[0]
        joined = Person.objects.filter(hub=hub, membership__isnull=False).count()
        if picture.rows[0][1][-1] != joined:
            wrong.append(f"{hub} reads of {picture.rows[0][1]} who joined")
        fares = client.get("/office/hub-health/").content.decode()
        told = [(one.hub, one.members, one.moves.joined) for one in healths(lead, at=NOON)]
        months = sum(numbers[0] for _month, numbers in by_month(lead, at=NOON).rows)
        row = f'<th scope="row">{hub.name}</th><td>{joined}</td>'
        if told != [(hub, joined, joined)] or months != joined or row not in fares or foreign(fares, hub):
            wrong.append(f"{hub} fares as {told}, {months} by month")
        wrong += [f"{hub} today: {slug}" for slug in foreign(client.get("/office/").content.decode(), hub)]
        for person in Person.objects.filter(family_name=MARK).exclude(hub=hub):
            if client.get(f"/office/people/{person.pk}/").status_code != 404:
                wrong.append(f"{hub} opens {person}")
    return wrong


def test_no_row_and_no_count_of_another_hub(hubs: list[Hub]) -> None:
    assert faults(hubs) == []


def test_with_the_scope_taken_away_the_walk_finds_leaks_everywhere(
    hubs: list[Hub], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the policy's `rows` that keeps the other hubs out."""
    monkeypatch.setattr(PeoplePolicy, "rows", lambda policy, person: Person.objects.unmerged())

    found = faults(hubs[:2])

    for where in ("list", "counts", "csv", "xlsx", "ticks", "joined", "fares", "today", "opens"):
        assert any(f" {where}" in fault for fault in found), where


def test_a_search_kept_by_the_office_names_nobody_to_a_hub_lead(hubs: list[Hub]) -> None:
    olive = staff("office", given_name="Olive")
    for is_shared in (True, False):
        name = f"Zillah-{hubs[1].slug} {is_shared}"
        KeptSearch.objects.create(
            owner=olive, list_name="people:list", name=name, question="q=zillah", is_shared=is_shared, kept_at=NOON
        )
    _hub, _lead, client = next(leads(hubs))

    assert foreign(client.get("/office/people/").content.decode(), hubs[0]) == []
    assert hubs[1].slug in foreign(at_the_desk(olive).get("/office/people/").content.decode(), hubs[0])


def test_what_a_hub_lead_cannot_choose_cannot_be_asked_for_by_hand(hubs: list[Hub]) -> None:
    """Choosers, selections of others, deeds and the record of exports."""
    hub, lead, client = next(leads(hubs))
    office = staff("office", given_name="Olive")
    of_all = Selection("people:list", office)
    assert of_all.count() > Selection.read(of_all.text, viewer=lead).count() == expected(hub, "")
    with pytest.raises(Unselectable):
        Selection.read(Selection("people:list", office, question=f"hub={hubs[1].pk}").text, viewer=lead).count()
    assert set(PEOPLE_POLICY.hubs(lead)) == {hub}
    assert client.get("/office/people/many/hub/?list=people:list&all=yes").status_code == 403
    export(at_the_desk(office), "csv")
    assert "Who exported what" not in client.get("/office/exports/").content.decode()
    assert client.get(f"/office/exports/{Export.objects.latest('pk').pk}/download/").status_code == 404
    assert PEOPLE_POLICY.sees_all(office)
    assert "hublead" not in MONEY
