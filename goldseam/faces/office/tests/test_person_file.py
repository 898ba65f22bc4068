"""A person's file: what stands between us, who did what, the breaks and the seams; and what the office does there."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.mail.actions import note_bounce
from goldseam.core.mail.models import Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.repairs.engine import look
from goldseam.core.sales.actions.paying import confirm_payment, fail_payment, start_payment
from goldseam.core.sales.models import Order
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db

DETAILS = {
    "given_name": "Nia",
    "family_name": "Ferreday",
    "email": "nia.ferreday@families.example",
    "profession": "",
    "employer": "",
    "postcode_district": "",
    "address": "",
    "hub": "",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def nia() -> Person:
    return somebody("Nia")


@pytest.fixture
def olive() -> Client:
    """The office at its desk."""
    return at_the_desk(staff("office", given_name="Olive"))


def file_of(client: Client, person: Person) -> str:
    return client.get(f"/office/people/{person.pk}/").content.decode()


def test_a_note_stands_in_the_history_with_who_wrote_it(nia: Person, olive: Client) -> None:
    press(olive, f"/office/people/{nia.pk}/note/", {"text": "Rang about Leeds.\nWants a call."})

    shown = file_of(olive, nia)
    assert "Rang about Leeds.<br>Wants a call." in shown
    assert "by Olive Staff" in shown
    assert Fact.objects.get(kind="people.note_written").person == nia


def test_an_empty_note_is_not_kept(nia: Person, olive: Client) -> None:
    answer = press(olive, f"/office/people/{nia.pk}/note/", {"text": "   "})

    assert answer.status_code == 422
    assert not Fact.objects.filter(kind="people.note_written").exists()


def test_a_note_sent_twice_is_kept_once(nia: Person, olive: Client) -> None:
    for _ in range(2):
        olive.post(f"/office/people/{nia.pk}/note/", {"text": "Once.", "once": "n" * 32})

    assert Fact.objects.filter(kind="people.note_written").count() == 1


def test_only_what_differs_is_changed_and_recorded(nia: Person, olive: Client) -> None:
    york = a_hub("yorkshire")

    press(olive, f"/office/people/{nia.pk}/details/", DETAILS | {"profession": "Midwife", "hub": str(york.pk)})

    nia.refresh_from_db()
    assert (nia.profession, nia.hub, nia.is_proved) == ("Midwife", york, True)
    assert Fact.objects.get(kind="people.details_changed").data == {"fields": "profession"}
    assert not Fact.objects.filter(kind="people.address_changed").exists()


def test_a_new_address_counts_only_once_it_has_answered_and_gets_what_came_back(nia: Person, olive: Client) -> None:
    order = _an_order()
    start_payment(order=order, way="transfer", return_url="", at=NOON)
    letter = Message.objects.get()
    Message.objects.filter(pk=letter.pk).update(person=nia)
    note_bounce(message=letter, answer="550 no such mailbox", at=NOON)

    answer = press(olive, f"/office/people/{nia.pk}/details/", DETAILS | {"email": "nia@elsewhere.example"})

    nia.refresh_from_db()
    assert (nia.email, nia.is_proved) == ("nia@elsewhere.example", False)
    assert Message.objects.filter(address="nia@elsewhere.example", state="waiting").count() == 1
    assert "one letter that had come back is on its way again" in olive.get(answer["Location"]).content.decode()


def test_the_address_of_somebody_else_is_refused_and_nothing_is_changed(nia: Person, olive: Client) -> None:
    somebody("Ben", email="ben@families.example")

    typed = DETAILS | {"email": "BEN@families.example", "profession": "Midwife"}
    answer = press(olive, f"/office/people/{nia.pk}/details/", typed)

    nia.refresh_from_db()
    assert "Somebody else has this e-mail address. Nothing was changed." in answer.content.decode()
    assert 'value="BEN@families.example"' in answer.content.decode(), "what was typed stays"
    assert (nia.email, nia.profession) == ("nia.ferreday@families.example", "")


def test_a_role_is_given_after_it_was_shown_what_it_opens_and_ended_again(nia: Person, olive: Client) -> None:
    york = a_hub("yorkshire")
    typed = {"role": "hublead", "hub": str(york.pk)}

    shown = press(olive, f"/office/people/{nia.pk}/roles/give/", typed)
    assert "Nia Ferreday gets the role Hub lead for the hub Yorkshire" in shown.content.decode()
    assert not nia.grants.exists()
    press(olive, f"/office/people/{nia.pk}/roles/give/", typed, confirmed=True)

    grant = nia.grants.get()
    assert str(grant.given_by) == "Olive Staff"
    assert "Hub lead (Yorkshire" in file_of(olive, nia)
    press(olive, f"/office/people/{nia.pk}/roles/{grant.pk}/end/", {}, confirmed=True)
    assert not nia.grants.filter(ended_at=None).exists()
    assert "Role Hub lead ended" in file_of(olive, nia)


def test_a_hub_lead_needs_a_hub(nia: Person, olive: Client) -> None:
    answer = press(olive, f"/office/people/{nia.pk}/roles/give/", {"role": "hublead", "hub": ""})

    assert "A hub lead leads one hub: please choose it." in answer.content.decode()


def test_nobody_ends_a_role_of_their_own(olive: Client) -> None:
    me = Person.objects.get(given_name="Olive")

    answer = press(olive, f"/office/people/{me.pk}/roles/{me.grants.get().pk}/end/", {}, confirmed=True)

    assert "Nobody can end a role of their own" in answer.content.decode()
    assert me.grants.filter(ended_at=None).exists()


def test_the_role_of_one_person_is_not_ended_from_the_file_of_another(nia: Person, olive: Client) -> None:
    tom = staff("treasurer")

    answer = olive.get(f"/office/people/{nia.pk}/roles/{tom.grants.get().pk}/end/")

    assert answer.status_code == 404


def _an_order() -> Order:
    applicant = Applicant("Nia", "Ferreday", "nia.ferreday@families.example")
    signed_in = Person.objects.filter(given_name="Nia").first()
    return join(plan=a_plan(), applicant=applicant, signed_in=signed_in, key=None, at=NOON - timedelta(days=9))


def test_a_break_stands_open_in_the_file_and_a_mend_is_its_seam(nia: Person, olive: Client) -> None:
    order = _an_order()
    payment = start_payment(order=order, way="demo", return_url="/", at=NOON - timedelta(days=8))
    fail_payment(payment=payment, code="insufficient_funds", is_final=False, at=NOON - timedelta(days=8))
    look(at=NOON - timedelta(days=8))

    broken = file_of(olive, nia)
    assert '<li class="broken">' in broken
    assert "Payment of £75 declined" in broken
    assert "joined" not in re.findall(r'<div class="desk-head[^"]*"', broken)[0]

    again = start_payment(order=order, way="demo", return_url="/", at=NOON)
    confirm_payment(payment=again, received_pence=7500, at=NOON)
    look(at=NOON)

    mended = file_of(olive, nia)
    assert '<li class="mended">' in mended
    assert "Mended in 1\xa0week, 1\xa0day" in mended
    assert '<li class="broken">' not in mended
    assert "joined" in re.findall(r'<div class="desk-head[^"]*"', mended)[0]


def test_the_treasurer_reads_money_and_no_notes(nia: Person) -> None:
    order = _an_order()
    people.write_note(person=nia, text="Rang in tears.", at=NOON, by=staff("office"))

    shown = file_of(at_the_desk(staff("treasurer")), nia)

    assert order.reference in shown
    assert str(nia.email) in shown
    assert [word for word in ("Rang in tears", "History", "Consents", "Write a note") if word in shown] == []


def test_letters_and_consents_stand_with_how_they_stand(nia: Person, olive: Client) -> None:
    people.set_consents(person=nia, purposes=["newsletter", "hub"], at=NOON, by=nia)
    people.set_consents(person=nia, purposes=["hub"], at=NOON, by=nia)
    start_payment(order=_an_order(), way="transfer", return_url="", at=NOON - timedelta(days=1))

    shown = file_of(olive, nia)

    assert "withdrawn 4 May 2026" in shown
    assert "Waiting to be sent" in shown
    letter = Message.objects.get()
    page = olive.get(f"/office/letters/{letter.pk}/").content.decode()
    assert letter.subject in page
    assert f"/office/people/{nia.pk}/" in page


def test_a_person_who_is_not_there_is_not_found(olive: Client) -> None:
    for key in ("0", "999999", "9" * 40):
        assert olive.get(f"/office/people/{key}/").status_code == 404
