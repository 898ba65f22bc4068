"""The programs an installation consists of."""

import sys
from pathlib import Path

from goldseam.faces.command.supervisor import Child

WORKER_JOBS_AT_ONCE = 2
WORKER_PATIENCE_S = 8


def web(host: str, port: int) -> Child:
    """The web server, on `host`:`port`."""
    return Child(
        "the web server",
        [sys.executable, "-m", "goldseam.faces.command.web", "--host", host, "--port", str(port)],
    )


def worker() -> Child:
    """The worker that does what must not keep a visitor waiting."""
    options = ["--concurrency", str(WORKER_JOBS_AT_ONCE), "--delete-jobs", "successful", "--name", "goldseam"]
    options += ["--shutdown-graceful-timeout", str(WORKER_PATIENCE_S)]
    return Child(
        "the worker",
        [sys.executable, "-m", "goldseam.faces.command.main", "manage", "procrastinate", "worker", *options],
    )


def postbox(port: int, folder: Path) -> Child:
    """The demo's mail server."""
    return Child(
        "the postbox",
        [sys.executable, "-m", "goldseam.faces.demo.postbox", "--port", str(port), "--folder", str(folder)],
    )
