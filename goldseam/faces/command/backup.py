"""`goldseam backup`: the whole association in one file, checked on writing."""

import json
import os
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from goldseam.faces.command import archive, postgres_tools
from goldseam.faces.command.installation import CannotRun, Installation
from goldseam.faces.command.progress import say, step

NAME = "goldseam-{:%Y-%m-%d-%H%M%S}.tar.gz"
NAMED = "goldseam-????-??-??-??????.tar.gz"
NOTE = "last-backup.json"


def run(installation: Installation, file: Path | None, keep: int | None) -> int:
    """Write a back-up to `file`, or to a dated one in GOLDSEAM_HOME/backups of which the newest `keep` stay.

    The database must be reachable and Django set up. Raises CannotRun.
    """
    made_at = datetime.now(UTC)
    target = (file or installation.home / "backups" / NAME.format(made_at)).expanduser().absolute()
    if target.is_dir():
        raise CannotRun(f"{target} is a folder. Name a file in it, or none for a dated one in GOLDSEAM_HOME/backups.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Beside the archive, where there must be room anyway; in a folder that only its owner can enter.
    with tempfile.TemporaryDirectory(prefix=".goldseam-", dir=target.parent) as beside:
        dump = Path(beside) / archive.DUMP
        with step("Copying the database"):
            tools = dump_database(dump)
        with step("Writing and reading the archive"):
            told = about(installation, made_at, tools)
            manifest = archive.write(target, dump, installation.home, told)
    _note(installation.home, target, made_at)
    for older in sorted(target.parent.glob(NAMED), reverse=True)[keep:] if keep else ():
        older.unlink()
    size = f"{target.stat().st_size / 1e6:.1f} MB"
    say(f"{target}: {size}, {archive.told(manifest)}, checked.")
    say("It holds everything, the secret key too: keep it where only you can read it, and not on this machine alone.")
    return 0


def dump_database(target: Path, *options: str) -> Path:
    """Write PostgreSQL's own dump and check it; the folder of the programs used. Raises CannotRun."""
    tools = postgres_tools.folder(postgres_tools.server_version())
    postgres_tools.run(
        [tools / "pg_dump", "--format=custom", "--compress=1", "--schema=public", f"--file={target}", *options]
    )
    missing = tables() - postgres_tools.tables_in(target, tools)
    if missing:
        raise CannotRun(f"The dump lacks the tables {', '.join(sorted(missing))}, so no back-up was made.")
    return tools


def tables() -> set[str]:
    """Every table that must be in a back-up: those of all models, and any other there is."""
    from django.apps import apps
    from django.db import connection

    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}
    return there | {model._meta.db_table for model in models if not model._meta.proxy}


def about(installation: Installation, made_at: datetime, tools: Path) -> dict[str, Any]:
    """What a restore must know of where the archive comes from."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from goldseam.foundation.livecopy.actions import lineage

    return {
        "goldseam": version("goldseam"),
        "made_at": made_at.isoformat(),
        "mode": installation.mode,
        "lineage": lineage(),
        "postgresql": postgres_tools.server_version(),
        "dumped_by": postgres_tools.version(tools),
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
    }


def _note(home: Path, target: Path, made_at: datetime) -> None:
    """For `goldseam doctor`, which cannot know where archives are taken."""
    unfinished = home / f".{NOTE}.{os.getpid()}"
    unfinished.write_text(json.dumps({"file": str(target), "made_at": made_at.isoformat()}))
    unfinished.rename(home / NOTE)


def last(home: Path) -> datetime | None:
    """When the last back-up of this installation was made."""
    try:
        return datetime.fromisoformat(json.loads((home / NOTE).read_text())["made_at"])
    except FileNotFoundError:
        return None
