"""Promise 14: a hub lead sees one hub. Search, filters, counts, files, choosers, histories, exports: no foreign row."""

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from wagtail.permissions import policy_registry

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.core.people.roles import MONEY
from goldseam.faces.office.people.policy import PEOPLE_POLICY, PeoplePolicy
from goldseam.faces.office.tests.addresses import FAIL_UNASKED, office_addresses
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, somebody, staff, today_is
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.tests.factories import a_plan
from tests.promises.sizes import FULL

pytestmark = pytest.mark.django_db

MARK = "Quillfeather"
ADDRESS = "zillah@quillfeather.example"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


@pytest.fixture
def york() -> Hub:
    """Twelve people in York, and one in London whose name nobody else has, with all a person can have."""
    hub = a_hub("yorkshire")
    members(12, hub=hub)
    zillah = somebody("Zillah", MARK, email=ADDRESS, hub=a_hub("london"), profession="Midwife")
    people.set_consents(person=zillah, purposes=["hub", "newsletter"], at=NOON, by=zillah)
    add_term(person=zillah, plan=a_plan(), at=NOON - timedelta(days=1))
    return hub


def hattie(hub: Hub) -> Client:
    """Hattie leads the hub."""
    return at_the_desk(
        Person.objects.filter(given_name="Hattie").first() or staff("hublead", hub=hub, given_name="Hattie")
    )


QUESTIONS = [
    "",
    f"?q={MARK}",
    "?q=zillah",
    "?q=z",
    f"?q={ADDRESS}",
    "?q=",
    "?membership=current",
    "?membership=never",
    "?hub={london}",
    "?hub={london}&q=z",
    "?role=office",
    "?p=2",
    "?export=csv",
    "?export=xlsx",
    "?ordering=email",
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("address", ["/office/people/", "/office/people/results/"])
def test_no_question_shows_a_hub_lead_somebody_of_another_hub(york: Hub, address: str, question: str) -> None:
    question = question.format(london=a_hub("london").pk)

    response = hattie(york).get(f"{address}{question}")

    body = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    for echo in (f'value="{MARK}"', f"q={MARK}"):
        # What they typed themselves stands in the search box and in the address where the search can be kept.
        body = body.replace(echo.encode(), b"")
    assert MARK.encode() not in body
    assert b"London" not in body


def test_the_count_a_hub_lead_reads_is_the_count_of_the_hub(york: Hub) -> None:
    client = hattie(york)
    shown, found = (client.get(f"/office/people/{question}").content.decode() for question in ("", "?q=member"))

    assert [int(count) for count in re.findall(r"(\d+) people\s*</div>", shown)] == [york.people.count()] == [12]
    assert "There are 12 matches" in found


def test_the_office_reads_the_count_of_all(york: Hub) -> None:
    """The control of the tests above: the foreign row is there to be seen."""
    shown = at_the_desk(staff("office")).get(f"/office/people/?q={MARK}").content.decode()

    assert f"Zillah {MARK}" in shown


def test_a_policy_without_its_scope_would_leak(york: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of promise 14: it is `rows` that keeps the other hubs out."""
    monkeypatch.setattr(PeoplePolicy, "rows", lambda policy, person: Person.objects.unmerged())

    assert f"Zillah {MARK}" in hattie(york).get("/office/people/").content.decode()


def test_the_file_of_somebody_in_another_hub_is_not_there(york: Hub) -> None:
    zillah = Person.objects.get(family_name=MARK)
    client = hattie(york)

    assert client.get(f"/office/people/{zillah.pk}/").status_code == 404
    assert client.get(f"/office/people/{york.people.first().pk}/").status_code == 200


def test_a_person_who_moves_away_is_out_of_sight_at_once(york: Hub) -> None:
    nia = york.people.get(given_name="Member3")
    client = hattie(york)
    assert client.get(f"/office/people/{nia.pk}/").status_code == 200

    people.change_details(person=nia, details={"hub": a_hub("london")}, at=NOON, by=nia)

    assert client.get(f"/office/people/{nia.pk}/").status_code == 404


def test_a_hub_lead_whose_role_ended_sees_nobody(york: Hub) -> None:
    lead = staff("hublead", hub=york, given_name="Hattie")
    client = at_the_desk(lead)

    people.end_role(grant=lead.grants.get(), at=NOON, by=lead)

    assert client.get("/office/people/").status_code == 403


def test_an_address_is_shown_only_to_whom_it_was_given(york: Hub) -> None:
    nia = york.people.get(given_name="Member3")
    client = hattie(york)
    assert "member3@many.example" not in client.get("/office/people/").content.decode()
    assert "Not given for letters of the hub" in client.get(f"/office/people/{nia.pk}/").content.decode()

    people.set_consents(person=nia, purposes=["hub"], at=NOON, by=nia)

    assert "member3@many.example" in client.get("/office/people/").content.decode()
    assert "member3@many.example" in client.get(f"/office/people/{nia.pk}/").content.decode()
    assert "member4@many.example" not in client.get("/office/people/").content.decode()


@pytest.mark.parametrize("typed", ["member3@many", "many.example", "member3%40many.example"])
def test_nobody_is_found_by_an_address_that_may_not_be_read(york: Hub, typed: str) -> None:
    Person.objects.filter(given_name="Member3").update(given_name="Nia")

    assert "Nia Many" not in hattie(york).get(f"/office/people/?q={typed}").content.decode()


def test_a_hub_lead_reads_no_money_notes_letters_or_history(york: Hub) -> None:
    nia = york.people.get(given_name="Member3")
    Person.objects.filter(pk=nia.pk).update(employer="Quiet Trust", address="1 Hidden Lane", postcode_district="LS6")
    people.write_note(person=nia, text="Rang in tears.", at=NOON, by=staff("office"))

    shown = hattie(york).get(f"/office/people/{nia.pk}/").content.decode()

    hidden = ["Rang in tears", "Quiet Trust", "Hidden Lane", "LS6", "Orders and payments", "Letters", "History", "£"]
    assert [word for word in hidden if word in shown] == []


def test_today_names_newcomers_of_the_own_hub_only(york: Hub) -> None:
    shown = hattie(york).get("/office/").content.decode()

    assert "Member1 Many" in shown or "Member12 Many" in shown
    assert MARK not in shown


@pytest.mark.parametrize("role", ["hublead", "editor"] if FULL else ["hublead"])
def test_no_address_of_the_office_names_a_foreign_person(york: Hub, role: str) -> None:
    """Every address, with and without its slash, read and written, each gap filled with the foreign person's key."""
    zillah = Person.objects.get(family_name=MARK)
    client = at_the_desk(staff(role, hub=york if role == "hublead" else None))
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF="tests.short_refusals"):
        walked = [path for path in office_addresses(zillah.pk) if client.get(path).status_code != 403]
    assert len(walked) > 5
    leaks, errors = [], []
    for path in walked:
        for ask, address in (
            (client.get, f"{path}?id={zillah.pk}&q={MARK}&term=z&p=1"),
            (client.get, path.rstrip("/")),
            (client.post, path),
        ):
            response = ask(address)
            body = b"".join(response) if response.streaming else response.content
            if b"Zillah" in body or ADDRESS.encode() in body:
                leaks.append(address)
            if response.status_code >= 500 and path not in FAIL_UNASKED:
                errors.append(f"{response.status_code} {address}")
    assert (leaks, errors) == ([], [])


def test_the_walk_would_find_a_leak(york: Hub) -> None:
    """The control of the test above: the office, which may, meets her at some of these addresses."""
    zillah = Person.objects.get(family_name=MARK)
    client = at_the_desk(staff("office"))

    of_people = [path for path in office_addresses(zillah.pk) if path.startswith("/office/people/")]
    met = [path for path in of_people if b"Zillah" in client.get(path).content]

    assert {"/office/people/", f"/office/people/{zillah.pk}/"} <= set(met)


def test_whatever_of_wagtail_asks_for_people_gets_the_same_rows(york: Hub) -> None:
    lead, office = staff("hublead", hub=york), staff("office")
    zillah = Person.objects.get(family_name=MARK)
    policy = policy_registry.get_by_type(Person)

    assert policy is PEOPLE_POLICY
    assert set(policy.instances_user_has_permission_for(lead, "view")) == set(york.people.all())
    assert zillah in policy.instances_user_has_permission_for(office, "change")
    assert not policy.user_has_permission_for_instance(lead, "view", zillah)
    assert not policy.user_has_permission_for_instance(lead, "change", york.people.earliest("pk"))
    assert set(policy.users_with_permission("money")) == {office}
    assert MONEY == ("treasurer", "office")
