"""A session that was ended is over at the next request of that browser, whichever web process answers it."""

import pytest

from goldseam.faces.portal.tests.factories import SECRET_WORD, a_member
from tests.promises.buyer import Browser
from tests.promises.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
NIA = {"login": "nia@families.example", "password": SECRET_WORD}


def signs_in(port: int) -> Browser:
    browser = Browser(port)
    token = browser.form("/sign-in/password/")
    assert browser.post("/sign-in/password/", NIA | {"csrfmiddlewaretoken": token})[0] == 302
    assert browser.get("/me/")[0] == 200
    return browser


def test_what_nia_ends_at_one_process_is_over_at_the_other() -> None:
    a_member("Nia", password=SECRET_WORD)
    with serving() as one, serving() as two:
        phone, library, tablet = signs_in(one), signs_in(two), signs_in(two)
        page = "/me/preferences/browsers/"
        token = phone.form(page)
        status, _said, _to = phone.post(f"{page}others/end/", {"csrfmiddlewaretoken": token})
        assert status == 302
        # Each at the process that let it in, and at the other: neither remembers.
        assert library.get("/me/")[0] == 302
        tablet.close()
        tablet.port = one
        assert tablet.get("/me/")[0] == 302
        phone.close()
        phone.port = two
        assert phone.get("/me/")[0] == 200
