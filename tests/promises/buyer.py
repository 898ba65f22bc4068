"""Somebody who joins over HTTP, as a browser without script does: forms, cookies, redirects, nothing else."""

import http.client
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PATIENCE_S = 30


class Broken(Exception):
    """The page did not come, or said that something is wrong on our side: then `said` is that page."""

    said = ""


@dataclass
class Browser:
    """One visitor's browser: one connection, its cookies, and how many pages it asked for.

    `address` is where it seems to come from, for a server that believes its proxy.
    """

    port: int
    address: str = ""
    host: str = "127.0.0.1"
    asked: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str) -> tuple[int, str, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, data: Mapping[str, str]) -> tuple[int, str, str]:
        return self._ask("POST", path, urlencode(data))

    def form(self, path: str) -> str:
        """The token of the form on a page. Raises Broken when there is none."""
        status, said, _to = self.get(path)
        found = TOKEN.search(said)
        if status != http.client.OK or not found:
            raise Broken(f"{path}: {status}")
        return found[1]

    def close(self) -> None:
        if self._line:
            self._line.close()
        self._line = None

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        self.asked += 1
        headers = {"X-Forwarded-For": self.address} if self.address else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line = self._line or self._connect()
            line.request(method, path, body, headers)
            answer = line.getresponse()
            said = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Broken(str(error)) from error
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(cookie).items()})
        if answer.status >= http.client.INTERNAL_SERVER_ERROR:
            broken = Broken(f"{method} {path}: {answer.status}")
            broken.said = said
            raise broken
        return answer.status, said, answer.headers.get("Location", "")

    def _connect(self) -> http.client.HTTPConnection:
        self._line = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_S)
        self._line.connect()
        self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._line


def typed(name: str) -> dict[str, str]:
    """What somebody of that name types into the join form."""
    return {
        "given_name": name,
        "family_name": "Ferreday",
        "email": f"{name.lower()}@families.example",
        "profession": "Health visitor",
        "employer": "",
        "postcode": "LS6 2AB",
        "hub": "",
        "agree": "on",
        "consent_newsletter": "on",
    }


def orders(browser: Browser, name: str, plan: str = "qualified") -> str:
    """From the join form to the page of ways to pay: its address. Raises Broken."""
    token = browser.form(f"/join/{plan}/")
    status, said, to = browser.post(f"/join/{plan}/", typed(name) | {"csrfmiddlewaretoken": token})
    if status != http.client.FOUND:
        raise Broken(f"the join form: {status} {said[:200]}")
    return to


def goes_to_the_bank(browser: Browser, pay: str) -> str:
    """From the ways to pay to the bank's page: its address. Raises Broken."""
    token = browser.form(pay)
    status, _said, to = browser.post(pay, {"method": "demo", "csrfmiddlewaretoken": token})
    if status != http.client.FOUND:
        raise Broken(f"the pay form: {status}")
    return urlsplit(to).path


def comes_back(browser: Browser, pay: str) -> str:
    """What the page after paying says. Raises Broken."""
    status, said, _to = browser.get(f"{pay}done/")
    if status != http.client.OK:
        raise Broken(f"coming back: {status}")
    return said
