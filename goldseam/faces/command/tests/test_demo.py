"""The demo as people meet it: the real command, its real processes, its own database."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from goldseam.faces.command.embedded import DATABASE, Embedded, address
from goldseam.faces.command.installation import free_port
from goldseam.faces.command.prepare import BEING_SEEDED, SEEDED
from goldseam.faces.command.tests.waiting import is_alive, until
from tests.postgres import TEST_DATABASE, copy_folder, migrated_folder

pytestmark = pytest.mark.long


class Demo:
    """One demo in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.said = home / "said"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = ("PATH", "HOME", "LANG", "TMPDIR")
        own = {name: os.environ[name] for name in kept if name in os.environ}
        return own | {"GOLDSEAM_HOME": str(self.home), "PORT": str(self.port)}

    def start(self) -> None:
        with self.said.open("wb") as said:
            command = [sys.executable, "-m", "goldseam.faces.command.main", "demo"]
            self.process = subprocess.Popen(command, env=self.environment, stdout=said, stderr=said)
        until(lambda: "Ctrl-C stops" in self.text() or self.has_ended(), "the demo is ready", within_s=120)
        assert not self.has_ended(), self.text()

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def text(self) -> str:
        return self.said.read_text()

    def seconds(self) -> float:
        found = re.search(r"Ready after +([\d.]+) s", self.text())
        assert found
        return float(found[1])

    def supervisor(self) -> psutil.Process:
        assert self.process is not None
        return psutil.Process(self.process.pid)

    def all_processes(self) -> list[psutil.Process]:
        return [self.supervisor(), *self.supervisor().children(recursive=True)]

    def one(self, word: str) -> psutil.Process:
        """The child of the supervisor whose command line has `word` in it."""
        found = [
            child for child in self.supervisor().children() if is_alive(child.pid) and word in str(child.cmdline())
        ]
        assert len(found) == 1, word
        return found[0]

    def runs(self, word: str) -> bool:
        """Whether a child of the supervisor with `word` in its command line runs."""
        with suppress(psutil.Error, AssertionError):
            return bool(self.one(word))
        return False

    def health(self) -> tuple[int, dict[str, Any]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, {}
        except OSError:
            return 0, {}

    def is_well(self) -> bool:
        return self.health()[0] == 200

    def keep(self, word: str) -> None:
        with psycopg.connect(address(self.home / "postgres")) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES (%s)", [word])

    def kept(self) -> list[str]:
        with psycopg.connect(address(self.home / "postgres")) as connection:
            return [word for (word,) in connection.execute("SELECT word FROM kept")]

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            for process in self.all_processes():
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            self.process.wait()


def is_gone(pid: int) -> bool:
    return not is_alive(pid)


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A home as a demo leaves it that was prepared once: what is in its database is the tests' own."""
    with tempfile.TemporaryDirectory(prefix="goldseam-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        copy_folder(migrated_folder(), home / "postgres")
        server = Embedded(home / "postgres", log=home / "postgres.log", settings={"fsync": "off"})
        server.start()
        try:
            with psycopg.connect(address(server.folder, "postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {DATABASE}")
                connection.execute(f"ALTER DATABASE {TEST_DATABASE} RENAME TO {DATABASE}")
                connection.execute(f"COMMENT ON DATABASE {DATABASE} IS '{SEEDED}'")
        finally:
            server.stop()
        demo = Demo(home)
        try:
            demo.start()
            demo.supervisor().send_signal(signal.SIGINT)
            assert demo.process is not None
            assert demo.process.wait(20) == 0
        finally:
            demo.end()
        yield home


@pytest.fixture
def demo(prepared: Path) -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="goldseam-") as folder:
        Path(folder).chmod(0o711)
        demo = Demo(Path(folder) / "home")
        demo.home.mkdir()
        copy_folder(prepared / "postgres", demo.home / "postgres")
        # Thousands of files, which nobody changes.
        (demo.home / "static").symlink_to(prepared / "static")
        yield demo
        demo.end()


def test_a_demo_that_was_there_before_is_soon_ready_and_ctrl_c_stops_all_of_it(demo: Demo) -> None:
    demo.start()
    assert demo.is_well()
    processes = demo.all_processes()
    assert len(processes) > 6

    demo.supervisor().send_signal(signal.SIGINT)

    assert demo.process is not None
    assert demo.process.wait(20) == 0
    until(lambda: not any(is_alive(process.pid) for process in processes), "every process is gone")
    assert demo.text().splitlines()[-1].startswith("Stopped.")
    assert "Traceback" not in demo.text()

    demo.start()


def test_every_part_that_is_killed_comes_back_by_itself(demo: Demo) -> None:
    demo.start()
    for word in ("command.worker", "command.web", "postbox", "bin/postgres"):
        part = demo.one(word)
        part.kill()
        until(partial(is_gone, part.pid), f"{word} is gone")
        until(partial(demo.runs, word), f"{word} runs again")
        until(demo.is_well, f"all is well after {word} was killed", within_s=60)
    assert demo.text().count("starting it again") >= 4


def test_after_everything_was_killed_the_next_start_heals(demo: Demo) -> None:
    demo.start()
    demo.keep("clay")
    for process in demo.all_processes():
        # Some end by themselves once those they belong to are gone.
        with suppress(psutil.NoSuchProcess):
            process.kill()
    assert demo.process is not None
    demo.process.wait()

    demo.start()

    assert demo.is_well()
    assert demo.kept() == ["clay"]


def test_after_only_the_command_was_killed_nothing_goes_on_and_the_next_start_heals(demo: Demo) -> None:
    demo.start()
    demo.keep("clay")
    others = demo.all_processes()[1:]
    demo.supervisor().kill()
    assert demo.process is not None
    demo.process.wait()

    demo.start()

    assert not any(is_alive(process.pid) for process in others)
    assert demo.is_well()
    assert demo.kept() == ["clay"]


def test_an_interrupted_seeding_is_begun_anew(demo: Demo) -> None:
    """A seed of one line stands in for the whole association; the control is the row of the interrupted one."""
    program = (
        "import types, sys, pathlib; from goldseam.faces.command import prepare;"
        "seed = types.ModuleType('small_seed'); seed.__spec__ = types.SimpleNamespace(name='small_seed');"
        "seed.seed = lambda: print('seeded anew'); sys.modules['small_seed'] = seed;"
        "prepare.SEED = 'small_seed'; prepare.main()"
    )
    server = Embedded(demo.home / "postgres", log=demo.home / "postgres.log")
    server.start()
    try:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE half_told (line text)")
            connection.execute(f"COMMENT ON DATABASE {DATABASE} IS '{BEING_SEEDED}'")
        (demo.home / "mail").mkdir()
        (demo.home / "mail" / "1-half.eml").write_text("")
        environment = demo.environment | {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "demo"}
        first, second = (
            subprocess.run(
                [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
            )
            for _ in range(2)
        )
        with psycopg.connect(server.url) as connection:
            left = connection.execute("SELECT to_regclass('half_told'), to_regclass('people_person')").fetchone()
    finally:
        server.stop()
    assert "interrupted while seeding: beginning anew" in first.stdout, first.stderr
    assert "seeded anew" in first.stdout
    assert "seeded anew" not in second.stdout
    assert left == (None, "people_person")
    assert not (demo.home / "mail").exists()
