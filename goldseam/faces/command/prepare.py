"""What must be in place before the first page: tables, static files, and in the demo its association."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from goldseam.faces.command import standing, tables
from goldseam.faces.command.loading import unhindered
from goldseam.faces.command.progress import say, step

# Preparing is repeated when it is interrupted, so it need not wait for the disk after every step.
UNHURRIED_DISK = "-c synchronous_commit=off"
BEING_SEEDED = "goldseam demo: being seeded"
SEEDED = standing.SEEDED
SEED = "goldseam.faces.demo.seed"


def set_up_django(*, hurry: bool = True) -> None:
    """Load Django; in a `hurry` what is written may be lost when the power is cut, and is then prepared anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if hurry:
        os.environ["PGOPTIONS"] = f"{os.environ.get('PGOPTIONS', '')} {UNHURRIED_DISK}".strip()
    with unhindered():
        import django

        django.setup()


def migrate() -> None:
    """Bring tables and static files to what the code expects; quick when there is nothing to do."""
    from django.core.management import call_command

    from goldseam.foundation import pagecache

    tables.lay_down()
    pending = pending_migrations()
    if pending:
        with step(f"Applying {len(pending)} migrations"):
            call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    open_books()
    collect_static()
    # This version of the code may render pages differently from the one that ran before.
    pagecache.drop()


def open_books() -> None:
    """Enter the accounts that this version of the code posts to: without them no payment can be recorded."""
    from goldseam.core.ledger.actions import ensure_accounts

    ensure_accounts()


def pending_migrations() -> list[str]:
    """The names of migrations that the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static() -> None:
    """Gather the static files of all apps, unless they are the same as last time."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / standing.STATIC_MARK
    wanted = static_fingerprint()
    if mark.exists() and mark.read_text() == wanted:
        return
    with step("Gathering static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=Path(settings.STATIC_ROOT).exists())
        mark.write_text(wanted)


def static_fingerprint() -> str:
    """Changes when one of our static files or the version of any installed package does."""
    from django.contrib.staticfiles.finders import AppDirectoriesFinder

    seen = hashlib.sha256()
    for package in sorted(f"{found.name} {found.version}" for found in importlib.metadata.distributions()):
        seen.update(package.encode())
    ours = Path(__file__).resolve().parents[2]
    for folder in sorted(str(storage.location) for storage in AppDirectoriesFinder().storages.values()):
        for file in sorted(Path(folder).rglob("*")) if ours in Path(folder).parents else []:
            facts = file.stat()
            seen.update(f"{file} {facts.st_size} {facts.st_mtime_ns}".encode())
    return seen.hexdigest()


def seed() -> None:
    """Tell the demo association's three years, when there is nobody yet. An interrupted telling is begun anew."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    if importlib.util.find_spec(SEED) is None:
        return
    if _note() == BEING_SEEDED:
        say("The last start was interrupted while seeding: beginning anew.")
        _forget_everything(Path(settings.HOME))
        migrate()
    if _note().startswith(SEEDED) or get_user_model()._default_manager.exists():
        return
    _set_note(BEING_SEEDED)
    with step("Telling the demo association"):
        importlib.import_module(SEED).seed()
    _set_note(SEEDED)


def count_as_seeded() -> None:
    """Say that this database is not to be filled, nor begun anew."""
    _set_note(SEEDED)


def _note() -> str:
    return _ask(standing.NOTE)


def _ask(question: str) -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0] or "")


def _set_note(text: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f"COMMENT ON DATABASE {connection.ops.quote_name(connection.settings_dict['NAME'])} IS %s", [text]
        )


def _forget_everything(home: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    for folder in ("mail", "media", "private", "pages"):
        shutil.rmtree(home / folder, ignore_errors=True)


def main() -> None:
    """All of it for the demo: one program, so that Django is loaded once."""
    code = standing.code()
    set_up_django()
    migrate()
    seed()
    if _note().startswith(SEEDED):
        _set_note(standing.note(code, _ask(standing.MIGRATIONS)))


if __name__ == "__main__":
    main()
