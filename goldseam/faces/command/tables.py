"""The tables of a new house, ready made: what three hundred migrations come to, laid down in a second.

`tables.sql` is written by running them all (`python -m goldseam.faces.command.tables`), never by hand. It serves an
empty database of the same version of PostgreSQL as long as the migrations it was written from are unchanged; newer ones
are run on top of it. Where it does not serve, all of them are run: slower, and the same.
"""

import hashlib
import inspect
import os
import re
import subprocess
import tempfile
from pathlib import Path

from goldseam.faces.command.embedded import THROW_AWAY, VERSION, Embedded, programs
from goldseam.faces.command.progress import step

TABLES = Path(__file__).with_name("tables.sql")
# Each house has its own: its data are known by one of them, and another tells when a migration was applied.
UUID = re.compile(r"'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'")
MOMENT = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00'")
NAMES = re.compile(r"^\t\(\d+, '(\w+)', '(\w+)', now\(\)\)", re.MULTILINE)
# For this transaction only: every name is said in full, and functions may speak of tables that come later.
HEAD = "SELECT set_config('search_path', '', true), set_config('check_function_bodies', 'off', true);\n"
MADE_FROM = re.compile(r"-- PostgreSQL (\d+), (\d+) migrations: (\w+)\n")


def lay_down() -> None:
    """Lay the tables down in a database that has none, where the file serves; else do nothing."""
    from django.db import connection, transaction

    if not _is_empty():
        return
    text = TABLES.read_text(encoding="utf-8")
    if not _serves(text):
        return
    with step("Laying down the tables"), transaction.atomic(), connection.cursor() as cursor:
        # Without parameters the text goes to the server as it is: many statements, one message.
        cursor.execute(text)


def _is_empty() -> bool:
    from django.db import connection

    return connection.introspection.table_names() == []


def _serves(text: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        version = str(cursor.fetchone()[0])
    made_from = MADE_FROM.match(text)
    return made_from is not None and made_from[1] == version and is_of_these_migrations(text)


def is_of_these_migrations(text: str) -> bool:
    """Whether every migration the file was written from is still there as it was."""
    made_from = MADE_FROM.match(text)
    return made_from is not None and made_from[3] == fingerprint(NAMES.findall(text))


def fingerprint(names: list[tuple[str, str]]) -> str:
    """Of the text of these migrations, by app and name; of one that is gone, its absence."""
    from django.db.migrations.loader import MigrationLoader

    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    seen = hashlib.sha256()
    for name in sorted(names):
        file = inspect.getsourcefile(type(found[name])) if name in found else None
        seen.update(f"{name} {Path(file).read_text(encoding='utf-8') if file else ''}".encode())
    return seen.hexdigest()[:16]


def main() -> None:
    """Run every migration on a new server and keep in the file what they come to."""
    import django
    from django.core.management import call_command
    from django.db import connection

    with tempfile.TemporaryDirectory(prefix="goldseam-") as home:
        Path(home).chmod(0o711)
        server = Embedded(Path(home) / "postgres", log=Path(home) / "postgres.log", settings=THROW_AWAY)
        server.start()
        try:
            os.environ |= {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
            django.setup()
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            connection.close()
            TABLES.write_text(written(server.url), encoding="utf-8")
        finally:
            server.stop()


def written(url: str) -> str:
    """The statements that make the database at this address, without what differs from house to house."""
    dump = [str(programs() / "pg_dump"), "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=1000", url]
    said = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    said = said[re.search(r"^CREATE ", said, re.MULTILINE).start() :]  # type: ignore[union-attr]
    said = re.sub(r"\n*--\n-- [^\n]*\n--\n+", "\n\n", said)
    said = re.sub(r"^(\\(un)?restrict .*|SET default_\w+ = .*)\n+", "", said, flags=re.MULTILINE)
    body = MOMENT.sub("now()", UUID.sub("gen_random_uuid()", said))
    names = NAMES.findall(body)
    return f"-- PostgreSQL {VERSION}, {len(names)} migrations: {fingerprint(names)}\n{HEAD}\n{body.strip()}\n"


if __name__ == "__main__":
    main()
