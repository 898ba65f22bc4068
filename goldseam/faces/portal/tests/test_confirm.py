"""The link in the letter to whoever paid: it proves the address once, and opens no doors that need more."""

from typing import Any

import pytest
from django.core import signing
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.people.actions import give_role
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import Order
from goldseam.faces.portal.tests.factories import MET, a_member, an_app_for, staff
from goldseam.foundation import clock
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association, join_form

pytestmark = pytest.mark.django_db


def joined(**typed: Any) -> str:
    """Somebody joins and pays; returns the path of the link they are sent."""
    an_association()
    a_plan()
    placed = Client().post("/join/qualified/", join_form(**typed))
    order = Order.objects.get(token=placed["Location"].split("/")[2])
    order.paid_at = clock.now()
    order.save()
    fulfil(order=order, at=clock.now())
    return claim_path(order)


def test_nia_is_signed_in_by_the_link_and_lands_on_her_page(client: Client) -> None:
    path = joined()
    assert client.get(path).status_code == 200
    assert Person.objects.get().email_proved_at is None, "looking changes nothing"

    answer = client.post(path)

    assert answer["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_the_link_works_once(client: Client) -> None:
    path = joined()
    client.post(path)
    assert client.get(path)["Location"] == "/me/", "in her own browser it leads on"
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "This link has done its work" in page
        assert "/sign-in/?email=nia%40families.example" in page


def test_a_forged_or_broken_link_has_a_way_on_too(client: Client) -> None:
    path = joined()
    forged = signing.dumps({"order": Order.objects.get().pk, "email": "nia@families.example"}, salt="another")
    for broken in ("/confirm/abc/", path[:-4] + "/", f"/confirm/{forged}/"):
        answer = client.get(broken)
        assert answer.status_code == 404
        assert "Sign in with a code" in answer.content.decode()


def test_an_old_link_has_a_way_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = joined()
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4_000_000_000)
    assert "Sign in with a code" in client.get(path).content.decode()


def test_a_known_member_confirms_a_second_payment_and_her_next_year_begins(client: Client) -> None:
    a_member("Nia")
    path = joined()
    assert Term.objects.count() == 1
    client.post(path)
    assert Term.objects.count() == 2
    assert client.get("/me/").status_code == 200


def test_the_link_lets_staff_in_only_with_their_second_factor(client: Client) -> None:
    ruth = staff("Ruth")
    path = joined(email="ruth@families.example")
    answer = client.post(path)
    assert Order.objects.get().person == ruth, "the payment is hers all the same"
    assert answer["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 302

    an_app_for(ruth)
    again = joined(email="ruth@families.example", family_name="Penhallow")
    assert client.post(again)["Location"] == "/sign-in/second-factor/authenticate/"
    assert client.get("/me/").status_code == 302


def test_somebody_given_a_role_before_proving_the_address_is_not_let_in_by_the_link(client: Client) -> None:
    path = joined()
    give_role(person=Person.objects.get(), role="office", at=MET, by=None)
    assert client.post(path)["Location"] == "/sign-in/"
    assert client.get("/office/").status_code == 302


def test_the_link_signs_in_its_own_person_whoever_was_there_before(client: Client) -> None:
    joel = a_member("Joel")
    client.force_login(joel)
    client.post(joined())
    assert b"Nia" in client.get("/me/").content
    assert Message.objects.filter(template="membership/welcome").exists()
