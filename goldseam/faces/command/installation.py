"""Where this installation stands: read from the environment once, before Django is asked for anything."""

import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

from goldseam.faces.command import embedded
from goldseam.faces.command.spawn import end_group

ROOT = Path(__file__).resolve().parents[3]
MODES = ("demo", "production", "test")
LOOPBACK = "127.0.0.1"
LEFTOVER_PATIENCE_S = 10.0
# The note that a restore leaves while it is under way.
UNFINISHED = "restore.unfinished"
# The time a process was born is counted from the start of the machine by a clock that may be set meanwhile.
CLOCK_STEP_S = 5.0


class CannotRun(Exception):
    """Goldseam cannot do what was asked for; the text is a sentence for the person who asked, with the way on."""


@dataclass(frozen=True)
class Installation:
    """The few facts that every command needs."""

    mode: str
    home: Path
    port: int
    database_url: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Installation":
        """Raises CannotRun for a value nobody could mean."""
        mode = environment.get("GOLDSEAM_MODE") or "demo"
        if mode not in MODES:
            raise CannotRun(f"GOLDSEAM_MODE is {mode!r}. It must be demo, production or test.")
        port = environment.get("PORT") or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise CannotRun(f"PORT is {port!r}. It must be a number from 1 to 65535.")
        home = Path(environment.get("GOLDSEAM_HOME") or ROOT / "var").expanduser().resolve()
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotRun(f"GOLDSEAM_HOME is {home}, which cannot be made or used: {error.strerror}.") from error
        return cls(mode, home, int(port), environment.get("DATABASE_URL", ""))

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def cluster(self) -> Path:
        """The data folder of the embedded PostgreSQL."""
        return self.home / "postgres"

    def server(self) -> embedded.Embedded:
        """The embedded PostgreSQL of this installation, not started. Raises CannotRun in production mode."""
        if self.mode == "production":
            raise CannotRun(
                "DATABASE_URL is not set. The PostgreSQL that comes with Goldseam is for the demo and for tests: it "
                "asks nobody for a password and makes no back-ups. Set "
                "DATABASE_URL=postgresql://user:password@host/name, then run this again."
            )
        return embedded.Embedded(self.cluster, log=self.home / "postgres.log")

    def environment(self, **more: str) -> dict[str, str]:
        """What child processes are told."""
        return {
            **os.environ,
            "GOLDSEAM_MODE": self.mode,
            "GOLDSEAM_HOME": str(self.home),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url or embedded.address(self.cluster),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
            **more,
        }


def check_whole(installation: Installation) -> None:
    """Raises CannotRun when a restore was begun and not ended."""
    mark = installation.home / UNFINISHED
    if mark.exists():
        raise CannotRun(
            f"A restore of {mark.read_text().strip()} is under way or was interrupted. If it no longer runs, begin it "
            "again: goldseam restore FILE. Until then nothing else can be done here."
        )


@contextmanager
def sole_use(installation: Installation) -> Iterator["Record"]:
    """Hold this installation's data for one supervisor. Raises CannotRun when another one runs on them.

    Ends what a killed supervisor may have left running.
    """
    with (installation.home / ".lock").open("a") as lock:
        record = Record(installation.home / "running.json")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            running = record.read()
            where = f"process {running['pid']}, {running['address']}" if running else "another process"
            raise CannotRun(
                f"Goldseam is already running on the data in {installation.home} ({where}). Stop it first, or choose "
                "other data and another port: GOLDSEAM_HOME=/another/folder PORT=8001."
            ) from error
        if record.end_leftovers():
            check_port(urlsplit(record.read()["address"]).port or installation.port, patience_s=LEFTOVER_PATIENCE_S)
        try:
            yield record
        finally:
            record.file.unlink(missing_ok=True)


class Record:
    """The file that says which processes run on an installation's data, for the next start after a crash."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self.file.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return found

    def write(self, *, address: str, mail: str, children: list[int]) -> None:
        """`address` and `mail` are URLs of the site and the mail server, `children` the leaders of their sessions."""
        born = {pid: psutil.Process(pid).create_time() for pid in children if psutil.pid_exists(pid)}
        unfinished = self.file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({"pid": os.getpid(), "address": address, "mail": mail, "children": born}))
        unfinished.rename(self.file)

    def end_leftovers(self) -> bool:
        """Kill the children of a supervisor that was itself killed; whether it had any.

        Never a stranger who got the same number since: when no process has the number, only members of its session can.
        """
        children = self.read().get("children", {})
        for pid, born in children.items():
            try:
                is_stranger = abs(psutil.Process(int(pid)).create_time() - born) > CLOCK_STEP_S
            except psutil.NoSuchProcess:
                is_stranger = False
            if not is_stranger:
                end_group(int(pid))
        return bool(children)


def check_port(port: int, host: str = LOOPBACK, *, patience_s: float = 0.0) -> None:
    """Raises CannotRun when somebody else still listens on the port after `patience_s` seconds."""
    give_up = time.monotonic() + patience_s
    while (trouble := _trouble_with(host, port)) is not None:
        if time.monotonic() >= give_up:
            raise CannotRun(
                f"Port {port} cannot be used: {trouble}. Choose another with PORT={port + 1}, or stop the program that "
                "holds it."
            )
        time.sleep(0.1)


def _trouble_with(host: str, port: int) -> str | None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return (
                "another program uses it" if error.errno == errno.EADDRINUSE else (error.strerror or "unknown").lower()
            )
    return None


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def running(installation: Installation) -> dict[str, Any]:
    """What the supervisor that runs on this installation's data wrote down; empty when none does."""
    found = Record(installation.home / "running.json").read()
    return found if found and psutil.pid_exists(found["pid"]) else {}


@contextmanager
def database(installation: Installation) -> Iterator[None]:
    """Make the database reachable for one command: the one named, the one that runs, or one of our own meanwhile."""
    url = installation.database_url
    if url or (installation.mode != "production" and embedded.answers(embedded.address(installation.cluster))):
        yield
        return
    server = installation.server()
    with sole_use(installation):
        server.start()
        try:
            yield
        finally:
            server.stop()
