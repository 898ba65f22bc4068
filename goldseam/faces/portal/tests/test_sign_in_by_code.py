import pytest
from django.test import Client

from goldseam.core.mail.models import Message, Suppression
from goldseam.core.people.models import Person
from goldseam.faces.portal.tests.factories import (
    MET,
    SECRET_WORD,
    a_member,
    a_person,
    mailed_code,
    newest_letter,
    sign_in_by_code,
)

pytestmark = pytest.mark.django_db


def test_nia_signs_in_with_the_code_from_the_letter(client: Client) -> None:
    a_member("Nia")

    answer = sign_in_by_code(client, "nia@families.example")

    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert client.get("/me/").status_code == 200


def test_the_letter_says_what_it_is_for_and_has_a_code_and_no_link(client: Client) -> None:
    a_member("Nia")
    client.post("/sign-in/", {"email": "nia@families.example"})
    letter = newest_letter()
    assert letter.subject == "Your code to sign in"
    assert mailed_code() in letter.html
    assert "http" not in letter.text


def test_the_capitals_of_an_address_do_not_matter(client: Client) -> None:
    a_member("Nia", email="Nia.Ferreday@Families.example")
    sign_in_by_code(client, "nia.ferreday@families.EXAMPLE")
    assert client.get("/me/").status_code == 200
    assert newest_letter().address == "Nia.Ferreday@Families.example"


def test_a_look_alike_address_finds_nobody(client: Client) -> None:
    a_member("Nia", email="isis@families.example")
    client.post("/sign-in/", {"email": "ıſis@families.example"})
    assert [letter.template for letter in Message.objects.all()] in ([], ["portal/unknown"])


def test_a_wrong_code_is_not_taken_and_says_so_beside_the_field(client: Client) -> None:
    a_member("Nia")
    client.post("/sign-in/", {"email": "nia@families.example"})
    answer = client.post("/sign-in/code/", {"code": "BBBB-BBBB"})
    assert b"This is not the code" in answer.content
    assert client.get("/me/").status_code == 302


def test_the_code_proves_the_address_and_what_came_back_is_sent_again(client: Client) -> None:
    nia = a_person("Nia", is_proved=False)
    lost = Message.objects.create(
        person=nia,
        address="nia@families.example",
        template="membership/welcome",
        basis="service",
        subject="Welcome",
        text="Welcome, Nia.",
        html="",
        state="bounced",
        written_at=MET,
        due_at=MET,
        message_id="<1@x>",
    )
    Suppression.objects.create(address="nia@families.example", reason="bounce", since=MET, message=lost)

    assert client.get("/me/").status_code == 302
    sign_in_by_code(client, "nia@families.example")

    assert Person.objects.get().email_proved_at is not None
    assert client.get("/me/").status_code == 200
    assert not Suppression.objects.filter(ended_at=None).exists()
    assert Message.objects.get(pk=lost.pk).again is not None
    assert Message.objects.filter(template="portal/code").count() == 1, "an old code is not sent again"


def test_a_password_alone_does_not_open_the_pages_of_an_unproved_address(client: Client) -> None:
    a_person("Nia", is_proved=False, password=SECRET_WORD)
    answer = client.post("/sign-in/password/", {"login": "nia@families.example", "password": SECRET_WORD})
    assert client.get("/me/").status_code == 302
    assert answer["Location"] == "/sign-in/code/"

    client.post("/sign-in/code/", {"code": mailed_code()})

    assert client.get("/me/").status_code == 200


def test_a_session_whose_address_was_changed_begins_again_without_a_circle(client: Client) -> None:
    nia = a_member("Nia")
    sign_in_by_code(client, "nia@families.example")
    Person.objects.filter(pk=nia.pk).update(email="new@families.example", email_proved_at=None)

    door = client.get("/me/", follow=True)

    assert door.redirect_chain == [("/sign-in/?next=%2Fme%2F", 302)]
    assert b"Send me a code" in door.content


def test_a_person_who_may_not_sign_in_is_nobody(client: Client) -> None:
    a_person("Nia", is_active=False)
    client.post("/sign-in/", {"email": "nia@families.example"})
    assert newest_letter().template == "portal/unknown"


def test_nia_signs_in_with_her_password_and_out_again(client: Client) -> None:
    a_member("Nia", password=SECRET_WORD)
    answer = client.post("/sign-in/password/", {"login": "NIA@families.example", "password": SECRET_WORD})
    assert answer["Location"] == "/me/"
    client.get("/sign-in/out/")
    assert client.get("/me/").status_code == 200, "looking at the page does not sign out"
    client.post("/sign-in/out/")
    assert client.get("/me/").status_code == 302


def test_nobody_signs_up_here(client: Client) -> None:
    assert client.get("/sign-in/join/")["Location"] == "/join/"
    assert client.get("/sign-in/signup/").status_code == 404


@pytest.mark.parametrize("password", [SECRET_WORD])
def test_nia_sets_a_new_password_by_the_mailed_link_once(client: Client, password: str) -> None:
    a_member("Nia", password="the-one-she-forgot")
    client.post("/sign-in/password/reset/", {"email": "nia@families.example"})
    letter = newest_letter("portal/reset")
    path = next(word for word in letter.text.split() if "/password/reset/" in word).partition("127.0.0.1:8000")[2]
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})

    told = newest_letter("portal/changed")
    assert "a new password was set by a mailed link" in told.text
    signed_in = client.post("/sign-in/password/", {"login": "nia@families.example", "password": password})
    assert signed_in["Location"] == "/me/"
    assert "This link is closed" in Client().get(path).content.decode()
