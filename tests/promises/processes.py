"""Other processes on the same database, and killing them at a chosen point or at a random moment."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
import sys, django
django.setup()
from datetime import timedelta
from goldseam.core.sales.tests.factories import NOON
"""


def environment(**more: str) -> dict[str, str]:
    """That of a process which works on this test's database."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}@/{at['NAME']}?host={quote(at['HOST'], safe='')}"
    if not str(at["HOST"]).startswith("/"):
        url = f"postgresql://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    known = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "GOLDSEAM_MODE": "test",
        "GOLDSEAM_HOME": str(settings.HOME),
        "SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": str(ROOT),
    }
    return os.environ | known | more


def killed_at(point: str, do: Callable[[], object]) -> None:
    """Do something in a process of its own that is killed (SIGKILL) when it comes to the function named by `point`."""
    connection.close()
    child = os.fork()
    if child == 0:
        _live_until(point, do)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"never came to {point}"
    assert os.WTERMSIG(status) == signal.SIGKILL


def _live_until(point: str, do: Callable[[], object]) -> NoReturn:
    # While a browser is open in this thread, parent and child see different connections, and the child's may be open
    # already: shared with the parent, it would outlive the kill and keep its locks.
    connection.connection = None
    try:
        owner, name = _owner_of(point)
        assert hasattr(owner, name)
        setattr(owner, name, lambda *_told, **_named: os.kill(os.getpid(), signal.SIGKILL))
        do()
    finally:
        os._exit(1)


def _owner_of(point: str) -> tuple[object, str]:
    path, _, name = point.rpartition(".")
    try:
        return import_module(path), name
    except ModuleNotFoundError:
        return import_string(path), name


@contextmanager
def working(code: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs `code`; its lines can be read from `.stdout`. Killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", f"{BEGIN}\n{code}"],
        env=environment(**more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
