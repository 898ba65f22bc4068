"""The real web server on this test's database, in processes of its own."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from tests.promises.processes import ROOT, environment

PATIENCE_S = 60.0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


START = "from goldseam.faces.command.web import main\nmain()"


@contextmanager
def serving(before: str = "", log: IO[str] | int = subprocess.DEVNULL, **more: str) -> Iterator[int]:
    """The port of a web server that answers until the end of the block. Its connections are named `goldseam-web`.

    `before` is code that runs in it first: how it would be with a part of the house taken out. `log` is its log.
    """
    port = free_port()
    at = environment(PORT=str(port), BASE_URL=f"http://127.0.0.1:{port}", PGAPPNAME="goldseam-web", **more)
    command = [sys.executable, "-c", f"{before}\n{START}", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, env=at, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/theme/colours.css", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The web server does not answer.")
