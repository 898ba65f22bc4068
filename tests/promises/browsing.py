"""A browser that walks the road from the join form to the bank and back."""

from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.test import Client

from goldseam.subjects.membership.tests.factories import join_form

JOIN = "/join/qualified/"


def same_browser(client: Client) -> Client:
    """Another tab, or another press of the same button: the same cookies, a connection of its own."""
    twin = Client(raise_request_exception=False)
    twin.cookies = SimpleCookie(client.cookies)
    return twin


def begins(client: Client) -> Client:
    """She opens the join form, and her browser has its basket."""
    assert client.get(JOIN).status_code == 200
    return client


def sends_the_form(client: Client, path: str = JOIN, **typed: Any) -> str:
    """The address of the page where she chooses how to pay."""
    response = client.post(path, join_form(**typed))
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def goes_to_pay(client: Client, pay: str, **added: Any) -> str:
    """The address of the bank's page, or of what became of it when there is nothing to pay."""
    response = client.post(pay, {"method": "demo"} | added)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def presses_at_the_bank(client: Client, bank: str, outcome: str = "pay", **added: Any) -> str:
    """Where the bank sends her back to."""
    response = client.post(bank, {"outcome": outcome} | added)
    if response.status_code != 302:
        return bank
    return str(response["Location"]).removeprefix(settings.BASE_URL)


def joins_and_pays(client: Client, **typed: Any) -> str:
    """All of it; what the last page says."""
    done = presses_at_the_bank(client, goes_to_pay(client, sends_the_form(client, **typed)))
    return str(client.get(done).content.decode())
