"""Nobody guesses their way in: ten tries in five minutes for each account, at every door and however they are sent."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from goldseam.faces.portal import guesses
from goldseam.faces.portal.tests.factories import (
    SECRET_WORD,
    a_member,
    an_app_for,
    mailed_code,
    newest_letter,
    shown_by,
    sign_in_by_code,
    staff,
)

NIA = "nia@families.example"
RIGHT = {"login": NIA, "password": SECRET_WORD}
WRONG = {"login": NIA, "password": "not-her-password"}


@pytest.mark.django_db
def test_after_ten_wrong_passwords_the_right_one_does_not_open_either(client: Client) -> None:
    a_member("Nia", password=SECRET_WORD)
    answers = [client.post("/sign-in/password/", WRONG, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(12)]
    assert Counter(answers) == {200: 10, 429: 2}
    refused = client.post("/sign-in/password/", RIGHT)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "300"
    assert b"A little too often" in refused.content


@pytest.mark.django_db
def test_the_other_spellings_of_an_account_are_the_same_account(client: Client) -> None:
    a_member("Nia", password=SECRET_WORD)
    for spelling in (NIA, NIA.upper(), f" {NIA} ", "Nia@Families.Example"):
        for _time in range(3):
            answer = client.post("/sign-in/password/", WRONG | {"login": spelling})
    assert answer.status_code == 429


@pytest.mark.django_db
def test_signing_in_rightly_many_times_is_no_guessing() -> None:
    a_member("Nia", password=SECRET_WORD)
    for _time in range(15):
        assert Client().post("/sign-in/password/", RIGHT).status_code == 302


@pytest.mark.django_db
def test_a_mailed_code_is_guessed_at_ten_times_from_however_many_browsers() -> None:
    a_member("Nia")
    answers: Counter[int] = Counter()
    for _browser in range(5):
        client = Client()
        client.post("/sign-in/", {"email": NIA})
        answers.update(client.post("/sign-in/code/", {"code": "BBBB-BBBB"}).status_code for _time in range(4))
    assert answers[429] == 10
    last = Client()
    last.post("/sign-in/", {"email": NIA})
    assert last.post("/sign-in/code/", {"code": mailed_code()}).status_code == 429


@pytest.mark.django_db
def test_a_second_factor_is_guessed_at_ten_times() -> None:
    ruth = staff("Ruth", password=SECRET_WORD)
    secret = an_app_for(ruth)
    client = Client()
    client.post("/sign-in/password/", {"login": "ruth@families.example", "password": SECRET_WORD})
    answers = Counter(
        client.post("/sign-in/second-factor/authenticate/", {"code": "x"}).status_code for _n in range(12)
    )
    assert answers == {200: 10, 429: 2}
    assert client.post("/sign-in/second-factor/authenticate/", {"code": shown_by(secret)}).status_code == 429
    assert client.get("/me/").status_code == 302


@pytest.mark.django_db
def test_the_present_password_is_no_easier_to_guess_from_inside(client: Client) -> None:
    a_member("Nia", password=SECRET_WORD)
    sign_in_by_code(client, NIA)
    new = {"password1": "another-long-one", "password2": "another-long-one"}
    answers = [client.post("/sign-in/password/change/", {"oldpassword": "x"} | new).status_code for _n in range(5)]
    answers += [client.post("/sign-in/again/", {"password": "x"}).status_code for _n in range(5)]
    answers += [client.post("/sign-in/password/change/", {"oldpassword": SECRET_WORD} | new).status_code]
    assert Counter(answers) == {200: 10, 429: 1}


@pytest.mark.django_db
def test_a_reset_link_is_guessed_at_ten_times(client: Client) -> None:
    nia = a_member("Nia", password=SECRET_WORD)
    client.post("/sign-in/password/reset/", {"email": NIA})
    path = next(w for w in newest_letter("portal/reset").text.split() if "/reset/" in w).partition("8000")[2]
    whose = path.rsplit("/", 2)[1].partition("-")[0]
    answers = [client.get(f"/sign-in/password/reset/{whose}-guess-{n}/").status_code for n in range(10)]
    assert set(answers) == {200}
    assert client.get(path).status_code == 429
    nia.refresh_from_db()
    assert nia.check_password(SECRET_WORD)


@pytest.mark.django_db
def test_nobody_is_sent_more_than_ten_codes_in_five_minutes() -> None:
    a_member("Nia")
    answers = Counter(Client().post("/sign-in/", {"email": NIA}).status_code for _n in range(12))
    assert answers == {302: 10, 429: 2}


def parallel(path: str, data: list[dict[str, Any]]) -> Counter[int]:
    """Send all of it at once, each from a browser and a connection of its own."""

    def one(sent: dict[str, Any]) -> int:
        try:
            return int(Client(raise_request_exception=False).post(path, sent).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        return Counter(crowd.map(one, data))


@pytest.mark.django_db(transaction=True)
def test_guessing_in_parallel_and_without_the_slash_gains_nothing() -> None:
    a_member("Nia", password=SECRET_WORD)
    answers = parallel("/sign-in/password/", [WRONG] * 24)
    assert answers[200] == 10
    assert answers[429] == 14
    for path in ("/sign-in/password", "//sign-in/password/", "/sign-in//password/", "/sign-in/password/?next=/me/"):
        assert Client().post(path, RIGHT).status_code in (301, 404, 405, 429)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_counting_all_guesses_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "is_exceeded", lambda *args, **kwargs: False)
    a_member("Nia", password=SECRET_WORD)
    assert parallel("/sign-in/password/", [WRONG] * 24)[200] == 24
    assert Client().post("/sign-in/password/", RIGHT).status_code == 302
