"""Nobody learns from us whose address we know: the same bytes for known and unknown ones."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.faces.portal.tests.factories import SECRET_WORD, a_member, a_person, staff
from goldseam.subjects.membership.tests.factories import join_form
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db
# Half of them are known.
ADDRESSES = size(10, 100)
# What differs between any two requests, whoever asks.
DIFFERS = re.compile(rb'(csrfmiddlewaretoken" value="\w+"|/pay/[\w-]+/|GS\d{6}|csrftoken=\w+|sessionid=\w+)')


def told(response: Any, address: str) -> tuple[Any, ...]:
    """All that a browser learns, without what is drawn anew for each request and without the address typed."""
    body = DIFFERS.sub(b"", response.content).replace(address.encode(), b"ADDRESS")
    body = body.replace(quote(address).encode(), b"ADDRESS")
    headers = {
        name: DIFFERS.sub(b"", value.encode()).replace(address.encode(), b"ADDRESS")
        for name, value in response.items()
        if name not in ("Expires", "Content-Length")
    }
    return response.status_code, body, tuple(sorted(headers.items())), tuple(sorted(response.cookies))


def everybody() -> tuple[list[str], list[str]]:
    """Known people of every sort, and as many addresses that nobody has; all of one length."""
    known = [f"known{number:03}@families.example" for number in range(ADDRESSES)]
    a_person("known0", email=known[0], is_proved=False)
    a_person("known1", email=known[1], password=SECRET_WORD)
    staff("known2", email=known[2])
    for address in known[3:]:
        a_member(address.partition("@")[0], email=address)
    return known, [address.replace("known", "nobdy") for address in known]


def ask_for_a_code(client: Client, address: str) -> list[Any]:
    asked = client.post("/sign-in/", {"email": address})
    page = client.get(asked["Location"])
    return [asked, page, client.post("/sign-in/code/", {"code": "BBBB-BBBB"})]


def try_a_password(client: Client, address: str) -> list[Any]:
    return [client.post("/sign-in/password/", {"login": address, "password": "not-the-password"})]


def ask_for_a_new_password(client: Client, address: str) -> list[Any]:
    asked = client.post("/sign-in/password/reset/", {"email": address})
    return [asked, client.get(asked["Location"])]


def join(client: Client, address: str) -> list[Any]:
    placed = client.post("/join/qualified/", join_form(email=address))
    paying = client.get(placed["Location"])
    return [placed, paying, client.get(f"{placed['Location']}done/")]


@pytest.mark.parametrize("door", [ask_for_a_code, try_a_password, ask_for_a_new_password, join])
def test_known_and_unknown_addresses_are_told_the_same(door: Any) -> None:
    known, unknown = everybody()
    seen = {
        tuple(told(response, address) for response in door(Client(REMOTE_ADDR=f"10.0.{n}.1"), address))
        for n, address in enumerate(known + unknown)
    }
    assert len(seen) == 1


def test_the_control_sees_one_word_of_difference() -> None:
    known, unknown = everybody()
    words = {told(Client().get("/sign-in/", {"email": address}), "x") for address in (known[0], unknown[0])}
    assert len(words) == 2


def test_somebody_unknown_is_told_so_by_letter_only() -> None:
    _known, unknown = everybody()
    ask_for_a_code(Client(), unknown[0])
    letter = Message.objects.latest("id")
    assert letter.address == unknown[0]
    assert letter.subject == "We do not know this address yet"
    assert letter.text.count("http") == 1
