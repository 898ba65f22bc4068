"""What is shipped for systemd is what systemd accepts, and starts commands that there are."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from goldseam.faces.command.installation import ROOT
from goldseam.faces.command.main import _parser

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


def verified(folder: Path) -> tuple[int, str]:
    """Exit code and words of systemd's own check of all units in `folder`."""
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The units, as if Goldseam were installed where it stands now."""
    for unit in UNITS:
        here = unit.read_text().replace("/opt/goldseam/.venv/bin/", f"{Path(sys.executable).parent}/")
        (tmp_path / unit.name).write_text(here.replace("/opt/goldseam", str(ROOT)))
    return tmp_path


def test_systemd_has_nothing_to_say_against_the_units(folder: Path) -> None:
    assert [unit.name for unit in UNITS] == [
        "goldseam-backup.service",
        "goldseam-backup.timer",
        "goldseam-web.service",
        "goldseam-worker.service",
    ]
    assert verified(folder) == (0, "")


def test_a_misspelt_setting_would_be_found(folder: Path) -> None:
    """The control of the test above."""
    unit = folder / "goldseam-web.service"
    unit.write_text(unit.read_text().replace("KillMode", "KillMood"))
    assert "Unknown key 'KillMood'" in verified(folder)[1]


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    (started,) = re.findall(r"^ExecStart=/opt/goldseam/\.venv/bin/goldseam (.+)$", unit.read_text(), re.MULTILINE)
    assert _parser().parse_args(started.split()).command


def test_the_command_on_a_server_has_the_settings_of_the_services(tmp_path: Path) -> None:
    settings = tmp_path / "environment"
    settings.write_text('DATABASE_URL="postgresql://goldseam@/goldseam?host=/run/x&port=5433"\nPORT=8000\n')
    shown = tmp_path / "shown"
    shown.write_text('#!/bin/sh\nprintf "%s|%s|%s" "$DATABASE_URL" "$PORT" "$*"\n')
    shown.chmod(0o755)
    script = tmp_path / "goldseam"
    script.write_text(
        (DEPLOY / "goldseam")
        .read_text()
        .replace("/etc/goldseam/environment", str(settings))
        .replace("runuser -u goldseam --", "env")
        .replace("/opt/goldseam/.venv/bin/goldseam", str(shown))
        .replace("/opt/goldseam", str(tmp_path))
    )
    done = subprocess.run(["sh", script, "backup", "a b"], capture_output=True, text=True, check=True)
    assert done.stdout == "postgresql://goldseam@/goldseam?host=/run/x&port=5433|8000|backup a b"
