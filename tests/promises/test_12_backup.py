"""Promise 12: a back-up restores the whole. Wipe, restore, export: identical bytes."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import Settings

from goldseam.core.desk.exporting import ask_for_export
from goldseam.core.desk.selection import Selection
from goldseam.core.mail.models import Message
from goldseam.faces.command import postgres_tools
from goldseam.faces.command.archive import DUMP, unpack
from goldseam.faces.command.tests.copies import empty_database, export, files, goldseam, the_tests_own
from goldseam.faces.command.tests.test_restore import BEFORE_THE_END
from goldseam.faces.office.tests.factories import staff
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.membership.closing import LAST_LETTER, close_account, forget_last_letters
from tests.promises.copied import an_ordinary_day, backed_up, with_files
from tests.promises.world import MARK, a_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_comes_back_byte_for_byte(tmp_path: Path) -> None:
    an_ordinary_day()
    home = with_files(tmp_path / "first")
    file = backed_up(home, tmp_path / "made.tar.gz")
    before, files_before = export(the_tests_own()), files(home)
    assert before["sales_payment"].count("\n") == 1
    assert len(files_before) == 3

    shutil.rmtree(home)
    home.mkdir()
    with empty_database("goldseam_wiped") as database:
        restored = goldseam("restore", file, home=home, database=database)
        assert restored.returncode == 0, restored.stderr

        assert export(database) == before
    assert files(home) == files_before
    assert (home / "private" / "cpd").stat().st_mode & 0o777 == 0o700
    assert not (home / "postgres").exists()


def test_every_model_is_in_the_dump(tmp_path: Path) -> None:
    file = backed_up(with_files(tmp_path / "first"), tmp_path / "made.tar.gz")
    manifest = unpack(file, tmp_path / "out")
    found = postgres_tools.tables_in(tmp_path / "out" / DUMP, postgres_tools.folder(manifest["dumped_by"]))
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert len(models) > 50
    assert models - found == set()


def names_her(database: str) -> set[str]:
    """The tables in which her name stands."""
    return {table for table, rows in export(database).items() if MARK.lower() in rows.lower()}


def files_that_name_her(home: Path) -> list[str]:
    return [name for name, content in files(home).items() if MARK.lower().encode() in content.lower()]


def test_who_was_erased_after_the_backup_is_erased_again_before_the_copy_can_go_live(
    tmp_path: Path, settings: Settings
) -> None:
    home = with_files(tmp_path / "first")
    settings.HOME, settings.PRIVATE_ROOT = home, home / "private"
    world = a_world()
    olive = staff("office", given_name="Olive")
    ask_for_export(selection=Selection("people:list", olive), columns=["name"], form="csv", by=olive, at=world.at)
    carry_on(at=world.at)
    file = backed_up(home, tmp_path / "made.tar.gz")
    close_account(person=world.other, by=world.other, at=world.at)
    Message.objects.filter(template=LAST_LETTER).update(state=Message.State.SENT)
    forget_last_letters(at=world.at)
    stays = names_her(the_tests_own())
    assert files_that_name_her(home) == []

    with empty_database("goldseam_erased") as database:
        killed = goldseam("restore", file, home=home, database=database, program=BEFORE_THE_END)
        assert killed.returncode == -9
        # The control: the back-up does know her, and so does a restore that ended too early. It cannot go live.
        assert {"people_person", "timeline_facttext"} <= names_her(database) - stays
        assert len(files_that_name_her(home)) > 1
        refused = goldseam("go-live", "--yes", home=home, database=database)
        assert (refused.returncode, "was interrupted" in refused.stderr) == (1, True)

        restored = goldseam("restore", file, home=home, database=database)
        assert restored.returncode == 0, restored.stderr
        assert "One person who has been erased since then was erased again." in restored.stdout
        assert names_her(database) <= stays
        assert files_that_name_her(home) == []

        live = goldseam("go-live", "--yes", home=home, database=database)
        assert live.returncode == 0, live.stderr
        assert "Letters waiting" in live.stdout
