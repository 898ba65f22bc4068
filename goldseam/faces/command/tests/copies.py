"""The commands that copy an association, run as people run them, on databases of the test server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection


def url(database: str) -> str:
    """The DATABASE_URL of a database on the server that the tests use."""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}@/{database}?host={quote(str(told['HOST']))}"


def the_tests_own() -> str:
    return url(str(connection.settings_dict["NAME"]))


@contextmanager
def empty_database(name: str, *, template: str = "template0") -> Iterator[str]:
    """A new database beside the tests' own, gone afterwards; its DATABASE_URL. Each worker of a run has its own."""
    name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with psycopg.connect(url("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        try:
            yield url(name)
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def goldseam(
    *arguments: str | Path, home: Path, database: str, program: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of ours, or a small `program` in the same surroundings."""
    own = {"GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": str(home), "DATABASE_URL": database}
    environment = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"} | own | more
    command = [sys.executable, "-c", program] if program else [sys.executable, "-m", "goldseam.faces.command.main"]
    return subprocess.run(
        [*command, *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def export(database: str) -> dict[str, str]:
    """Every row of every table as text, sorted. The mark of the live installation is no part of the association."""
    with psycopg.connect(database) as reader:
        names = reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        return {
            name: "\n".join(
                row for (row,) in reader.execute(f'SELECT told::text FROM public."{name}" AS told ORDER BY 1')
            )
            for (name,) in names
            if name != "livecopy_livecopy"
        }


def files(home: Path) -> dict[str, bytes]:
    """The files of an installation that belong to the association."""
    found = [*(home / "media").rglob("*"), *(home / "private").rglob("*"), home / "secret.key"]
    return {str(file.relative_to(home)): file.read_bytes() for file in found if file.is_file()}
