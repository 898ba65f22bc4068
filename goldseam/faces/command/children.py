"""The programs an installation consists of."""

import sys
from pathlib import Path

from goldseam.faces.command.supervisor import Child


def web(host: str, port: int) -> Child:
    """The web server, on `host`:`port`."""
    return Child(
        "the web server",
        [sys.executable, "-m", "goldseam.faces.command.web", "--host", host, "--port", str(port)],
    )


def worker() -> Child:
    """The worker that does what must not keep a visitor waiting."""
    return Child("the worker", [sys.executable, "-m", "goldseam.faces.command.worker"])


def postbox(port: int, folder: Path) -> Child:
    """The demo's mail server."""
    return Child(
        "the postbox",
        [sys.executable, "-m", "goldseam.faces.demo.postbox", "--port", str(port), "--folder", str(folder)],
    )
