"""PostgreSQL's own programs for copying a database: which ones, and how they are told where it is."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from goldseam.faces.command.embedded import DatabaseWillNotStart, programs
from goldseam.faces.command.installation import CannotRun


def folder(at_least: int) -> Path:
    """Where pg_dump, pg_restore and psql of version `at_least` or newer stand. Raises CannotRun.

    Those of the system come first: they speak TLS, which the ones that come with Goldseam may not.
    """
    found = {}
    for candidate in _candidates():
        found[candidate] = version(candidate)
        if found[candidate] >= at_least:
            return candidate
    newest = max(found.values(), default=0)
    raise CannotRun(
        f"This needs the programs of PostgreSQL {at_least} or newer, and the newest here are of version {newest}. "
        f"Install them (Debian: apt-get install postgresql-client-{at_least}), then run this again."
    )


def _candidates() -> list[Path]:
    on_path = shutil.which("pg_dump")
    found = [Path(on_path).parent] if on_path else []
    with suppress(DatabaseWillNotStart):
        found.append(programs())
    return [place for place in found if (place / "psql").exists() and (place / "pg_restore").exists()]


def version(place: Path) -> int:
    """The major version of the programs in `place`."""
    done = subprocess.run([place / "pg_dump", "--version"], capture_output=True, text=True, check=True)
    told = re.search(r"\) (\d+)", done.stdout)
    return int(told[1]) if told else 0


def server_version() -> int:
    """The major version of the server that Django is connected to."""
    from django.db import connection

    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def environment() -> dict[str, str]:
    """Where the database is, as the programs read it; a password never stands on a command line."""
    from django.db import connection

    connection.ensure_connection()
    info = connection.connection.info
    told = {
        "PGHOST": info.host,
        "PGPORT": str(info.port),
        "PGUSER": info.user,
        "PGPASSWORD": info.password,
        "PGDATABASE": info.dbname,
    }
    kept = {name: value for name, value in os.environ.items() if name not in ("PGOPTIONS", "PGSERVICE")}
    return kept | {"LC_ALL": "C"} | {name: value for name, value in told.items() if value}


def run(command: Sequence[str | Path]) -> str:
    """What the program writes to standard output. Raises CannotRun with its own words when it fails."""
    done = subprocess.run(list(command), env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


def tables_in(dump: Path, place: Path) -> set[str]:
    """The tables of the schema `public` whose rows stand in a dump. Raises CannotRun when it cannot be read."""
    done = subprocess.run([place / "pg_restore", "--list", dump], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"The dump of the database cannot be read: {done.stderr.strip()}")
    return set(re.findall(r"TABLE DATA public (\S+) ", done.stdout))
