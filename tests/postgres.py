"""Loaded before pytest-django (`-p tests.postgres`): a throw-away PostgreSQL for this run.

DATABASE_URL may name another server instead, with a superuser of it.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from goldseam.faces.command.embedded import throw_away

_until_the_end = ExitStack()


def _is_parallel_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _prepare() -> None:
    os.environ["GOLDSEAM_MODE"] = "test"
    home = _until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="goldseam-home-"))
    os.environ["GOLDSEAM_HOME"] = str(Path(home).resolve())
    if not os.environ.get("DATABASE_URL"):
        server = _until_the_end.enter_context(throw_away())
        os.environ["DATABASE_URL"] = server.url


atexit.register(_until_the_end.close)
if _is_parallel_worker():
    # The database is the one the first process started; files are each worker's own.
    os.environ["GOLDSEAM_HOME"] = _until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="goldseam-home-"))
else:
    _prepare()
