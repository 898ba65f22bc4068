"""Promise 12 from the side of the archive: whole, checked, readable by its owner only."""

import errno
import io
import json
import os
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps

from goldseam.core.people.actions import meet
from goldseam.faces.command import archive, backup
from goldseam.faces.command.installation import CannotRun
from goldseam.faces.command.tests.copies import goldseam, the_tests_own

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with a picture, a member's file and a key."""
    home = tmp_path / "home"
    for folder, name in (("media/images", "bowl.jpg"), ("private/letters", "nia.pdf")):
        (home / folder).mkdir(parents=True)
        (home / folder / name).write_bytes(name.encode() * 1000)
    (home / "secret.key").write_text("k" * 50)
    return home


@pytest.fixture
def made(home: Path) -> Path:
    """Its back-up."""
    meet(email="nia@families.example", given_name="Nia", family_name="Ferreday", at=NOON)
    done = goldseam("backup", home.parent / "whole.tar.gz", home=home, database=the_tests_own())
    assert done.returncode == 0, done.stderr
    assert "the database and 3 files, checked." in done.stdout
    return home.parent / "whole.tar.gz"


def test_a_backup_holds_every_table_and_every_file_and_only_its_owner_can_read_it(made: Path, tmp_path: Path) -> None:
    manifest = archive.unpack(made, tmp_path / "out")
    assert sorted(manifest["files"]) == [
        "database.dump",
        "media/images/bowl.jpg",
        "private/letters/nia.pdf",
        "secret.key",
    ]
    assert (tmp_path / "out/private/letters/nia.pdf").read_bytes() == b"nia.pdf" * 1000
    assert made.stat().st_mode & 0o777 == 0o600
    assert sorted(made.parent.glob(".*")) == []
    assert "people.0001_initial" in manifest["migrations"]


def test_a_table_missing_from_the_dump_stops_the_backup(tmp_path: Path) -> None:
    """The control of the completeness of every dump: one table is left out on purpose."""
    assert {model._meta.db_table for model in apps.get_models()} <= backup.tables()
    with pytest.raises(CannotRun, match="lacks the tables people_hub, so no back-up was made"):
        backup.dump_database(tmp_path / "dump", "--exclude-table-data=people_hub")
    backup.dump_database(tmp_path / "whole")


@pytest.fixture
def small(home: Path, tmp_path: Path) -> Path:
    """An archive around something that stands in for the dump."""
    (tmp_path / "dump").write_bytes(os.urandom(50_000))
    archive.write(tmp_path / "small.tar.gz", tmp_path / "dump", home, {})
    archive.unpack(tmp_path / "small.tar.gz")
    return tmp_path / "small.tar.gz"


@pytest.mark.parametrize("place", [100, 30_000, -100])
def test_a_byte_changed_in_an_archive_is_found(small: Path, place: int) -> None:
    content = bytearray(small.read_bytes())
    content[place] ^= 0xFF
    small.write_bytes(content)
    with pytest.raises(CannotRun, match="Nothing was changed"):
        archive.unpack(small)


def test_an_archive_cut_short_is_found(small: Path) -> None:
    small.write_bytes(small.read_bytes()[:-200])
    with pytest.raises(CannotRun, match="is damaged"):
        archive.unpack(small)


def test_a_disk_that_is_full_leaves_the_earlier_backup_as_it_was(
    small: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = small.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_fill", full)
    with pytest.raises(CannotRun, match=r"could not be written to .*small.tar.gz: No space left on device"):
        archive.write(small, tmp_path / "dump", home, {})
    assert small.read_bytes() == earlier
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "media/../../outside", "cron.d/job"])
def test_an_archive_that_wants_to_write_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as tar:
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"evil"))
    with pytest.raises(CannotRun, match="which no back-up of Goldseam does"):
        archive.unpack(evil, tmp_path / "stage")
    assert not (tmp_path / "outside").exists()


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Nia")
    with pytest.raises(CannotRun, match=r"is damaged or no back-up|cannot be read"):
        archive.unpack(tmp_path / "letter.txt")
    with pytest.raises(CannotRun, match="There is no file"):
        archive.unpack(tmp_path / "nothing")


def test_dated_backups_are_kept_as_many_as_asked_for_and_others_files_stay(home: Path) -> None:
    folder = home / "backups"
    folder.mkdir()
    older = [folder / f"goldseam-2026-01-0{day}-020000.tar.gz" for day in (1, 2, 3)]
    for file in [*older, folder / "before-the-move.tar.gz"]:
        file.write_bytes(b"")

    done = goldseam("backup", "--keep", "2", home=home, database=the_tests_own())

    assert done.returncode == 0, done.stderr
    kept = sorted(file.name for file in folder.iterdir())
    assert kept[0] == "before-the-move.tar.gz"
    assert kept[1] == older[2].name
    assert len(kept) == 3
    made_at = backup.last(home)
    assert made_at is not None
    assert json.loads((home / backup.NOTE).read_text())["file"] == str(folder / kept[2])
