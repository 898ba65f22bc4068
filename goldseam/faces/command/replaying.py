"""Putting a dump back into the database: in one transaction, together with the mark that makes it mute."""

import subprocess
import tempfile
from pathlib import Path
from typing import IO

from goldseam.faces.command import postgres_tools
from goldseam.faces.command.installation import CannotRun

OPENING = b"""BEGIN;
SET LOCAL lock_timeout = '30s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
# COMMIT stands at the very end: when we are killed the stream ends early, and so the transaction is undone.
CLOSING = b"""
UPDATE public.livecopy_livecopy SET identity = '', is_new = false, declared_at = NULL;
COMMIT;
"""
# Written by pg_restore 17 and newer, not known to older servers.
NEW_SETTING = b"SET transaction_timeout"


class NothingChanged(CannotRun):
    """The database refused the dump and is as it was."""


def check_place(*, replace: bool) -> None:
    """Whether the database may be replaced: nobody else uses it, and it is ours and empty. Raises CannotRun."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND usename = current_user"
        )
        if cursor.fetchone()[0]:
            raise CannotRun(
                "The database is in use. Stop web and worker (systemctl stop goldseam-web goldseam-worker), and close "
                "other programs that are connected to it; then run this again. Nothing was changed."
            )
        cursor.execute(
            "SELECT count(*), to_regclass('public.people_person') FROM pg_tables WHERE schemaname = 'public'"
        )
        tables, people = cursor.fetchone()
        if tables and not people:
            raise CannotRun(
                "The database that DATABASE_URL names holds tables that are not Goldseam's. Name another one, or make "
                "a new one: createdb NAME. Nothing was changed."
            )
        cursor.execute("SELECT EXISTS (SELECT FROM people_person)" if people else "SELECT false")
        if cursor.fetchone()[0] and not replace:
            raise CannotRun(
                "There are people in this database already. To put the back-up in their place, make a back-up of "
                "what is here (goldseam backup), then run this again with --replace. Nothing was changed."
            )


def replay(dump: Path, tools: Path) -> None:
    """Replace all tables by those of the dump, with the programs in `tools`. Raises NothingChanged."""
    from django.db import connection

    environment = postgres_tools.environment()
    connection.close()
    with tempfile.TemporaryFile() as said:
        reader = subprocess.Popen(
            # Everything in the schema, not the schema itself, which is there.
            [tools / "pg_restore", "--schema=public", "--no-owner", "--no-privileges", "--file=-", dump],
            stdout=subprocess.PIPE,
            stderr=said,
        )
        writer = subprocess.Popen(
            [tools / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        assert reader.stdout is not None
        assert writer.stdin is not None
        is_whole = _pour(reader, reader.stdout, writer.stdin)
        if writer.wait() or not is_whole:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise NothingChanged(f"The database could not be put back, and is as it was: {words}")


def _pour(reader: subprocess.Popen[bytes], script: IO[bytes], sink: IO[bytes]) -> bool:
    """Send the script between our first and last words; the last ones only when all of it came."""
    try:
        sink.write(OPENING)
        for line in script:
            if line.startswith(NEW_SETTING):
                continue
            sink.write(line)
            if line.startswith(b"CREATE TABLE"):
                break
        while chunk := script.read(1 << 16):
            sink.write(chunk)
        is_whole = reader.wait() == 0
        if is_whole:
            sink.write(CLOSING)
        sink.close()
    except BrokenPipeError:
        reader.kill()
        reader.wait()
        return False
    finally:
        script.close()
    return is_whole
