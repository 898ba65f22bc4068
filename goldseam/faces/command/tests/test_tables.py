"""The tables of a new house, ready made: what the migrations come to, and to each house what is its own."""

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from goldseam.faces.command import tables
from tests.promises.sizes import FULL

# PostgreSQL words a condition a little differently when it reads its own words again.
REWORDED = re.compile(r"[()]|::text(\[\])?")
TEXT = tables.TABLES.read_text(encoding="utf-8")


def address_of(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


@contextmanager
def a_new_house(*, text: str = TEXT) -> Iterator[str]:
    """The address of a new database in which these tables are laid down."""
    name = f"house_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            with psycopg.connect(address_of(name)) as connection:
                connection.execute(text)
            yield address_of(name)
        finally:
            server.execute(f"DROP DATABASE {name}")


def test_they_are_of_the_migrations_there_are() -> None:
    """When this fails: `.venv/bin/python -m goldseam.faces.command.tables` writes them anew."""
    assert tables.is_of_these_migrations(TEXT)


def test_a_migration_that_was_changed_since_makes_them_serve_no_longer() -> None:
    assert not tables.is_of_these_migrations(TEXT.replace("'0001_initial'", "'0001_begun'", 1))


def test_laid_down_they_are_what_was_written() -> None:
    with a_new_house() as house:
        assert REWORDED.sub("", tables.written(house)) == REWORDED.sub("", TEXT)


@pytest.mark.skipif(not FULL, reason="running every migration takes a minute; bin/prove does")
def test_running_every_migration_comes_to_the_same() -> None:
    with a_new_house(text="SELECT 1") as house:
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
        subprocess.run(migrate, env=os.environ | {"DATABASE_URL": house}, check=True)
        assert tables.written(house) == TEXT


def test_no_two_houses_share_what_tells_them_apart() -> None:
    def lineage() -> object:
        with a_new_house() as house, psycopg.connect(house) as connection:
            return connection.execute("SELECT lineage FROM livecopy_livecopy").fetchone()

    assert lineage() != lineage()
