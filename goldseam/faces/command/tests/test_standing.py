"""A second start leaves the preparation out only when nothing of what it makes was changed since."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from goldseam.faces.command import standing
from goldseam.faces.command.prepare import BEING_SEEDED, SEEDED
from goldseam.faces.command.tests.test_tables import a_new_house

MIGRATED = """
CREATE TABLE django_migrations (id int, app text, name text);
INSERT INTO django_migrations VALUES (1, 'people', '0001_initial'), (2, 'sales', '0001_initial')
"""


@contextmanager
def a_prepared_house(home: Path) -> Iterator[psycopg.Connection]:
    """One that the code as it is has prepared."""
    (home / "static").mkdir(exist_ok=True)
    (home / "static" / standing.STATIC_MARK).touch()
    with a_new_house(text=MIGRATED) as house, psycopg.connect(house, autocommit=True) as connection:
        applied = connection.execute(standing.MIGRATIONS).fetchone()
        assert applied
        note_down(connection, standing.note(standing.code(), applied[0]))
        yield connection


def note_down(house: psycopg.Connection, note: str) -> None:
    house.execute(f"COMMENT ON DATABASE {house.info.dbname} IS '{note}'")


def stands(house: psycopg.Connection, home: Path) -> bool:
    return standing.stands(make_conninfo(house.info.dsn, password=house.info.password or None), home)


def test_what_this_code_has_prepared_stands(tmp_path: Path) -> None:
    with a_prepared_house(tmp_path) as house:
        assert stands(house, tmp_path)


@pytest.mark.parametrize("note", ["", BEING_SEEDED, SEEDED], ids=["nothing", "half told", "restored"])
def test_what_another_note_is_kept_with_does_not(tmp_path: Path, note: str) -> None:
    with a_prepared_house(tmp_path) as house:
        note_down(house, note)
        assert not stands(house, tmp_path)


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM django_migrations WHERE id = 2", "INSERT INTO django_migrations VALUES (3, 'mail', '0001_initial')"],
    ids=["taken back", "applied"],
)
def test_once_a_migration_was_applied_or_taken_back_it_does_not(tmp_path: Path, change: str) -> None:
    with a_prepared_house(tmp_path) as house:
        house.execute(change)
        assert not stands(house, tmp_path)


def test_without_the_static_files_or_the_tables_it_does_not(tmp_path: Path) -> None:
    with a_prepared_house(tmp_path) as house:
        (tmp_path / "static" / standing.STATIC_MARK).unlink()
        assert not stands(house, tmp_path)
    with a_prepared_house(tmp_path) as house:
        house.execute("DROP TABLE django_migrations")
        assert not stands(house, tmp_path)
    assert not standing.stands("postgresql://nobody@127.0.0.1:1/none", tmp_path)


def test_a_file_of_ours_that_changes_makes_the_code_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("goldseam/core/tests", "config"):
        (tmp_path / name).mkdir(parents=True)
    file = tmp_path / "goldseam" / "core" / "money.py"
    file.write_text("pence = 1")
    monkeypatch.setattr(standing, "ROOT", tmp_path)
    before = standing.code()
    (tmp_path / "goldseam" / "core" / "tests" / "test_money.py").write_text("")
    assert standing.code() == before
    file.write_text("pence = 100")
    assert standing.code() != before
