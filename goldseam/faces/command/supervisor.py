"""One process that owns the others: starts them, starts again what dies, and stops all of it in good order."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from goldseam.faces.command.embedded import DatabaseWillNotStart, Embedded
from goldseam.faces.command.spawn import end_group, spawn

PATIENCE_S = 12.0
LONGEST_PAUSE_S = 10.0
STEADY_AFTER_S = 20.0
LOOK_EVERY_S = 0.1


class Stopped(Exception):
    """Somebody asked us to stop."""


@dataclass
class Child:
    """A program to keep running. Its name is what people read: "the web server"."""

    name: str
    command: Sequence[str]
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    next_start_at: float = 0.0

    @property
    def is_running(self) -> bool:
        return self.running is not None and self.running.poll() is None


class Supervisor:
    """Keeps `children` and the embedded database running until SIGINT, SIGTERM or SIGHUP. One to a process."""

    def __init__(
        self, environment: Mapping[str, str], *, say: Callable[[str], None], record: Callable[[list[int]], None]
    ) -> None:
        self.environment = dict(environment)
        self.say = say
        self.record = record
        self.children: list[Child] = []
        self.server: Embedded | None = None
        self._stop = threading.Event()
        for stop_signal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(stop_signal, self._asked_to_stop)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def own(self, server: Embedded) -> None:
        """Start the embedded database and keep it running. Raises DatabaseWillNotStart."""
        self.server = server
        server.start()
        self._note()

    def add(self, child: Child) -> None:
        """Start `child` now and keep it running."""
        self.children.append(child)
        self._start(child)
        self._note()

    def run_to_end(self, command: Sequence[str]) -> int:
        """Run one program while watching over the others; its exit code. Raises Stopped when asked to stop."""
        step = Child("the preparation", command)
        self._start(step)
        assert step.running is not None
        try:
            while step.running.poll() is None:
                self.look()
                self.pause()
        except Stopped:
            self._end([step])
            raise
        return step.running.returncode

    def pause(self, seconds: float = LOOK_EVERY_S) -> None:
        """Wait a moment. Raises Stopped when asked to stop."""
        if self._stop.wait(seconds):
            raise Stopped

    def watch(self) -> None:
        """Keep everything running until asked to stop; then return."""
        try:
            while True:
                self.look()
                self.pause()
        except Stopped:
            return

    def look(self) -> None:
        """Start again whatever has died and is due."""
        if self.server is not None and self.server.child is not None and self.server.child.poll() is not None:
            self.say(f"The database stopped {_why(self.server.child.returncode)}; starting it again.")
            self._start_database(self.server)
        for child in self.children:
            if child.running is not None and child.running.poll() is not None:
                self._plan_restart(child)
            if child.running is None and time.monotonic() >= child.next_start_at:
                self._start(child)
                self._note()

    def stop(self) -> None:
        """Stop all children, then the database, each in good order, by force after 12 s."""
        self._end(self.children)
        if self.server is not None:
            self.server.stop()

    def _start_database(self, server: Embedded) -> None:
        try:
            server.start()
        except DatabaseWillNotStart as error:
            self.say(f"{error}\nTrying again in {LONGEST_PAUSE_S:.0f} s.")
            if self._stop.wait(LONGEST_PAUSE_S):
                raise Stopped from error
        else:
            self.say("The database runs again.")
        self._note()

    def _start(self, child: Child) -> None:
        child.running = spawn(child.command, environment=self.environment)
        child.started_at = time.monotonic()

    def _plan_restart(self, child: Child) -> None:
        assert child.running is not None
        if time.monotonic() - child.started_at > STEADY_AFTER_S:
            child.failures = 0
        pause_s = min(LONGEST_PAUSE_S, 0.5 * 2**child.failures) if child.failures else 0.0
        child.failures += 1
        child.next_start_at = time.monotonic() + pause_s
        when = f"in {pause_s:.0f} s" if pause_s >= 1 else "now"
        self.say(f"{child.name.capitalize()} stopped {_why(child.running.returncode)}; starting it again {when}.")
        end_group(child.running.pid)
        child.running = None

    def _end(self, children: list[Child]) -> None:
        running = [child.running for child in children if child.running is not None]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        give_up = time.monotonic() + PATIENCE_S
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, give_up - time.monotonic()))
            end_group(process.pid)
            process.wait()

    def _note(self) -> None:
        self.record([child.running.pid for child in self.children if child.running is not None])


def _why(returncode: int) -> str:
    if returncode < 0:
        return f"(killed by {signal.Signals(-returncode).name})"
    return f"(exit code {returncode})"
