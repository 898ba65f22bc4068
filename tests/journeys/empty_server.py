"""A server on its first day: `goldseam serve` and `goldseam worker` in production mode, and nobody in the database."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

from goldseam.faces.command.embedded import DATABASE
from goldseam.faces.command.tests.copies import empty_database, url
from tests.promises.server import free_port
from tests.promises.sizes import FULL

PREPARED = f"test_{DATABASE}"
SETTINGS = ("DATABASE_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "PYTHONPATH")


@dataclass(frozen=True)
class Server:
    """Where it answers, and the lines of its terminal."""

    address: str
    terminal: Path

    def link(self) -> str:
        """The address that the terminal told to open; '' before it has."""
        lines = self.terminal.read_text().splitlines()
        return next((line.strip() for line in lines if "/set-up/begin/" in line), "")

    def listens(self) -> bool:
        """Whether the web server takes connections."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", urlsplit(self.address).port)) == 0


def _template() -> str:
    """Making all tables takes long, so in `bin/test` they are copied from a database of the tests that nobody uses."""
    mine = str(connection.settings_dict["NAME"])
    unused = PREPARED if mine != PREPARED else f"{PREPARED}_gw0"
    with psycopg.connect(url("postgres")) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [unused]).fetchone()
    return unused if there and not FULL else "template0"


@contextmanager
def an_empty_server(home: Path, **more: str) -> Iterator[Server]:
    """Started as systemd starts it, and stopped at the end of the block."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with ExitStack() as until_the_end:
        database = until_the_end.enter_context(empty_database("first_day", template=_template()))
        own = {"GOLDSEAM_MODE": "production", "GOLDSEAM_HOME": str(home), "DATABASE_URL": database}
        own |= {"BASE_URL": address, "PORT": str(port)}
        environment = {name: value for name, value in os.environ.items() if name not in SETTINGS} | own | more
        terminal = home / "terminal"
        for command in ("serve", "worker"):
            until_the_end.enter_context(_running(command, environment, terminal))
        yield Server(address, terminal)


@contextmanager
def _running(command: str, environment: dict[str, str], terminal: Path) -> Iterator[None]:
    with terminal.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "goldseam.faces.command.main", command],
            env=environment, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)
