"""Nia sees where she is signed in, and ends what she does not know."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.people.models import Person
from goldseam.faces.portal.tests.factories import (
    MET,
    SECRET_WORD,
    a_member,
    newest_letter,
    shown_by,
    sign_in_by_code,
)
from goldseam.foundation.access import sessions
from goldseam.foundation.access.models import Session
from goldseam.subjects.membership.closing import close_account

pytestmark = pytest.mark.django_db
NIA = "nia@families.example"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Mobile/15E148 Safari/604.1"
)
LIBRARY = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


def a_browser(user_agent: str = LIBRARY, email: str = NIA) -> Client:
    """A browser in which she has just signed in."""
    client = Client(headers={"user-agent": user_agent})
    sign_in_by_code(client, email)
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/me/").status_code == 200)


def page_of(client: Client) -> str:
    return str(client.get("/me/preferences/browsers/").content.decode())


def buttons(page: str) -> list[str]:
    return re.findall(r'action="(/me/preferences/browsers/[0-9a-f]+/end/)"', page)


def test_nia_sees_each_browser_in_plain_words_and_hers_first() -> None:
    a_member("Nia")
    phone = a_browser(PHONE)
    a_browser(LIBRARY)
    page = page_of(phone)
    assert page.index("Safari on an iPhone") < page.index("This browser.") < page.index("Firefox on a Windows computer")
    assert page.count("Signed in on") == 2
    assert "/me/preferences/browsers/" in phone.get("/me/preferences/").content.decode()


def test_the_page_tells_no_key_that_would_open_a_session() -> None:
    a_member("Nia")
    phone = a_browser(PHONE)
    a_browser()
    keys = Session.objects.exclude(person=None).values_list("session_key", flat=True)
    assert len(keys) == 2
    assert [key for key in keys if key in page_of(phone)] == []


def test_what_she_signs_out_is_out_at_its_next_request_and_the_history_knows() -> None:
    a_member("Nia")
    phone, library = a_browser(PHONE), a_browser(LIBRARY)
    _own, other = buttons(page_of(phone))
    told = phone.post(other, follow=True).content.decode()
    assert "That browser is signed out." in told
    assert not is_in(library)
    assert is_in(phone)
    assert "You signed out another browser" in phone.get("/me/history/").content.decode()


def test_signing_out_this_browser_is_signing_out() -> None:
    a_member("Nia")
    phone, library = a_browser(PHONE), a_browser(LIBRARY)
    own, _other = buttons(page_of(phone))
    assert phone.post(own)["Location"] == "/"
    assert not is_in(phone)
    assert is_in(library)


def test_everywhere_else_leaves_only_this_browser() -> None:
    a_member("Nia")
    phone, others = a_browser(PHONE), [a_browser() for _number in range(3)]
    told = phone.post("/me/preferences/browsers/others/end/", follow=True).content.decode()
    assert "3 other browsers are signed out." in told
    assert [is_in(other) for other in others] == [False] * 3
    assert is_in(phone)
    assert "You are signed in nowhere else." in (
        phone.post("/me/preferences/browsers/others/end/", follow=True).content.decode()
    )


def test_joel_cannot_end_a_session_of_nia() -> None:
    a_member("Nia")
    a_member("Joel")
    nia, joel = a_browser(), a_browser(email="joel@families.example")
    (hers,) = buttons(page_of(nia))
    assert joel.post(hers).status_code == 404
    assert is_in(nia)


def test_looking_ends_nothing() -> None:
    a_member("Nia")
    phone, library = a_browser(PHONE), a_browser(LIBRARY)
    for path in [*buttons(page_of(phone)), "/me/preferences/browsers/others/end/"]:
        assert phone.get(path).status_code == 405
    assert is_in(library)


def test_a_new_password_signs_out_all_other_browsers() -> None:
    a_member("Nia")
    phone, library = a_browser(PHONE), a_browser(LIBRARY)
    phone.post("/sign-in/password/set/", {"password1": SECRET_WORD, "password2": SECRET_WORD})
    assert is_in(phone)
    assert not is_in(library)
    assert Session.objects.exclude(person=None).count() == 1


def test_a_password_set_by_a_mailed_link_signs_out_all_browsers() -> None:
    a_member("Nia", password=SECRET_WORD)
    library = a_browser(LIBRARY)
    elsewhere = Client()
    elsewhere.post("/sign-in/password/reset/", {"email": NIA})
    path = next(word for word in newest_letter("portal/reset").text.split() if "/reset/" in word).partition("8000")[2]
    shown = elsewhere.get(path)
    elsewhere.post(shown["Location"], {"password1": "another-long-one", "password2": "another-long-one"})
    assert Person.objects.get().check_password("another-long-one")
    assert not is_in(library)
    assert not Session.objects.exclude(person=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_new_second_step_signs_out_all_other_browsers() -> None:
    a_member("Nia")
    phone, library = a_browser(PHONE), a_browser(LIBRARY)
    page = phone.get("/sign-in/second-factor/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret
    phone.post("/sign-in/second-factor/totp/activate/", {"code": shown_by(secret[1])})
    assert is_in(phone)
    assert not is_in(library)


def mailed_door() -> str:
    return next(word for word in newest_letter("portal/changed").text.split() if "/not-me/" in word).partition("8000")[
        2
    ]


def test_a_change_that_was_not_hers_is_answered_by_one_press() -> None:
    a_member("Nia")
    thief = a_browser(LIBRARY)
    thief.post("/sign-in/password/set/", {"password1": SECRET_WORD, "password2": SECRET_WORD})
    door = mailed_door()
    assert b"Was it not you?" in Client().get(door).content
    assert is_in(thief), "looking changes nothing"

    told = Client().post(door).content.decode()

    assert "Every door is closed" in told
    assert not is_in(thief)
    assert Client().post("/sign-in/password/", {"login": NIA, "password": SECRET_WORD}).status_code == 200
    own = a_browser(PHONE)
    assert "was not yours" in own.get("/me/history/").content.decode()
    assert Client().post(door).status_code == 404
    assert is_in(own), "the link works once"


def test_an_old_link_does_not_undo_a_later_password() -> None:
    a_member("Nia")
    phone = a_browser()
    phone.post("/sign-in/password/set/", {"password1": SECRET_WORD, "password2": SECRET_WORD})
    old = mailed_door()
    new = {"password1": "another-long-one", "password2": "another-long-one"}
    phone.post("/sign-in/password/change/", {"oldpassword": SECRET_WORD} | new)
    assert Client().post(old).status_code == 404
    assert is_in(phone)
    assert Client().post("/not-me/forged/").status_code == 404


def test_last_use_is_written_down_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    a_member("Nia")
    phone = a_browser(PHONE)
    began = Session.objects.get(user_agent=PHONE)
    now = began.last_used_at.timestamp()

    def writes(later: int) -> int:
        monkeypatch.setattr(sessions.time, "time", lambda: now + later)
        with CaptureQueriesContext(connection) as told:
            phone.get("/me/history/")
        return sum('UPDATE "access_session"' in query["sql"] for query in told.captured_queries)

    assert [writes(later) for later in (60, 600, 3540, 3600, 3660, 7199, 7200)] == [0, 0, 0, 1, 0, 0, 1]
    used = Session.objects.get(user_agent=PHONE)
    assert used.last_used_at.timestamp() == now + 7200
    assert used.began_at == began.began_at


def test_a_visitor_who_is_not_signed_in_has_no_line_anywhere(client: Client) -> None:
    a_member("Nia")
    client.get("/join/qualified/")
    client.get("/sign-in/")
    assert not Session.objects.exclude(person=None, user_agent="").exists()


def test_closing_the_account_ends_every_session() -> None:
    nia = a_member("Nia")
    phone = a_browser(PHONE)
    close_account(person=nia, by=nia, at=MET)
    assert not is_in(phone)
    assert not Session.objects.filter(person=nia).exists()


def test_the_page_asks_as_little_of_a_thousand_browsers_as_of_ten() -> None:
    nia = a_member("Nia")
    phone = a_browser(PHONE)
    row = Session.objects.get(user_agent=PHONE)

    def asked(count: int) -> int:
        Session.objects.bulk_create(
            Session(
                session_key=f"{count}-{number}", session_data="", person=nia, user_agent=LIBRARY,
                began_at=row.began_at, last_used_at=row.last_used_at, expire_date=row.expire_date,
            )
            for number in range(count)
        )  # fmt: skip
        with CaptureQueriesContext(connection) as told:
            page_of(phone)
        return len(told)

    page_of(phone)
    assert asked(10) == asked(1000)
    assert page_of(phone).count("Firefox") <= 100
