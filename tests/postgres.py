"""Loaded before pytest-django (`-p tests.postgres`): a throw-away PostgreSQL for this run.

Even tables ready made take some seconds, so what comes of them is kept: a data folder in `.cache/`, named by what it
was made from, is copied for each run. DATABASE_URL may name another server instead, with a superuser of it; then
nothing is kept.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest

from goldseam.faces.command.embedded import DATABASE, THROW_AWAY, Embedded, address

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".cache" / "test-database"
TEST_DATABASE = f"test_{DATABASE}"

_until_the_end = ExitStack()


def _made_from() -> str:
    """A name for what the migrated database depends on."""
    sources = [*ROOT.glob("goldseam/**/migrations/*.py"), ROOT / "goldseam/foundation/search.py"]
    digest = hashlib.sha256(f"{sys.version} {version('django')} {version('wagtail')}".encode())
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(server: Embedded) -> None:
    with psycopg.connect(address(server.folder, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEST_DATABASE}")
    environment = os.environ | {
        "DATABASE_URL": address(server.folder, TEST_DATABASE),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    program = (
        "import django; django.setup(); from django.core.management import call_command;"
        "from goldseam.faces.command import tables; tables.lay_down(); call_command('migrate', verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)


def migrated_folder() -> Path:
    """The kept data folder for the migrations there are now; one run makes it, others that need it wait."""
    kept = KEPT / _made_from()
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT.parent / "test-database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _make(kept)
    return kept


def _make(kept: Path) -> None:
    """Made beside its place and moved there when whole."""
    for older in sorted(KEPT.glob("*"), key=lambda folder: folder.stat().st_mtime)[:-3]:
        shutil.rmtree(older, ignore_errors=True)
    with _running(tempfile.mkdtemp(prefix="goldseam-")) as server:
        _migrate(server)
        server.stop()
        beside = KEPT / f"new-{os.getpid()}"
        copy_folder(server.folder, beside)
        beside.rename(kept)


def copy_folder(source: Path, target: Path) -> None:
    """A copy that keeps the owner: the server's account is not ours when we are root."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


@contextmanager
def _running(home: str, data: Path | None = None) -> Iterator[Embedded]:
    folder = Path(home)
    folder.chmod(0o711)
    if data:
        copy_folder(data, folder / "postgres")
    server = Embedded(folder / "postgres", log=folder / "postgres.log", settings=THROW_AWAY)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _prepare() -> None:
    os.environ["GOLDSEAM_MODE"] = "test"
    home = _until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="goldseam-home-"))
    os.environ["GOLDSEAM_HOME"] = str(Path(home).resolve())
    if not os.environ.get("DATABASE_URL"):
        kept = migrated_folder()
        server = _until_the_end.enter_context(_running(tempfile.mkdtemp(prefix="goldseam-"), kept))
        os.environ["DATABASE_URL"] = server.url
        os.environ["GOLDSEAM_TEST_DATABASE_IS_MIGRATED"] = "1"


def _prepare_for(worker: str) -> None:
    """The server is the one the first process started; rows and files are each worker's own."""
    os.environ["GOLDSEAM_HOME"] = _until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="goldseam-home-"))
    if "GOLDSEAM_TEST_DATABASE_IS_MIGRATED" in os.environ:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {TEST_DATABASE}_{worker} TEMPLATE {TEST_DATABASE}")


atexit.register(_until_the_end.close)
if "PYTEST_XDIST_WORKER" in os.environ:
    _prepare_for(os.environ["PYTEST_XDIST_WORKER"])
else:
    _prepare()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-django take the migrated database as it is."""
    if "GOLDSEAM_TEST_DATABASE_IS_MIGRATED" in os.environ:
        config.option.reuse_db = True
