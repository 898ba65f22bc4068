"""Two records of one person: looked at side by side, put together, and parted again."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.mail.models import Suppression
from goldseam.core.people import actions as people
from goldseam.core.people.holds import hold
from goldseam.core.people.merging.actions import CannotMerge, CannotUnmerge, merge, tell_apart, unmerge
from goldseam.core.people.merging.settling import against
from goldseam.core.people.models import Consent, Merge, Person, ToldApart
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.privacy.archive import collect
from goldseam.foundation.privacy.erasing import erase
from goldseam.foundation.privacy.models import Erasure
from goldseam.foundation.privacy.requests import ask_for_copy
from goldseam.subjects.cpd.models import Activity
from goldseam.subjects.membership.actions import Applicant, add_term, join
from goldseam.subjects.membership.closing import ask_to_close
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)
WHY = "She told us so on the phone."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, LATER)
    an_association()


@pytest.fixture
def clerk() -> Person:
    return staff("office", given_name="Olive")


@pytest.fixture
def olive(clerk: Person) -> Client:
    """The office at its desk."""
    return at_the_desk(clerk)


@pytest.fixture
def nia() -> Person:
    return somebody("Nia", employer="Leeds Trust", postcode_district="LS6")


@pytest.fixture
def twin() -> Person:
    """The record that Nia made with her other address, and forgot."""
    return somebody("Nia", email="nia@work.example", postcode_district="LS6", profession="Health visitor")


def put_together(kept: Person, merged: Person, by: Person, **choices: str) -> Merge:
    return merge(kept=kept, merged=merged, choices=choices, why=WHY, at=LATER, by=by)


def runs(person: Person) -> set[str]:
    return set(Consent.objects.filter(person=person, withdrawn_at=None).values_list("purpose", flat=True))


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_two_are_shown_side_by_side_before_anything_happens(olive: Client, nia: Person, twin: Person) -> None:
    people.set_consents(person=nia, purposes=["newsletter"], at=NOON, by=nia)
    people.set_consents(person=twin, purposes=["newsletter", "hub"], at=NOON, by=twin)
    people.set_consents(person=twin, purposes=["hub"], at=NOON, by=twin)
    Activity.objects.create(person=twin, title="A day in York", on=NOON.date(), minutes=60)

    shown = page_of(olive, f"/office/people/{nia.pk}/merge/{twin.pk}/")

    assert "nia.ferreday@families.example" in shown
    assert "nia@work.example" in shown
    assert "The newer one, told on 4 May 2026." in shown
    assert "Only one record has it." in shown
    assert "Consents: a no in either counts" in shown
    assert '<tr><th scope="row">Your record of learning</th><td class="amount" data-label="Moves">1</td>' in shown
    assert '<tr><th scope="row">What happened between us</th><td class="amount" data-label="Moves">–</td>' in shown
    assert not Merge.objects.exists()


def test_what_was_chosen_stands_and_both_addresses_are_kept(olive: Client, nia: Person, twin: Person) -> None:
    typed = {"email": "merged", "why": WHY}

    said = press(olive, f"/office/people/{nia.pk}/merge/{twin.pk}/", typed, confirmed=True)

    assert said.status_code == 302
    nia.refresh_from_db()
    twin.refresh_from_db()
    assert (nia.email, twin.email) == ("nia@work.example", "nia.ferreday@families.example")
    assert (nia.profession, nia.employer) == ("Health visitor", "Leeds Trust")
    assert twin.merged_into == nia
    assert not twin.is_proved


def test_the_next_page_says_what_will_happen(olive: Client, nia: Person, twin: Person) -> None:
    people.set_consents(person=nia, purposes=["hub"], at=NOON, by=nia)
    people.set_consents(person=twin, purposes=["hub"], at=NOON, by=twin)
    people.set_consents(person=twin, purposes=[], at=NOON, by=twin)
    address = f"/office/people/{nia.pk}/merge/{twin.pk}/"
    once = page_of(olive, address).split('name="once" value="')[1].split('"')[0]

    shown = olive.post(address, {"email": "kept", "why": WHY, "once": once}).content.decode()

    assert "Nothing is deleted." in shown
    assert "This yes ends: Invitations from my hub" in shown
    assert "Whoever reads letters to nia.ferreday@families.example and nia@work.example can sign in" in shown
    assert not Merge.objects.exists()


def test_why_has_to_be_said_and_nothing_typed_is_lost(olive: Client, nia: Person, twin: Person) -> None:
    said = press(olive, f"/office/people/{nia.pk}/merge/{twin.pk}/", {"email": "merged", "why": ""})

    assert said.status_code == 422
    assert "Please say how you know that these are one person." in said.content.decode()
    assert re.search(r'value="merged"[^>]*checked', said.content.decode())


def test_orders_terms_and_learning_move_and_go_back(clerk: Person, nia: Person, twin: Person) -> None:
    applicant = Applicant(twin.given_name, twin.family_name, twin.email or "")
    order = join(plan=a_plan(), applicant=applicant, signed_in=twin, key=None, at=NOON)
    term = add_term(person=twin, plan=a_plan(), at=NOON)
    Activity.objects.create(person=twin, title="A day in York", on=NOON.date(), minutes=60)

    done = put_together(nia, twin, clerk)

    assert list(nia.orders.all()) == [order]
    assert list(Term.objects.of(nia)) == [term]
    assert nia.cpd.count() == 1

    unmerge(merge=done, why="They are sisters.", at=LATER, by=clerk)
    assert list(twin.orders.all()) == [order]
    assert list(Term.objects.of(twin)) == [term]
    assert (nia.cpd.count(), twin.cpd.count()) == (0, 1)
    assert nia.orders.count() == 0


def test_an_earlier_year_of_the_same_days_stays_and_is_read_through(clerk: Person, nia: Person, twin: Person) -> None:
    long_ago = NOON - timedelta(days=800)
    for person in (nia, twin):
        add_term(person=person, plan=a_plan(), at=long_ago)
    ahead = add_term(person=twin, plan=a_plan(), at=LATER)

    put_together(nia, twin, clerk)

    assert Term.objects.of(nia).count() == 2
    assert ahead in Term.objects.of(nia)
    assert Term.objects.of(twin).count() == 1
    told = next(kind for kind in collect(nia).kinds if kind["model"] == "membership.term")
    assert len(told["rows"]) == 3


def test_two_memberships_of_the_same_days_have_to_be_settled_first(
    olive: Client, clerk: Person, nia: Person, twin: Person
) -> None:
    for person in (nia, twin):
        add_term(person=person, plan=a_plan(), at=NOON)

    shown = page_of(olive, f"/office/people/{nia.pk}/merge/{twin.pk}/")

    assert "refund one of the two, or end the one that was given" in shown
    assert "<textarea" not in shown
    with pytest.raises(CannotMerge):
        put_together(nia, twin, clerk)


def test_a_no_in_either_record_counts_and_goes_back_with_the_records(clerk: Person, nia: Person, twin: Person) -> None:
    people.set_consents(person=nia, purposes=["hub", "newsletter"], at=NOON, by=nia)
    people.set_consents(person=twin, purposes=["newsletter", "research"], at=NOON, by=twin)
    people.set_consents(person=twin, purposes=["research"], at=NOON, by=twin)

    done = put_together(nia, twin, clerk)
    assert runs(nia) == {"hub", "research"}

    unmerge(merge=done, why="", at=LATER, by=clerk)
    assert runs(nia) == {"hub", "newsletter"}
    assert runs(twin) == {"research"}


def test_who_marked_our_letters_as_unwanted_gets_no_more_of_them(clerk: Person, nia: Person, twin: Person) -> None:
    people.set_consents(person=nia, purposes=["newsletter"], at=NOON, by=nia)
    Suppression.objects.create(address="nia@work.example", reason=Suppression.Reason.COMPLAINT, since=NOON)

    done = put_together(nia, twin, clerk)

    assert runs(nia) == set()
    unmerge(merge=done, why="", at=LATER, by=clerk)
    assert runs(nia) == {"newsletter"}


def test_a_no_that_was_said_since_stays_a_no_in_both(clerk: Person, nia: Person, twin: Person) -> None:
    for person in (nia, twin):
        people.set_consents(person=person, purposes=["newsletter"], at=NOON, by=person)
    done = put_together(nia, twin, clerk)

    people.set_consents(person=nia, purposes=[], at=LATER, by=nia)
    unmerge(merge=done, why="", at=LATER, by=clerk)

    assert (runs(nia), runs(twin)) == (set(), set())


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("role", "has the role"),
        ("hold", "is not to be written to now"),
        ("lead", "is named as lead of the hub"),
        ("copy", "waits for an answer"),
        ("closing", "asked us to close the account"),
        ("erasure", "were erased"),
        ("itself", "one and the same"),
    ],
)
def test_what_has_to_be_settled_first_is_said(
    clerk: Person, nia: Person, twin: Person, what: str, sentence: str
) -> None:
    deeds: dict[str, Any] = {
        "role": lambda: people.give_role(person=twin, role="treasurer", at=NOON, by=clerk),
        "hold": lambda: hold(person=twin, reason="bereaved", last_on=None, at=NOON, by=clerk),
        "lead": lambda: a_hub("york", lead=twin),
        "copy": lambda: ask_for_copy(person=twin, by=twin, at=NOON),
        "closing": lambda: ask_to_close(person=twin, at=NOON),
        "erasure": lambda: Erasure.objects.create(person=twin, at=NOON),
        "itself": lambda: None,
    }
    deeds[what]()
    other = nia if what == "itself" else twin

    found = against(nia, other, at=LATER)

    assert len(found) == 1
    assert sentence in found[0]
    with pytest.raises(CannotMerge):
        put_together(nia, other, clerk)


def test_nobody_comes_by_the_office_through_a_record_of_their_own(olive: Client, clerk: Person, nia: Person) -> None:
    shown = page_of(olive, f"/office/people/{nia.pk}/merge/{clerk.pk}/")

    assert "has the role Office. End it first" in shown
    assert 'name="once"' not in shown


def test_the_old_file_leads_to_the_one_that_goes_on(olive: Client, clerk: Person, nia: Person, twin: Person) -> None:
    put_together(nia, twin, clerk)

    answer = olive.get(f"/office/people/{twin.pk}/", follow=True)

    assert answer.redirect_chain == [(f"/office/people/{nia.pk}/", 302)]
    shown = answer.content.decode()
    assert f"Record {twin.pk} was put together with this one, record {nia.pk}." in shown
    assert f"Part record {twin.pk} again" in shown
    assert WHY in shown


def test_parting_says_what_came_since_and_stays(olive: Client, clerk: Person, nia: Person, twin: Person) -> None:
    done = put_together(nia, twin, clerk, profession="merged")
    people.write_note(person=nia, text="Rang.", at=LATER, by=clerk)
    people.change_details(person=nia, details={"profession": "Midwife"}, at=LATER, by=nia)

    shown = page_of(olive, f"/office/people/{nia.pk}/part/{done.pk}/")
    assert "Note by the office" in shown
    assert "Changed since, and so it stays as it is" in shown

    press(olive, f"/office/people/{nia.pk}/part/{done.pk}/", {"why": "They are mother and daughter."}, confirmed=True)
    nia.refresh_from_db()
    twin.refresh_from_db()
    assert twin.merged_into is None
    assert nia.profession == "Midwife"
    assert olive.get(f"/office/people/{twin.pk}/").status_code == 200


def test_what_cannot_be_parted_says_why(clerk: Person, nia: Person, twin: Person) -> None:
    first = put_together(nia, twin, clerk)
    third = somebody("Nia", email="nia@third.example")
    second = put_together(nia, third, clerk)

    with pytest.raises(CannotUnmerge, match="Part that one first"):
        unmerge(merge=first, why="", at=LATER, by=clerk)
    unmerge(merge=second, why="", at=LATER, by=clerk)
    unmerge(merge=first, why="", at=LATER, by=clerk)
    with pytest.raises(CannotUnmerge, match="already"):
        unmerge(merge=first, why="", at=LATER, by=clerk)


def test_a_record_with_records_in_it_takes_them_along(clerk: Person, nia: Person, twin: Person) -> None:
    third = somebody("Nia", email="nia@third.example")
    first = put_together(twin, third, clerk)
    second = put_together(nia, twin, clerk)

    third.refresh_from_db()
    assert third.merged_into == nia
    with pytest.raises(CannotUnmerge):
        unmerge(merge=first, why="", at=LATER, by=clerk)
    unmerge(merge=second, why="", at=LATER, by=clerk)
    third.refresh_from_db()
    assert third.merged_into == twin


def test_an_erasure_goes_for_both_and_is_not_undone(clerk: Person, nia: Person, twin: Person) -> None:
    done = put_together(nia, twin, clerk)

    erase(person=nia, by=clerk, at=LATER)

    twin.refresh_from_db()
    assert (twin.given_name, twin.email) == ("", None)
    with pytest.raises(CannotUnmerge, match="erased"):
        unmerge(merge=done, why="", at=LATER, by=clerk)


def test_two_people_are_told_apart_for_good(olive: Client, nia: Person, twin: Person) -> None:
    press(olive, f"/office/people/{nia.pk}/apart/{twin.pk}/", {}, confirmed=True)

    pair = ToldApart.objects.get()
    assert (pair.one, pair.other) == (nia, twin)
    tell_apart(one=twin, other=nia, at=LATER, by=nia)
    assert ToldApart.objects.count() == 1


def test_the_old_address_finds_the_one_that_goes_on(olive: Client, clerk: Person, nia: Person, twin: Person) -> None:
    put_together(nia, twin, clerk, email="kept")

    listed = page_of(olive, "/office/people/results/?q=nia@work.example")

    assert f"/office/people/{nia.pk}/" in listed
    assert f"/office/people/{twin.pk}/" not in listed


def test_the_file_reads_through_what_stayed(olive: Client, clerk: Person, nia: Person, twin: Person) -> None:
    for person in (nia, twin):
        add_term(person=person, plan=a_plan(), at=NOON - timedelta(days=800))
        people.write_note(person=person, text=f"A note on {person.pk}.", at=NOON, by=clerk)
    put_together(nia, twin, clerk)

    shown = page_of(olive, f"/office/people/{nia.pk}/")

    assert f"A note on {nia.pk}." in shown
    assert f"A note on {twin.pk}." in shown
    assert shown.count(f'<th scope="row">{a_plan()}</th>') == 2
    assert "Two records became one" in shown
