"""Restoring as people do it: the real command, on databases of its own."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from goldseam.core.people.actions import meet
from goldseam.core.people.models import Person
from goldseam.faces.command import archive, backup
from goldseam.faces.command.installation import UNFINISHED, Installation
from goldseam.faces.command.tests.copies import empty_database, export, goldseam, the_tests_own
from goldseam.foundation.privacy.erasing import erase

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
# What a power switch does, at a chosen line of the restore.
KILLED = """
import os, signal, sys
from goldseam.faces.command import main, replaying, restore
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
{}
main.main(sys.argv[1:])
"""
BEFORE_THE_COMMIT = KILLED.format(
    "replaying._pour = lambda reader, script, sink: (sink.write(replaying.OPENING + script.read()), die())"
)
BEFORE_THE_FILES = KILLED.format("restore.put_files = die")
BEFORE_THE_END = KILLED.format("restore._erase_again = die")


@pytest.fixture
def nia() -> Person:
    return meet(email="nia@families.example", given_name="Nia", family_name="Ferreday", at=NOON)


@pytest.fixture
def made(nia: Person, tmp_path: Path) -> Path:
    """A back-up in which Nia stands, and a file of hers."""
    home = tmp_path / "first"
    (home / "private").mkdir(parents=True)
    (home / "private" / "nia.pdf").write_text("hers")
    file = tmp_path / "made.tar.gz"
    backup.run(Installation("test", home, 8000, the_tests_own()), file, None)
    return file


@pytest.fixture
def place() -> Iterator[str]:
    with empty_database("goldseam_restored") as url:
        yield url


def names(url: str) -> list[str]:
    with psycopg.connect(url) as reader:
        if reader.execute("SELECT to_regclass('public.people_person')").fetchone() == (None,):
            return []
        return [name for (name,) in reader.execute("SELECT given_name FROM people_person ORDER BY id")]


def home_of(tmp_path: Path, *, leftover: str = "") -> Path:
    home = tmp_path / "second"
    home.mkdir(exist_ok=True)
    if leftover:
        (home / "private").mkdir()
        (home / "private" / leftover).write_text("old")
    return home


@pytest.mark.parametrize("program", [BEFORE_THE_COMMIT, BEFORE_THE_FILES, BEFORE_THE_END])
def test_a_restore_that_was_killed_shows_nothing_half_done_and_the_next_try_heals(
    made: Path, place: str, tmp_path: Path, program: str
) -> None:
    home = home_of(tmp_path, leftover="somebody.pdf")

    killed = goldseam("restore", made, home=home, database=place, program=program)
    assert killed.returncode == -9
    # The note that stops every other command stands there until all is done; one of them is tried for one of the three.
    assert (home / UNFINISHED).read_text() == f"{made}\n"
    if program is BEFORE_THE_FILES:
        refused = goldseam("migrate", home=home, database=place)
        assert refused.returncode == 1
        assert refused.stderr.startswith(f"A restore of {made} is under way or was interrupted.")
    assert names(place) == ([] if program is BEFORE_THE_COMMIT else ["Nia"])

    healed = goldseam("restore", made, home=home, database=place)

    assert healed.returncode == 0, healed.stderr
    assert names(place) == ["Nia"]
    assert [file.name for file in (home / "private").iterdir()] == ["nia.pdf"]
    assert sorted(file.name for file in home.glob("*restor*")) == []
    assert not (home / ".restoring").exists()


def test_people_who_are_there_are_not_replaced_unless_asked_for(made: Path, place: str, tmp_path: Path) -> None:
    home = home_of(tmp_path)
    first = goldseam("restore", made, home=home, database=place)
    assert first.returncode == 0, first.stderr
    assert "This installation is mute: no letter goes out and no money moves." in first.stdout
    with psycopg.connect(place) as writer:
        writer.execute("UPDATE people_person SET given_name = 'Sunil'")

    refused = goldseam("restore", made, home=home, database=place)
    assert (refused.returncode, names(place)) == (1, ["Sunil"])
    assert "There are people in this database already." in refused.stderr

    with psycopg.connect(place) as guest:
        guest.execute("SELECT 1")
        busy = goldseam("restore", made, "--replace", home=home, database=place)
    assert (busy.returncode, names(place)) == (1, ["Sunil"])
    assert "The database is in use. Stop web and worker" in busy.stderr

    replaced = goldseam("restore", made, "--replace", home=home, database=place)
    assert (replaced.returncode, names(place)) == (0, ["Nia"])


def test_a_database_of_other_software_is_never_touched(made: Path, place: str, tmp_path: Path) -> None:
    with psycopg.connect(place) as writer:
        writer.execute("CREATE TABLE accounts (name text)")
    refused = goldseam("restore", made, "--replace", home=home_of(tmp_path), database=place)
    assert refused.returncode == 1
    assert "holds tables that are not Goldseam's" in refused.stderr
    assert list(export(place)) == ["accounts"]


def test_whoever_was_erased_since_the_backup_is_erased_again(
    nia: Person, made: Path, place: str, tmp_path: Path
) -> None:
    home = home_of(tmp_path)
    register = home / "erasures.jsonl"
    # The register of the installation in which she was erased, kept over the restore of the older back-up.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.HOME", home)
        erase(person=nia, by=None, at=NOON)
    assert json.loads(register.read_text())["person"] == nia.pk

    again = goldseam("restore", made, home=home, database=place)

    assert again.returncode == 0, again.stderr
    assert "One person who has been erased since then was erased again." in again.stdout
    assert names(place) == [""]


def test_a_backup_from_a_newer_version_is_refused_before_anything_changes(
    made: Path, place: str, tmp_path: Path
) -> None:
    stage = tmp_path / "stage"
    manifest = archive.unpack(made, stage)
    newer = tmp_path / "newer.tar.gz"
    about = {name: told for name, told in manifest.items() if name not in ("files", "format")}
    about |= {"goldseam": "9.0.0", "migrations": [*manifest["migrations"], "people.0999_wings"]}
    archive.write(newer, stage / archive.DUMP, stage, about)

    refused = goldseam("restore", newer, home=home_of(tmp_path), database=place)

    assert refused.returncode == 1
    assert "made by Goldseam 9.0.0, which is newer than what is installed here (people.0999_wings" in refused.stderr
    assert export(place) == {}


def test_the_invented_people_of_the_demo_are_refused_in_production(made: Path, place: str, tmp_path: Path) -> None:
    stage = tmp_path / "stage"
    manifest = archive.unpack(made, stage)
    about = {name: told for name, told in manifest.items() if name not in ("files", "format")} | {"mode": "demo"}
    archive.write(tmp_path / "demo.tar.gz", stage / archive.DUMP, stage, about)
    home = home_of(tmp_path)
    refused = goldseam("restore", tmp_path / "demo.tar.gz", home=home, database=place, GOLDSEAM_MODE="production")
    assert refused.returncode == 1
    assert "holds the demo's invented people" in refused.stderr
    assert export(place) == {}
