"""Joining end to end over HTTP, from the form to the running term: requests, queries, web CPU, orders a second.

A real web server on an embedded database of its own, whose every commit reaches the disk. The buyers are threads of
this process; the demo bank decides in it too, so that its page and its notice are not counted as ours.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
BUYERS, WARMING, ORDERS, ROUNDS = 8, 40, 160, 3
AIMS = {"requests": 6, "queries": 70, "web CPU ms": 60, "orders a second": 20, "worker MB": 200}


def measure() -> dict[str, float]:
    """Print and return the figures of one order, and how many there are in a second."""
    from goldseam.faces.command.embedded import Embedded
    from tests.promises.server import free_port

    with tempfile.TemporaryDirectory(prefix="goldseam-bench-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        server = Embedded(home / "postgres", log=home / "postgres.log")
        server.start()
        port = free_port()
        own = {
            "DATABASE_URL": server.url,
            "GOLDSEAM_MODE": "demo",
            "GOLDSEAM_HOME": folder,
            "PORT": str(port),
            "BASE_URL": f"http://127.0.0.1:{port}",
            "TRUSTED_PROXIES": "127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        try:
            command = [sys.executable, "-W", "ignore", "-m", "bench.joining"]
            done = subprocess.run(command, env=os.environ | own, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        finally:
            server.stop()
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    for name, figure in figures.items():
        aim = f"  (aim: {'≥' if name == 'orders a second' else '≤'} {AIMS[name]})" if name in AIMS else ""
        print(f"joining: {name:28} {figure:8.1f}{aim}")
    return figures


def _figures() -> dict[str, float]:
    from django.conf import settings

    _prepare()
    requests, queries = _one_order()
    with _web(settings.PORT) as workers:
        _walk(settings.PORT, WARMING, first=0)
        rates, costs = [], []
        for number in range(ROUNDS):
            before, began = _cpu_s(workers), time.perf_counter()
            _walk(settings.PORT, ORDERS, first=1000 * (number + 1))
            rates.append(ORDERS / (time.perf_counter() - began))
            costs.append((_cpu_s(workers) - before) / ORDERS * 1000)
        resident = max(process.memory_info().rss for process in workers) / 2**20
    letters_ms, papers = _worker_cost()
    return {
        "requests": requests,
        "queries": queries,
        "web CPU ms": sorted(costs)[ROUNDS // 2],
        "orders a second": sorted(rates)[ROUNDS // 2],
        "worker MB": resident,
        "letter and papers CPU ms": letters_ms,
        "papers an order": papers,
    }


def _prepare() -> None:
    from goldseam.faces.command.prepare import migrate
    from goldseam.subjects.membership.tests.factories import a_plan, an_association
    from goldseam.subjects.publishing.tests.factories import a_site

    migrate()
    an_association()
    a_plan()
    a_site()


def _one_order() -> tuple[int, int]:
    """Requests to our pages and queries of one order, counted in this process."""
    from tests.promises.cost import count_one_order

    count_one_order("warm@families.example")
    return count_one_order()


@contextmanager
def _web(port: int) -> Iterator[list[psutil.Process]]:
    """The web server; yields its workers, without the process that only watches over them."""
    from tests.promises.server import _wait_for

    command = [sys.executable, "-m", "goldseam.faces.command.web", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield psutil.Process(server.pid).children(recursive=True)
    finally:
        server.terminate()
        server.wait(20)


def _cpu_s(workers: list[psutil.Process]) -> float:
    return sum(times.user + times.system for process in workers for times in [process.cpu_times()])


def _walk(port: int, count: int, *, first: int) -> None:
    """So many people join, eight at a time, each from an address of their own."""
    numbers = iter(range(first, first + count))
    with ThreadPoolExecutor(BUYERS) as buyers:
        list(buyers.map(lambda _buyer: _join_in_turn(port, numbers), range(BUYERS)))


def _join_in_turn(port: int, numbers: Iterator[int]) -> None:
    from django.db import connection

    for number in numbers:
        _joins(port, number)
    # The bank decides in this process: its connection lasts as long as one of a bank would.
    connection.close()


def _joins(port: int, number: int) -> None:
    from goldseam.core.gateways.demo.bank import decide
    from tests.promises.buyer import Browser, comes_back, goes_to_the_bank, orders

    browser = Browser(port, address=f"10.{number // 60000}.{number // 250 % 250}.{number % 250}")
    pay = orders(browser, f"Nia{number}")
    decide(reference=goes_to_the_bank(browser, pay).strip("/").rpartition("/")[2], outcome="pay")
    said = comes_back(browser, pay)
    browser.close()
    assert "It is paid" in said, said[:2000]


def _worker_cost() -> tuple[float, float]:
    """What the worker spends on the letters of one order, PDFs and all, in ms of CPU; and PDFs for each order."""
    from django.conf import settings

    from goldseam.core.mail.delivery import deliver_due
    from goldseam.core.mail.models import Message
    from goldseam.foundation import clock
    from tests.smtp import running_sink

    waiting = list(Message.objects.filter(state="waiting").order_by("pk")[:100])
    Message.objects.exclude(pk__in=[message.pk for message in waiting]).delete()
    with running_sink() as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = sink.host, sink.port
        began = time.process_time()
        deliver_due(at=clock.now())
        spent = time.process_time() - began
    return spent / len(waiting) * 1000, sum(len(message.documents) for message in waiting) / len(waiting)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_figures()))
