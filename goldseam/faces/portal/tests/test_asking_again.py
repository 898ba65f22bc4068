"""What could harm most asks once more who is there, and loses nothing of what was typed."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.faces.portal import asking_again
from goldseam.faces.portal.sign_in import sign_in
from goldseam.faces.portal.tests.factories import (
    SECRET_WORD,
    a_member,
    an_app_for,
    newest_letter,
    shown_by,
    sign_in_by_code,
)

pytestmark = pytest.mark.django_db
NIA = "nia@families.example"
CLOSING, ADDRESS = "/me/preferences/close/", "/me/preferences/address/"
NEW = {"email": "new@families.example"}


real_time = asking_again.time.time


class Watch:
    """Real time as the question sees it, set on by hand."""

    def __init__(self) -> None:
        self.later = 0

    def time(self) -> float:
        return real_time() + self.later


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(asking_again, "time", watch)
    return watch


class Fields(HTMLParser):
    """The hidden fields of the forms on a page, form by form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        told = dict(attributes)
        if tag == "form":
            self.forms.append([])
        elif tag == "input" and told.get("type") == "hidden" and self.forms:
            self.forms[-1].append((told["name"], told.get("value", "")))


def carried(response: Any, name: str) -> dict[str, list[str]]:
    """What the form with the field or button `name` on the page sends along."""
    page = response.content.decode()
    for form, fields in zip(page.split("<form")[1:], Fields(page).forms, strict=True):
        if f'name="{name}"' in form.partition("</form>")[0]:
            told: dict[str, list[str]] = {}
            for key, value in fields:
                told.setdefault(key, []).append(value)
            return told
    raise AssertionError(page)


def is_asked(response: Any) -> bool:
    return response.status_code == 403 and b"Is it still you?" in response.content


def test_a_fresh_sign_in_is_proof_enough_for_a_quarter_of_an_hour(client: Client, watch: Watch) -> None:
    a_member("Nia")
    sign_in_by_code(client, NIA)
    assert client.get(CLOSING).status_code == 200
    watch.later = 14 * 60
    assert client.get(CLOSING).status_code == 200
    watch.later = 16 * 60
    assert is_asked(client.get(CLOSING))
    assert client.get("/me/").status_code == 200, "what harms nobody stays open"


def test_what_was_typed_arrives_with_the_password(client: Client, watch: Watch) -> None:
    a_member("Nia", password=SECRET_WORD)
    sign_in_by_code(client, NIA)
    watch.later = 3600
    asked = client.post(ADDRESS, NEW | {"several": ["one", "two"]})
    assert is_asked(asked)
    assert not Message.objects.filter(template="portal/new_address").exists()
    sent = carried(asked, "again-password")
    assert (sent["email"], sent["several"]) == (["new@families.example"], ["one", "two"])

    wrong = client.post(ADDRESS, sent | {"again-way": "password", "again-password": "not-hers"})
    assert is_asked(wrong)
    assert b"This is not your password." in wrong.content
    sent = carried(wrong, "again-password")
    done = client.post(ADDRESS, sent | {"again-way": "password", "again-password": SECRET_WORD}, follow=True)

    assert b"We have written to new@families.example." in done.content


def test_whoever_only_wanted_to_look_is_led_back_to_the_page(client: Client, watch: Watch) -> None:
    a_member("Nia", password=SECRET_WORD)
    sign_in_by_code(client, NIA)
    watch.later = 3600
    asked = client.get(f"{CLOSING}?from=home")
    assert is_asked(asked)
    proof = {"again-way": "password", "again-password": SECRET_WORD}
    led = client.post(f"{CLOSING}?from=home", carried(asked, "again-password") | proof)
    assert (led.status_code, led["Location"]) == (302, f"{CLOSING}?from=home")


def test_without_a_password_a_mailed_code_proves_it(client: Client, watch: Watch) -> None:
    a_member("Nia")
    sign_in_by_code(client, NIA)
    watch.later = 3600
    asked = client.post(ADDRESS, NEW)
    assert b"again-password" not in asked.content
    sent = client.post(ADDRESS, carried(asked, "again-send") | {"again-send": "yes"})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", newest_letter("portal/again").text, re.MULTILINE)
    assert code
    assert b"We have written to nia@families.example" in sent.content
    assert code[0].replace("-", "") not in str(client.session["again_code"])

    typed = carried(sent, "again-code")
    wrong = client.post(ADDRESS, typed | {"again-way": "mail", "again-code": "BBBB-BBBB"})
    assert is_asked(wrong)
    right = typed | {"again-way": "mail", "again-code": code[0].lower()}
    assert client.post(ADDRESS, right)["Location"] == "/me/preferences/"
    assert Message.objects.filter(template="portal/new_address").count() == 1
    assert is_asked(client.post(ADDRESS, right)), "a code works once"


def test_a_code_of_another_browser_proves_nothing(watch: Watch) -> None:
    a_member("Nia")
    nia, thief = Client(), Client()
    for browser in (nia, thief):
        sign_in_by_code(browser, NIA)
    watch.later = 3600
    nia.post(ADDRESS, {"again-send": "yes"})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", newest_letter("portal/again").text, re.MULTILINE)
    assert code
    assert is_asked(thief.post(ADDRESS, NEW | {"again-way": "mail", "again-code": code[0]}))


def test_whoever_has_a_second_factor_shows_that_one(client: Client, watch: Watch) -> None:
    nia = a_member("Nia", password=SECRET_WORD)
    secret = an_app_for(nia)
    sign_in_by_code(client, NIA)
    client.post("/sign-in/second-factor/authenticate/", {"code": shown_by(secret)})
    # A code of an app works once in its half minute; the watch of the app is not ours to move.
    other = an_app_for_again(nia)
    watch.later = 3600
    asked = client.post(ADDRESS, NEW)
    for name in (b"again-password", b"again-send"):
        assert name not in asked.content
    assert is_asked(client.post(ADDRESS, NEW | {"again-way": "password", "again-password": SECRET_WORD}))
    assert is_asked(client.post(ADDRESS, NEW | {"again-send": "yes"}))
    assert not Message.objects.filter(template="portal/again").exists()
    done = client.post(ADDRESS, NEW | {"again-way": "code", "again-code": shown_by(other), "again-was": "POST"})
    assert done["Location"] == "/me/preferences/"


def an_app_for_again(person: Person) -> str:
    Authenticator.objects.filter(user=person).delete()
    return an_app_for(person)


def test_guesses_are_counted_like_those_at_the_door(client: Client, watch: Watch) -> None:
    a_member("Nia", password=SECRET_WORD)
    sign_in_by_code(client, NIA)
    watch.later = 3600
    guess = {"again-way": "password", "again-password": "wrong"}
    answers = [client.post(CLOSING, guess).status_code for _number in range(12)]
    assert answers == [403] * 10 + [429] * 2
    assert client.post("/sign-in/password/", {"login": NIA, "password": SECRET_WORD}).status_code in (302, 429)
    assert Client().post("/sign-in/password/", {"login": NIA, "password": SECRET_WORD}).status_code == 429


def test_the_question_is_kept_nowhere_and_carries_no_markup(client: Client, watch: Watch) -> None:
    a_member("Nia")
    sign_in_by_code(client, NIA)
    watch.later = 3600
    asked = client.post(ADDRESS, {'"><script>x</script>': "<b>&", "email": '"><img src=x>'})
    assert "no-store" in asked["Cache-Control"]
    assert b"<script>x" not in asked.content
    assert b"<img src=x" not in asked.content
    assert carried(asked, "again-send")["email"] == ['"><img src=x>']


def test_a_demo_sign_in_by_one_click_is_proof_too(client: Client) -> None:
    nia = a_member("Nia")
    an_app_for(nia)
    client.get("/sign-in/")
    request = client.request().wsgi_request
    request.session = client.session
    sign_in(request, nia, method="demo")
    request.session.save()
    client.cookies["sessionid"] = str(request.session.session_key)
    assert client.get(CLOSING).status_code == 200
