"""Promise 21: no guessing, whichever web process is asked. Two web servers on one database, asked in turn.

Each of them is a parent with at least two workers, so that a count kept in one process would be one of four.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import at_the_desk
from goldseam.faces.portal.tests.factories import (
    SECRET_WORD,
    a_member,
)
from goldseam.foundation.access import Rate
from goldseam.foundation.access.addresses import addresses
from goldseam.foundation.access.gate import rule_of
from tests.promises.buyer import Browser
from tests.promises.server import serving
from tests.promises.sizes import FULL
from tests.promises.world import filled

pytestmark = pytest.mark.django_db(transaction=True)
NIA = "nia@families.example"
# Doors that are wider take many tries: all of them at full size, two for every day.
NARROW = 20
# What an address has to look like, to be one at all.
OF_DOORS = {
    "sales": {"kind": "receipt"},
    "directory": {"key": "00000000-0000-4000-8000-000000000000"},
    "demo": {"name": "1700000000000-letter"},
}
# One press ends letters; whole offices stand behind one address, so that door is open wide.
WIDE = {"mail:unsubscribe"}
# How it would be if each process counted for itself.
EACH_FOR_ITSELF = """
import config.wsgi
from collections import Counter
from goldseam.faces.portal import guesses
from goldseam.foundation.access import gate
told = Counter()
def is_exceeded(rate, *, door, who):
    told[door, who] += 1
    return told[door, who] > rate.count
gate.is_exceeded = guesses.is_exceeded = is_exceeded
guesses.forgive = lambda *args, **kwargs: None
"""


def doors() -> Iterator[tuple[str, str, Rate]]:
    """Name, path and rate of every door that is declared to be counted."""
    seen = set()
    for found in addresses():
        rule = rule_of(found)
        path = filled(found.route, found.view_name, OF_DOORS)
        if rule and rule.rates and found.view_name not in WIDE and path not in seen:
            seen.add(path)
            # All tries come from one address of the network and name one person: the narrowest limit is met first.
            yield found.view_name, path, min(rule.rates, key=lambda rate: rate.count)


class TwoServers:
    """One visitor who asks one server and the other in turn, with cookies that both know."""

    def __init__(self, *ports: int, address: str, cookies: dict[str, str] | None = None) -> None:
        self.browsers = [Browser(port, address=address) for port in ports]
        for browser in self.browsers:
            browser.cookies = dict(cookies or {})
        self.asked = 0
        self.token = self._token()

    def _token(self) -> str:
        _status, said, _to = self.browsers[0].get("/join/qualified/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said)
        assert found
        for other in self.browsers[1:]:
            other.cookies |= self.browsers[0].cookies
        return found[1]

    def post(self, path: str, **typed: str) -> int:
        """The status of the answer, from the next server."""
        browser = self.browsers[self.asked % len(self.browsers)]
        self.asked += 1
        status, _said, _to = browser.post(path, typed | {"csrfmiddlewaretoken": self.token})
        return status

    def close(self) -> None:
        for browser in self.browsers:
            browser.close()


def let_in(visitor: TwoServers, path: str, tries: int) -> int:
    """How many of so many tries were heard. Every third is sent to the address without its last slash as well."""
    heard = 0
    for number in range(tries):
        if number % 3 == 0:
            # It is sent on to the right address, by which a browser asks only to see.
            assert visitor.post(path.rstrip("/"), email=NIA) in (301, 404, 405, 429), path
        heard += visitor.post(path, email=NIA) != 429
    return heard


@pytest.fixture(scope="module")
def servers(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[int, int]]:
    """Two web servers on the tests' database, for all tests that leave them as they are."""
    with (
        django_db_blocker.unblock(),
        serving(TRUSTED_PROXIES="127.0.0.1") as one,
        serving(TRUSTED_PROXIES="127.0.0.1") as two,
    ):
        yield one, two


def test_every_door_counts_together_whichever_process_answers(servers: tuple[int, int]) -> None:
    one, two = servers
    nia = a_member("Nia")
    # She is signed in: doors that are hers open, and others are counted as well.
    session = at_the_desk(nia).cookies[settings.SESSION_COOKIE_NAME].value
    told = {}
    wide = 0
    for number, (name, path, rate) in enumerate(doors()):
        wide += rate.count > NARROW
        if rate.count > NARROW and wide > 2 and not FULL:
            continue
        cookies = {settings.SESSION_COOKIE_NAME: session} if path.startswith("/me/") else {}
        visitor = TwoServers(one, two, address=f"10.0.{number}.1", cookies=cookies)
        told[name] = (let_in(visitor, path, rate.count + 6), rate.count)
        visitor.close()
    assert {name: heard for name, heard in told.items() if heard[0] != heard[1]} == {}
    assert len(told) >= (14 if FULL else 6)


def test_a_secret_is_guessed_at_ten_times_by_all_processes_together(servers: tuple[int, int]) -> None:
    one, two = servers
    a_member("Nia", password=SECRET_WORD)
    joel = a_member("Joel")
    assert passwords_heard(one, two) == {200: 10, 429: 6}
    assert codes_heard(one, two, joel) == {200: 10, 429: 6}


def passwords_heard(*ports: int) -> Counter[int]:
    """Each guess comes from another address of the network."""
    told: Counter[int] = Counter()
    for number in range(16):
        visitor = TwoServers(ports[number % len(ports)], address=f"10.1.{number}.1")
        told[visitor.post("/sign-in/password/", login=NIA, password=f"guess-{number}")] += 1
        visitor.close()
    return told


def codes_heard(one: int, two: int, joel: Person) -> Counter[int]:
    """Browsers that each asked for a code, four guesses a browser, turn by turn."""
    told: Counter[int] = Counter()
    for number in range(4):
        visitor = TwoServers(one, two, address=f"10.2.{number}.1")
        assert visitor.post("/sign-in/", email=joel.email or "") == 302
        for other in visitor.browsers:
            other.cookies |= visitor.browsers[0].cookies
        told.update(visitor.post("/sign-in/code/", code="BBBB-BBBB") for _guess in range(4))
        visitor.close()
    return told


@pytest.mark.long
def test_control_a_count_that_each_process_keeps_for_itself_lets_more_through() -> None:
    a_member("Nia", password=SECRET_WORD)
    with (
        serving(before=EACH_FOR_ITSELF, TRUSTED_PROXIES="127.0.0.1") as one,
        serving(before=EACH_FOR_ITSELF, TRUSTED_PROXIES="127.0.0.1") as two,
    ):
        heard = passwords_heard(one, two)[200]
        visitor = TwoServers(one, two, address="10.3.0.1")
        asked = let_in(visitor, "/sign-in/password/reset/", 16)
        visitor.close()
    assert heard > 10
    assert asked > 10
