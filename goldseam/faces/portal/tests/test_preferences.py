from typing import Any

import pytest
from django.test import Client

from goldseam.core.mail.models import Message, Suppression
from goldseam.core.people.models import Hub, Person
from goldseam.faces.portal.tests.factories import MET, a_member, a_person, newest_letter
from goldseam.foundation import clock

pytestmark = pytest.mark.django_db


def typed(**changes: Any) -> dict[str, Any]:
    known = {"given_name": "Nia", "family_name": "Ferreday", "profession": "", "employer": "", "address": ""}
    return known | {"postcode": "", "hub": ""} | changes


def mailed_path(template: str) -> str:
    return next(word for word in newest_letter(template).text.split() if "/me/" in word).partition("8000")[2]


def test_nia_changes_her_work_her_hub_and_what_she_is_sent(client: Client) -> None:
    nia = a_member("Nia")
    Hub.objects.create(slug="wales", name="South Wales", postcode_areas=["CF"])
    client.force_login(nia)
    client.post(
        "/me/preferences/",
        typed(profession="Midwife", postcode="cf10 1aa", hub="wales", consent_newsletter="on"),
    )
    nia = Person.objects.get(pk=nia.pk)
    assert (nia.profession, nia.postcode_district, nia.hub.slug) == ("Midwife", "CF10", "wales")
    assert [consent.purpose for consent in nia.consents.filter(withdrawn_at=None)] == ["newsletter"]

    client.post("/me/preferences/", typed(profession="Midwife", postcode="CF10", hub="wales"))
    assert not nia.consents.filter(withdrawn_at=None).exists()
    assert nia.consents.get().withdrawn_at is not None
    history = client.get("/me/history/").content.decode()
    assert "You moved to the hub South Wales" in history
    assert "You said no more to" in history


def test_saving_without_a_change_records_nothing(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    before = nia.facts.count()
    client.post("/me/preferences/", typed())
    assert nia.facts.count() == before


def test_a_hub_is_suggested_by_the_postcode(client: Client) -> None:
    nia = a_person("Nia")
    client.force_login(nia)
    client.post("/me/preferences/", typed(postcode="LS6 2AB"))
    assert Person.objects.get(pk=nia.pk).hub.slug == "yorkshire"


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client) -> None:
    client.force_login(a_member("Nia"))
    page = client.post("/me/preferences/", typed(given_name="", employer="Leeds", postcode="nowhere"))
    assert b"This is not a postcode" in page.content
    assert b'value="Leeds"' in page.content


def test_membership_and_roles_cannot_be_typed_in(client: Client) -> None:
    nia = a_person("Nia")
    client.force_login(nia)
    client.post("/me/preferences/", typed(is_superuser="on", role="office", email="x@y.example", is_active=""))
    nia = Person.objects.get(pk=nia.pk)
    assert (nia.is_superuser, nia.is_staff, nia.is_active, nia.email) == (False, False, True, "nia@families.example")


def test_a_new_address_counts_once_the_letter_to_it_is_answered(client: Client) -> None:
    nia = a_member("Nia")
    lost = Message.objects.create(
        person=nia, address="nia@families.example", template="membership/welcome", basis="service", subject="Welcome",
        text="Welcome, Nia.", html="", state="bounced", written_at=MET, due_at=MET, message_id="<1@x>",
    )  # fmt: skip
    Suppression.objects.create(address="new@families.example", reason="bounce", since=MET)
    client.force_login(nia)
    client.post("/me/preferences/address/", {"email": "new@families.example"})
    letter = newest_letter("portal/new_address")
    assert (letter.address, letter.state) == ("new@families.example", "waiting")
    path = mailed_path("portal/new_address")
    client.get(path)
    assert Person.objects.get().email == "nia@families.example", "looking changes nothing"

    client.post(path)

    nia = Person.objects.get()
    assert nia.email == "new@families.example"
    assert nia.is_proved
    assert not Suppression.objects.filter(ended_at=None).exists()
    again = Message.objects.get(pk=lost.pk).again
    assert again is not None
    assert again.address == "new@families.example"
    told = newest_letter("portal/address_changed")
    assert told.address == "nia@families.example"
    assert Client().get(path).status_code == 410
    assert Client().post(path).status_code == 410


def test_a_link_that_was_overtaken_by_another_change_does_nothing(client: Client) -> None:
    client.force_login(a_member("Nia"))
    client.post("/me/preferences/address/", {"email": "first@families.example"})
    first = mailed_path("portal/new_address")
    client.post("/me/preferences/address/", {"email": "second@families.example"})
    client.post(mailed_path("portal/new_address"))
    assert client.post(first).status_code == 404
    assert Person.objects.get().email == "second@families.example"


def test_the_page_says_the_same_when_the_new_address_is_somebody_elses(client: Client) -> None:
    nia = a_member("Nia")
    a_person("Joel")
    client.force_login(nia)
    pages = []
    for address in ("joel@families.example", "newx@families.example"):
        answer = client.post("/me/preferences/address/", {"email": address}, follow=True)
        pages.append(answer.content.decode().replace(address, "ADDRESS"))
    assert "We have written to ADDRESS" in pages[0]
    assert (
        len({page[page.index("<main") : page.index("csrfmiddlewaretoken", page.index("<main"))] for page in pages}) == 1
    )
    assert Message.objects.get(address="joel@families.example").template == "portal/address_known"


def test_an_address_taken_meanwhile_changes_nothing(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    client.post("/me/preferences/address/", {"email": "new@families.example"})
    path = mailed_path("portal/new_address")
    a_person("Joel", email="NEW@families.example")
    assert client.post(path).status_code == 410
    assert Person.objects.get(pk=nia.pk).email == "nia@families.example"


def test_nia_sets_a_password_and_stays_signed_in(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    assert b"/sign-in/password/set/" in client.get("/me/preferences/").content
    word = "a-long-enough-one"
    client.post("/sign-in/password/set/", {"password1": word, "password2": word})
    assert client.get("/me/").status_code == 200
    assert Person.objects.get().check_password(word)
    assert "a password was set" in newest_letter("portal/changed").text
    assert "You set a password" in client.get("/me/history/").content.decode()
    assert clock.now() > MET
