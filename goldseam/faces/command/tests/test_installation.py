import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from goldseam.faces.command.installation import CannotRun, Installation, Record, check_port, free_port, sole_use
from goldseam.faces.command.main import main
from goldseam.faces.command.tests.waiting import is_alive, until

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation("demo", tmp_path, free_port(), "")


@pytest.fixture
def orphan() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(SLEEPER, start_new_session=True) as process:
        yield process
        process.kill()


def goldseam(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "GOLDSEAM_MODE")}
    command = [sys.executable, "-m", "goldseam.faces.command.main", *arguments]
    return subprocess.run(command, env=kept | environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_taken_port_is_named_and_another_one_proposed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(CannotRun, match=rf"Port {port} cannot be used: another program.*PORT={port + 1}"):
            check_port(port)


def test_the_demo_says_that_its_port_is_taken_and_starts_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        done = goldseam("demo", GOLDSEAM_HOME=str(tmp_path), PORT=port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} cannot be used: another program uses it.")
    assert not (tmp_path / "postgres").exists()


def test_the_demo_is_refused_in_production(tmp_path: Path) -> None:
    done = goldseam("demo", GOLDSEAM_HOME=str(tmp_path), GOLDSEAM_MODE="production", DATABASE_URL="postgresql://x/x")
    assert done.returncode == 1
    assert "would fill it with invented people" in done.stderr


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_production_refuses_the_embedded_database_and_says_what_to_set(tmp_path: Path, command: str) -> None:
    done = goldseam(command, GOLDSEAM_HOME=str(tmp_path), GOLDSEAM_MODE="production", PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL is not set.")
    assert "Set DATABASE_URL=postgresql://" in done.stderr


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PORT", "eighty", "PORT is 'eighty'. It must be a number from 1 to 65535."),
        ("PORT", "70000", "PORT is '70000'. It must be a number from 1 to 65535."),
        ("GOLDSEAM_MODE", "live", "GOLDSEAM_MODE is 'live'. It must be demo, production or test."),
    ],
)
def test_a_value_nobody_could_mean_is_refused(
    variable: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(["doctor"]) == 1
    assert capsys.readouterr().err.strip() == sentence


def test_two_demos_cannot_share_their_data(installation: Installation) -> None:
    with sole_use(installation) as record:
        record.write(address="http://127.0.0.1:8123", mail="", children=[])
        with (
            pytest.raises(CannotRun, match=rf"already running.*process {os.getpid()}, http://127.0.0.1:8123"),
            sole_use(installation),
        ):
            pass


def test_what_a_killed_supervisor_left_running_is_ended(
    installation: Installation, orphan: subprocess.Popen[bytes]
) -> None:
    Record(installation.home / "running.json").write(address=installation.address, mail="", children=[orphan.pid])
    with sole_use(installation):
        assert orphan.wait(10) == -signal.SIGKILL


def test_the_rest_of_a_session_is_ended_even_when_its_leader_is_gone(installation: Installation) -> None:
    program = f"import subprocess, sys; print(subprocess.Popen({SLEEPER!r}).pid, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        start_new_session=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as leader:
        assert leader.stdout is not None
        follower = int(leader.stdout.readline())
        Record(installation.home / "running.json").write(address=installation.address, mail="", children=[leader.pid])
        leader.kill()
    assert is_alive(follower)
    with sole_use(installation):
        until(lambda: not is_alive(follower), "the follower is ended")


def test_a_stranger_with_a_number_used_before_is_left_alone(
    installation: Installation, orphan: subprocess.Popen[bytes]
) -> None:
    record = Record(installation.home / "running.json")
    born_earlier = psutil.Process(orphan.pid).create_time() - 3600
    record.file.write_text(
        json.dumps({"pid": 1, "address": installation.address, "mail": "", "children": {str(orphan.pid): born_earlier}})
    )
    with sole_use(installation):
        assert orphan.poll() is None
