"""Promise 10: data that stand anywhere else than where they were declared live are mute."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from pytest_django import Settings

from goldseam.foundation.livecopy.actions import go_live, identity, is_mute
from goldseam.foundation.livecopy.models import LiveCopy

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME, settings.BASE_URL = tmp_path, "https://association.example"
    return tmp_path


def elsewhere(settings: Settings, home: Path) -> None:
    settings.HOME = home / "another"
    settings.HOME.mkdir()


def test_the_first_installation_of_a_new_database_is_live_without_ceremony() -> None:
    assert not is_mute()
    assert LiveCopy.objects.get().identity == identity()


def test_the_same_database_used_from_another_place_is_mute_and_the_first_stays_live(
    settings: Settings, home: Path
) -> None:
    assert not is_mute()
    elsewhere(settings, home)
    assert is_mute()
    settings.HOME = home
    assert not is_mute()


def test_the_same_folder_under_another_address_is_mute(settings: Settings) -> None:
    assert not is_mute()
    settings.BASE_URL = "https://trial.example"
    assert is_mute()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9000", "http://localhost:8000", "http://[::1]:1"])
def test_a_demo_may_change_its_port(settings: Settings, address: str) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"
    assert not is_mute()
    settings.BASE_URL = address
    assert not is_mute()


def test_a_person_declares_the_copy_live_and_the_first_falls_mute(settings: Settings, home: Path) -> None:
    assert not is_mute()
    elsewhere(settings, home)
    go_live(at=NOON)
    assert not is_mute()
    settings.HOME = home
    assert is_mute()


def test_a_database_whose_mark_is_lost_is_mute_until_somebody_declares_it() -> None:
    LiveCopy.objects.all().delete()
    assert is_mute()
    go_live(at=NOON)
    assert not is_mute()


def test_the_office_reads_that_it_is_a_copy_and_nothing_on_the_live_one() -> None:
    banner = Template("{% load livecopy %}{% mute_banner %}")
    assert banner.render(Context()).strip() == ""
    LiveCopy.objects.update(identity="", is_new=False)
    assert "No letter goes out from here and no money moves." in banner.render(Context())
