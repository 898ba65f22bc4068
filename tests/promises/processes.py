"""Other processes on the same database, and killing them at a chosen point or at a random moment."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
import os, signal, sys, django
django.setup()
from datetime import timedelta
from goldseam.core.sales.tests.factories import NOON
"""
DIE = """
from django.utils.module_loading import import_string
owner, _, name = {point!r}.rpartition(".")
try:
    owner = import_string(owner)
except ImportError:
    import importlib
    owner = importlib.import_module(owner)
getattr(owner, name)
setattr(owner, name, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
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


def killed_at(point: str, code: str) -> None:
    """Run `code` in a process that is killed (SIGKILL) when it comes to the function named by `point`."""
    program = f"{BEGIN}{DIE.format(point=point)}\n{code}\nprint('survived')"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, f"not killed: {done.returncode}\n{done.stdout}\n{done.stderr}"


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
