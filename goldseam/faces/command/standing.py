"""Whether what `prepare` makes for the demo stands already, so that a second start need not load Django to look.

The database itself keeps the note: whatever replaces what is in it replaces or ends the note too.
"""

import hashlib
import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[3]
SEEDED = "goldseam demo: seeded"
STATIC_MARK = ".collected-from"
NOTE = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
MIGRATIONS = "SELECT md5(string_agg(app || '.' || name, ' ' ORDER BY id)) FROM django_migrations"


def stands(url: str, home: Path) -> bool:
    """Whether the database was prepared by this very code, and nothing was migrated or thrown away since."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            found, migrations = (connection.execute(question).fetchone() for question in (NOTE, MIGRATIONS))
    except psycopg.Error:
        # Whoever prepares says what is missing.
        return False
    is_noted = bool(found and migrations and found[0] == note(code(), str(migrations[0])))
    return is_noted and (home / "static" / STATIC_MARK).exists()


def note(code: str, migrations: str) -> str:
    """What is kept with a database that was prepared; `migrations` changes when one is applied or taken back."""
    return f"{SEEDED}; prepared by {code}, {migrations}"


def code() -> str:
    """Changes when a file of ours does, or a package comes or goes."""
    seen = hashlib.sha256()
    for folder in ("goldseam", "config"):
        for path, size, changed_ns in sorted(_files(ROOT / folder)):
            seen.update(f"{path} {size} {changed_ns}\n".encode())
    packages = Path(sysconfig.get_path("purelib"))
    seen.update(f"{packages} {sorted(found.name for found in packages.glob('*.dist-info'))}".encode())
    return seen.hexdigest()[:32]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "tests"):
                    yield from _files(Path(entry))
            elif not entry.name.endswith(".pyc"):
                facts = entry.stat()
                yield entry.path, facts.st_size, facts.st_mtime_ns
