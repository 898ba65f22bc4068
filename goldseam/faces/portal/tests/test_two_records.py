"""Nia had two records and has one: either address lets her in, and she reads one story with its seam."""

import pytest
from django.test import Client

from goldseam.core.mail.models import Suppression
from goldseam.core.people import actions as people
from goldseam.core.people.merging.actions import merge, unmerge
from goldseam.core.people.models import Merge, Person
from goldseam.core.sales.actions.paying import confirm_payment, start_payment
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import Order
from goldseam.faces.portal.tests.factories import (
    SECRET_WORD,
    a_lapsed_member,
    a_member,
    a_person,
    newest_letter,
    sign_in_by_code,
    staff,
)
from goldseam.foundation import clock
from goldseam.foundation.access.models import Session
from goldseam.subjects.cpd.models import Activity
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan

pytestmark = pytest.mark.django_db
WORK = "nia@work.example"


@pytest.fixture
def nia() -> Person:
    return a_member("Nia")


def put_together(nia: Person, *, is_proved: bool = True, **details: str) -> Merge:
    twin = a_person("Nia", email=WORK, is_proved=is_proved, **details)
    people.set_consents(person=twin, purposes=["hub"], at=clock.now(), by=twin)
    choices = {"email": "kept"}
    return merge(kept=nia, merged=twin, choices=choices, why="Rang.", at=clock.now(), by=staff("Ruth"))


@pytest.mark.parametrize("address", ["nia@families.example", WORK, "NIA@work.example"])
def test_a_code_to_either_address_lets_her_in(client: Client, nia: Person, address: str) -> None:
    put_together(nia)

    sign_in_by_code(client, address)

    assert newest_letter("portal/code").address.lower() == address.lower()
    assert client.get("/me/").status_code == 200
    assert client.session["_auth_user_id"] == str(nia.pk)


def test_an_address_that_was_never_proved_lets_nobody_in(client: Client, nia: Person) -> None:
    put_together(nia, is_proved=False)

    client.post("/sign-in/", {"email": WORK})

    assert newest_letter().template == "portal/unknown"


def test_her_own_password_opens_and_that_of_the_other_record_does_not(client: Client) -> None:
    nia = a_member("Nia", password=SECRET_WORD)
    put_together(nia, password="another-word-that-she-forgot")

    client.post("/sign-in/password/", {"login": WORK, "password": "another-word-that-she-forgot"})
    assert client.get("/me/").status_code == 302
    client.post("/sign-in/password/", {"login": WORK, "password": SECRET_WORD})
    assert client.get("/me/").status_code == 200


def test_whoever_was_signed_in_with_the_other_record_is_signed_out(client: Client, nia: Person) -> None:
    twin = a_person("Nia", email=WORK)
    sign_in_by_code(client, WORK)
    assert client.get("/me/preferences/").status_code == 200

    merge(kept=nia, merged=twin, choices={}, why="Rang.", at=clock.now(), by=staff("Ruth"))

    assert client.get("/me/preferences/").status_code == 302
    assert not Session.objects.filter(person=twin.pk).exists()


def test_a_code_to_the_other_address_says_nothing_of_the_first(client: Client, nia: Person) -> None:
    put_together(nia)
    bounced = Suppression.objects.create(address="nia@families.example", reason="bounce", since=clock.now())

    sign_in_by_code(client, WORK)

    bounced.refresh_from_db()
    assert bounced.ended_at is None


def test_parted_again_each_address_opens_its_own(client: Client, nia: Person) -> None:
    done = put_together(nia)
    unmerge(merge=done, why="They are two.", at=clock.now(), by=staff("Ruth", email="ruth2@aimh.example"))

    sign_in_by_code(client, WORK)

    assert client.session["_auth_user_id"] == str(done.merged_id)


def test_her_history_is_one_story_with_the_seam_in_it(client: Client, nia: Person) -> None:
    put_together(nia)
    sign_in_by_code(client, WORK)

    shown = client.get("/me/history/").content.decode()

    assert "We had two records of you, and put them together" in shown
    assert "Two records became one" in shown
    assert "You said yes to: Invitations from my hub" in shown
    assert "Rang." not in shown


def test_what_she_learned_under_the_other_record_stands_in_hers(client: Client, nia: Person) -> None:
    twin = a_person("Nia", email=WORK)
    Activity.objects.create(person=twin, title="A day in York", on=clock.local_date(clock.now()), minutes=60)
    merge(kept=nia, merged=twin, choices={}, why="Rang.", at=clock.now(), by=staff("Ruth"))
    sign_in_by_code(client, WORK)

    assert "A day in York" in client.get("/me/cpd/").content.decode()


@pytest.mark.parametrize("is_proved", [True, False])
def test_what_is_bought_from_the_other_address_is_hers_once_that_is_confirmed(client: Client, is_proved: bool) -> None:
    """Whoever pays as a guest is asked by letter, at the very address that was typed."""
    nia = a_lapsed_member("Nia")
    put_together(nia, is_proved=is_proved)
    applicant = Applicant("Nia", "Ferreday", WORK)
    order = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=clock.now())
    assert order.person is None
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=clock.now())
    confirm_payment(payment=payment, received_pence=order.total_pence, at=clock.now())

    assert client.post(claim_path(Order.objects.get(pk=order.pk))).status_code == 302

    assert Order.objects.get(pk=order.pk).person == nia
    assert Person.objects.get(email=WORK).email_proved_at
    assert client.get("/me/").status_code == 200


def test_a_no_below_a_letter_to_the_other_record_is_a_no_of_hers(nia: Person) -> None:
    done = put_together(nia)
    assert nia.consents.filter(purpose="hub", withdrawn_at=None).exists()

    people.withdraw_consent(person=Person.objects.get(pk=done.merged_id), purpose="hub", at=clock.now(), by=None)

    assert not nia.consents.filter(purpose="hub", withdrawn_at=None).exists()
