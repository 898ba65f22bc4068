"""Promise 12: a back-up restores the whole. Wipe, restore, export: identical bytes."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps

from goldseam.faces.command import postgres_tools
from goldseam.faces.command.archive import DUMP, unpack
from goldseam.faces.command.tests.copies import empty_database, export, files, goldseam, the_tests_own
from tests.promises.copied import an_ordinary_day, backed_up, with_files

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
