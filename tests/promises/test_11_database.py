"""The database goes away in mid-checkout: everybody ends with a term or in a state that says what to do."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils.module_loading import import_string

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Invoice, Order
from goldseam.foundation import clock
from goldseam.foundation.work.schedule import sweeps
from goldseam.subjects.membership.models import Term
from tests.ledger import unbalanced_entries
from tests.promises.buyer import Broken, Browser, comes_back, goes_to_the_bank, orders
from tests.promises.members import all_at_once, has_a_term_or_the_money, open_for_members
from tests.promises.server import serving
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

BUYERS = size(24, 400)
TRIES = 60
CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'goldseam-web'"
PAID = "It is paid"


class Weather:
    """How often the connections were cut, and how often a buyer saw a page that did not come."""

    def __init__(self) -> None:
        self.cuts = self.broken = 0
        self.is_over = threading.Event()

    @contextmanager
    def storm(self, seed: int) -> Iterator[None]:
        """Ends every connection of the web server to its database at random moments, until the block ends."""
        at = connection.settings_dict
        address = {"dbname": at["NAME"], "user": at["USER"], "host": at["HOST"], "password": at["PASSWORD"] or None}
        address |= {"port": at["PORT"] or None}
        thread = threading.Thread(target=self._blow, args=(random.Random(seed), address))
        thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            thread.join()

    def _blow(self, chance: random.Random, address: dict[str, object]) -> None:
        with psycopg.connect(**address, autocommit=True) as other:  # type: ignore[arg-type]
            while not self.is_over.wait(chance.uniform(0.05, 0.4)):
                row = other.execute(CUT).fetchone()
                self.cuts += int(row[0]) if row else 0


def _until_it_works(weather: Weather, step, *told):
    """A page that did not come is asked for again, as people do."""
    for _try in range(TRIES):
        try:
            return step(*told)
        except Broken:
            weather.broken += 1
            time.sleep(0.05)
    raise AssertionError(f"{step.__name__} did not work in {TRIES} tries")


def joins_in_any_weather(port: int, name: str, weather: Weather) -> str:
    """Joins, pays and comes back, pressing again whatever did not come; what the last page says."""
    number = int(name.removeprefix("Nia"))
    browser = Browser(port, address=f"10.0.{number // 200}.{number % 200}")
    pay = _until_it_works(weather, orders, browser, name)
    bank = _until_it_works(weather, goes_to_the_bank, browser, pay)
    decide(reference=bank.strip("/").rpartition("/")[2], outcome="pay")
    said = str(_until_it_works(weather, comes_back, browser, pay))
    browser.close()
    return said


def everything_recurring() -> None:
    for sweep in sweeps():
        if any(word in sweep.name for word in ("open payments", "paid orders", "refunds", "ruptures")):
            import_string(sweep.run)(at=clock.now() + timedelta(minutes=6))


def test_connections_cut_at_random_while_people_join_leave_nobody_with_neither(
    record_property: Callable[[str, object], None],
) -> None:
    open_for_members()
    weather = Weather()
    with serving(TRUSTED_PROXIES="127.0.0.1") as port, weather.storm(seed=11):
        names = [f"Nia{number}" for number in range(BUYERS)]
        pages = all_at_once(lambda name: joins_in_any_weather(port, name, weather), names)
    everything_recurring()

    record_property("buyers", BUYERS)
    record_property("connections cut", weather.cuts)
    record_property("pages that broke off", weather.broken)
    assert weather.cuts > 0
    assert weather.broken > 0, "the control: without it nothing was ever cut in the middle of anything"
    assert all(PAID in page or "not told us yet" in page for page in pages)
    assert unbalanced_entries() == []
    assert all(has_a_term_or_the_money(person) for person in Person.objects.all())
    assert Person.objects.count() == Term.objects.count() == BUYERS
    assert BankSession.objects.filter(state="paid").count() == BUYERS
    paid = Order.objects.filter(paid_at__isnull=False).count()
    assert paid == BUYERS
    assert sorted(Invoice.objects.values_list("number", flat=True)) == list(range(1, paid + 1)), "no number is missing"
