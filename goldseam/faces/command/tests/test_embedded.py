import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from goldseam.faces.command.embedded import DatabaseWillNotStart, Embedded, answers, socket_folder
from goldseam.faces.command.tests.waiting import is_alive, until


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def server(home: Path) -> Iterator[Embedded]:
    server = embedded(home / "postgres")
    yield server
    server.stop()


def embedded(folder: Path) -> Embedded:
    # We promise against killed processes, not against power cuts: what was committed must be there without fsync.
    return Embedded(folder, log=folder.parent / "postgres.log", settings={"fsync": "off"})


def keep(server: Embedded, word: str) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [word])


def kept(server: Embedded) -> list[str]:
    with psycopg.connect(server.url) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept ORDER BY word")]


def test_it_starts_from_nothing_and_keeps_what_was_committed_over_a_stop(server: Embedded) -> None:
    server.start()
    keep(server, "clay")
    server.stop()
    assert not answers(server.url)

    server.start()
    assert kept(server) == ["clay"]


def test_it_folds_accented_letters_and_sorts_the_same_everywhere(server: Embedded) -> None:
    server.start()
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT lower('ÉLODIE'), 'ŁUCJA' ~* 'łucja', current_setting('TimeZone')").fetchone()
    assert row == ("élodie", True, "UTC")


def test_it_starts_again_after_all_its_processes_were_killed(server: Embedded) -> None:
    server.start()
    keep(server, "clay")
    assert server.child is not None
    os.killpg(server.child.pid, signal.SIGKILL)
    until(lambda: not answers(server.url), "the killed server is silent")

    server.start()
    assert kept(server) == ["clay"]


def test_it_starts_again_after_only_its_first_process_was_killed(server: Embedded) -> None:
    server.start()
    keep(server, "clay")
    assert server.child is not None
    os.kill(server.child.pid, signal.SIGKILL)
    server.child.wait()

    server.start()
    assert kept(server) == ["clay"]


def test_it_ends_a_server_left_running_by_somebody_who_was_killed(server: Embedded, home: Path) -> None:
    earlier = embedded(home / "postgres")
    earlier.start()
    keep(earlier, "clay")
    assert earlier.child is not None

    server.start()

    assert not is_alive(earlier.child.pid)
    assert kept(server) == ["clay"]


def test_it_stops_when_the_one_who_started_it_is_killed(home: Path) -> None:
    program = (
        "import sys, pathlib, time; from goldseam.faces.command.embedded import Embedded;"
        "home = pathlib.Path(sys.argv[1]);"
        "server = Embedded(home / 'postgres', log=home / 'log', say=lambda text: None);"
        "server.start(); print(server.child.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.kill()
    until(lambda: not is_alive(pid), "the database stops with its starter")


def test_a_pid_file_that_names_a_stranger_does_not_keep_it_from_starting(server: Embedded, home: Path) -> None:
    server.start()
    server.stop()
    (home / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")

    server.start()

    assert answers(server.url)
    assert psutil.pid_exists(os.getpid())


def test_an_interrupted_first_start_leaves_nothing_half_made(server: Embedded, home: Path) -> None:
    (home / ".new-interrupted" / "made").mkdir(parents=True)
    (home / ".new-interrupted" / "made" / "PG_VERSION").write_text("18\n")

    server.start()

    assert answers(server.url)


def test_a_path_too_long_for_a_socket_gets_a_short_one(home: Path) -> None:
    deep = home / ("a-rather-long-name-" * 6) / "postgres"
    server = embedded(deep)
    try:
        server.start()
        assert socket_folder(deep) != deep
        assert answers(server.url)
    finally:
        server.stop()
    assert not socket_folder(deep).exists()


def test_data_of_another_version_are_left_alone(server: Embedded, home: Path) -> None:
    (home / "postgres").mkdir()
    (home / "postgres" / "PG_VERSION").write_text("14\n")

    with pytest.raises(DatabaseWillNotStart, match=r"written by PostgreSQL 14, this is 18.*DATABASE_URL"):
        server.start()
    assert (home / "postgres" / "PG_VERSION").read_text() == "14\n"


def test_nobody_reaches_it_over_the_network_or_from_another_account(server: Embedded, home: Path) -> None:
    server.start()
    assert server.child is not None
    listening = [one for one in psutil.Process(server.child.pid).net_connections("inet") if one.status == "LISTEN"]
    assert listening == []
    assert (home / "postgres").stat().st_mode & 0o077 == 0
