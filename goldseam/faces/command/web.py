"""The web server: granian in front of Django, as many workers as there are cores (two to four)."""

import argparse
import gc
import os
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels

from goldseam.faces.command.loading import unhindered
from goldseam.faces.command.spawn import die_with_parent

THREADS_A_WORKER = 4
PATIENCE_S = 8


def application(target: str) -> Callable[..., Any]:
    """The WSGI application, loaded in a worker; the worker ends when the process that owns the port is gone."""
    die_with_parent()
    from config.wsgi import application as found

    return found


def serve(host: str, port: int) -> None:
    """Answer until SIGTERM or SIGINT; requests under way are finished first."""
    # Loaded once before the workers fork: they start at once, and share the memory of what does not change.
    with unhindered():
        import config.wsgi  # noqa: F401

        gc.collect()
    Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=max(2, min(4, os.cpu_count() or 2)),
        blocking_threads=THREADS_A_WORKER,
        runtime_mode=RuntimeModes.st,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_S,
        log_level=LogLevels.warning,
    ).serve(target_loader=application)


def main() -> None:
    parser = argparse.ArgumentParser(prog="web", description="The web server; `goldseam serve` starts and keeps it.")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    serve(chosen.host, chosen.port)


if __name__ == "__main__":
    main()
