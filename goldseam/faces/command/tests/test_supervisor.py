"""A supervisor in a process of its own, watching over small programs that say who they are."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldseam.faces.command.tests.waiting import is_alive, until

PROGRAM = """
import json, pathlib, sys
from goldseam.faces.command import supervisor as module
from goldseam.faces.command.supervisor import Child, Supervisor
module.PATIENCE_S = 2
folder = pathlib.Path(sys.argv[1])
def record(pids):
    (folder / "new").write_text(json.dumps(pids))
    (folder / "new").rename(folder / "pids")
supervisor = Supervisor({"PATH": "/usr/bin:/bin"}, say=lambda text: print(text, flush=True), record=record)
for number, child in enumerate(sys.argv[2:]):
    supervisor.add(Child(f"child {number}", [sys.executable, "-c", child]))
print("watching", flush=True)
supervisor.watch()
supervisor.stop()
print("stopped", flush=True)
"""
STEADY = "import time; time.sleep(600)"
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""
FAILING = "raise SystemExit(3)"


class House:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = folder / "said"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *children: str) -> subprocess.Popen[bytes]:
        with self.said.open("wb") as said:
            self.process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(self.folder), *children], stdout=said)
        until(lambda: "watching" in self.text(), "the supervisor watches")
        return self.process

    def text(self) -> str:
        return self.said.read_text()

    def pids(self) -> list[int]:
        found: list[int] = json.loads((self.folder / "pids").read_text())
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    if house.process is not None:
        house.process.kill()
        house.process.wait()


def test_a_child_that_is_killed_is_started_again_and_said_so(house: House) -> None:
    house.start(STEADY, STEADY)
    first, second = house.pids()

    os.kill(first, signal.SIGKILL)

    until(lambda: len(house.pids()) == 2 and first not in house.pids(), "another one runs in its place")
    assert second in house.pids()
    assert "Child 0 stopped (killed by SIGKILL); starting it again now." in house.text()


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_all_and_ends_well(house: House, stop_signal: signal.Signals) -> None:
    supervisor = house.start(STEADY, STEADY)
    pids = house.pids()

    supervisor.send_signal(stop_signal)

    assert supervisor.wait(10) == 0
    assert not any(is_alive(pid) for pid in pids)
    assert house.text().endswith("stopped\n")


def test_what_a_child_started_itself_is_stopped_with_it(house: House) -> None:
    supervisor = house.start(f"import os, time; print(os.fork() or 'x', flush=True); {STEADY}")
    until(lambda: any(word.isdecimal() for word in house.text().split()), "the grandchild runs")
    grandchild = next(int(word) for word in house.text().split() if word.isdecimal())

    supervisor.terminate()

    assert supervisor.wait(10) == 0
    until(lambda: not is_alive(grandchild), "the grandchild is gone")


def test_children_end_when_their_supervisor_is_killed(house: House) -> None:
    supervisor = house.start(STEADY, STEADY)
    pids = house.pids()

    supervisor.kill()
    supervisor.wait()

    until(lambda: not any(is_alive(pid) for pid in pids), "the children end")


def test_a_child_that_cannot_run_is_tried_again_more_and_more_slowly(house: House) -> None:
    house.start(STEADY, FAILING)
    until(lambda: house.text().count("(exit code 3)") >= 3, "three tries")
    assert "starting it again now." in house.text()
    assert "starting it again in 1 s." in house.text()
    assert len(house.pids()) >= 1


def test_a_child_that_will_not_stop_is_stopped_by_force(house: House) -> None:
    supervisor = house.start(STUBBORN)
    (pid,) = house.pids()
    until(lambda: "deaf" in house.text(), "the child hears no more")

    supervisor.terminate()

    assert supervisor.wait(20) == 0
    assert not is_alive(pid)
