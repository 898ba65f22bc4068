import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as django_settings
from django.db import connection
from pytest_django import Settings

from goldseam.faces.command import doctor
from goldseam.faces.command.backup import NOTE
from goldseam.faces.command.findings import Finding
from goldseam.faces.command.installation import UNFINISHED, Installation, free_port
from goldseam.faces.office.tests.factories import staff
from goldseam.faces.setup.actions import new_link
from goldseam.faces.setup.models import SetUp
from goldseam.foundation.livecopy.models import LiveCopy
from tests.smtp import SmtpSink

HEARTBEAT = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))"
WAITING_JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, scheduled_at)"
    " VALUES ('default', 'mail.deliver', 0, '{}', 'todo', now() - interval '1 hour')"
)


def wrong(findings: Iterator[Finding]) -> list[str]:
    return [f"{finding.text} → {finding.mend}" for finding in findings if finding.mend]


@pytest.fixture
def production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    for name in ("BASE_URL", "EMAIL_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    return Installation("production", tmp_path, 8000, "postgresql://goldseam@db.example/goldseam")


@pytest.fixture
def worker_alive(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(HEARTBEAT, [5])


def test_an_installation_whose_mail_has_nowhere_to_go_is_told(db: None, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    (told,) = wrong(doctor.check_mail_server())
    assert told.startswith("No mail server has been named, so no mail can leave; it waits →")


def test_an_association_is_led_from_the_link_to_the_opening(db: None, settings: Settings) -> None:
    assert wrong(doctor.check_set_up()) == [], "one that was never set up here is open"
    new_link(at=datetime.now(UTC))
    (told,) = wrong(doctor.check_set_up())
    assert told.startswith("Nobody of the office has an account yet →")
    TOTP.activate(staff("office"), generate_totp_secret())
    (told,) = wrong(doctor.check_set_up())
    assert told.startswith("The site is not open to the public yet →")
    SetUp.objects.update(opened_at=datetime.now(UTC))
    assert wrong(doctor.check_set_up()) == []


def test_a_production_installation_without_settings_is_told_each_of_them(production: Installation) -> None:
    bare = Installation("production", production.home, 8000, "")
    told = wrong(doctor.check_mode(bare))
    assert [sentence.split(",")[0].split(".")[0] for sentence in told] == [
        "There is no DATABASE_URL",
        "There is no BASE_URL",
    ]
    assert "set DATABASE_URL=postgresql://user:password@host/name" in told[0]


def test_a_site_without_https_is_told_what_can_be_read(
    production: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASE_URL", "http://association.example")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://mail.example:587")
    (told,) = wrong(doctor.check_mode(production))
    assert told.startswith("BASE_URL is http://association.example: without https, sign-ins and payments can be read")


def test_a_well_set_production_installation_has_nothing_to_mend(
    production: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASE_URL", "https://association.example")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://mail.example:587")
    assert wrong(doctor.check_mode(production)) == []


def test_a_secret_that_others_can_read_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = tmp_path / "secret.key"
    key.write_text("x" * 60)
    key.chmod(0o644)
    assert wrong(doctor.check_home(tmp_path)) == [
        f"Other accounts can read {key}, which signs every link and session → chmod 600 {key}"
    ]
    key.chmod(0o600)
    assert wrong(doctor.check_home(tmp_path)) == []


def test_a_short_secret_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "tea")
    (told,) = wrong(doctor.check_home(tmp_path))
    assert told.startswith("SECRET_KEY has 3 characters, so signed links could be guessed")


def test_a_disk_nearly_full_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong(doctor.check_disk(tmp_path)) == []
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 10**18)
    (told,) = wrong(doctor.check_disk(tmp_path))
    assert told.endswith("→ make room: at least 1 GB.")


def test_packages_that_differ_from_the_lock_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong(doctor.check_packages()) == []
    (tmp_path / "requirements.lock").write_text(
        "django==1.0 \\\n    --hash=sha256:00\ncolorama==9 ; sys_platform == 'win32'\n"
    )
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    (told,) = wrong(doctor.check_packages())
    assert told.startswith("Installed packages differ from requirements.lock: django →")


def test_an_unknown_time_zone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong(doctor.check_time_zone()) == []
    monkeypatch.setattr(django_settings, "TIME_ZONE", "Europe/Camelot")
    (told,) = wrong(doctor.check_time_zone())
    assert told.startswith("The time zone 'Europe/Camelot' is not known, so due dates cannot be told")


def test_a_folder_that_cannot_be_written_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong(doctor.check_folders()) == []
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    monkeypatch.setattr(django_settings, "PRIVATE_ROOT", in_the_way / "private")
    (told,) = wrong(doctor.check_folders())
    assert told.startswith(f"Members' files cannot be written to {in_the_way}/private")


def test_a_mail_server_that_answers_is_well(smtp_sink: SmtpSink) -> None:
    assert wrong(doctor.check_mail_server()) == []
    assert smtp_sink.letters == []


def test_a_mail_server_that_is_away_is_found(smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(django_settings, "EMAIL_PORT", port)
    (told,) = wrong(doctor.check_mail_server())
    assert told.startswith(f"The mail server at 127.0.0.1:{port} does not answer")
    assert "nothing is lost" in told


def test_a_database_that_answers_is_well(db: None) -> None:
    assert wrong(doctor.check_database()) == []
    assert wrong(doctor.check_migrations()) == []


def test_a_migration_not_applied_is_named(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'taggit'")
    (told,) = wrong(doctor.check_migrations())
    assert told.endswith("migrations are not applied, beginning with taggit.0001_initial → run goldseam migrate.")


def test_a_live_installation_is_well_and_a_copy_is_told_how_to_go_live(db: None) -> None:
    assert wrong(doctor.check_copy()) == []
    LiveCopy.objects.update(identity="https://association.example 5eed")
    (told,) = wrong(doctor.check_copy())
    assert told.startswith("This is a copy of an installation: no letter goes out and no money moves")
    assert told.endswith("run goldseam go-live.")


def test_a_real_association_without_a_recent_backup_is_told_so(production: Installation) -> None:
    (told,) = wrong(doctor.check_backups(production))
    assert told.startswith("No back-up has been made here → run goldseam backup")
    note = production.home / NOTE
    for age, is_told in ((timedelta(hours=20), False), (timedelta(days=3), True)):
        note.write_text(json.dumps({"file": "x", "made_at": (datetime.now(UTC) - age).isoformat()}))
        assert bool(wrong(doctor.check_backups(production))) is is_told


def test_a_demo_is_not_asked_for_backups(tmp_path: Path) -> None:
    assert wrong(doctor.check_backups(Installation("demo", tmp_path, 8000, ""))) == []


def test_a_restore_that_was_interrupted_is_found(tmp_path: Path) -> None:
    (tmp_path / UNFINISHED).write_text("/backups/goldseam.tar.gz\n")
    (told,) = wrong(doctor.check_backups(Installation("demo", tmp_path, 8000, "")))
    assert told.startswith("A restore of /backups/goldseam.tar.gz was interrupted, so nothing else runs here")


def test_a_worker_that_lives_is_well(worker_alive: None) -> None:
    assert wrong(doctor.check_worker()) == []


def test_a_worker_that_never_ran_is_found(db: None) -> None:
    (told,) = wrong(doctor.check_worker())
    assert told.startswith("The worker has never run: mail waits, and ruptures are not looked for")


def test_a_worker_that_fell_silent_is_found(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(HEARTBEAT, [600])
    (told,) = wrong(doctor.check_worker())
    assert told.startswith("The worker was last heard of 10 minutes ago")


def test_jobs_that_wait_too_long_are_counted(worker_alive: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WAITING_JOB)
    (told,) = wrong(doctor.check_worker())
    assert told.startswith("1 jobs have waited for more than 15 minutes")


def test_a_sound_installation_is_told_so_and_ends_with_0(
    worker_alive: None, smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    said: list[str] = []
    assert doctor.run(Installation("test", tmp_path, 8000, "postgresql://x/x"), said.append) == 0
    assert said[-1] == "Nothing is wrong."
    assert not any(line.startswith("  wrong") for line in said)


def test_a_database_that_is_away_ends_with_1_and_the_way_to_mend_it(tmp_path: Path) -> None:
    environment = {
        "GOLDSEAM_MODE": "test",
        "GOLDSEAM_HOME": str(tmp_path),
        "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{free_port()}/goldseam",
    }
    command = [sys.executable, "-m", "goldseam.faces.command.main", "doctor"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "wrong  The database does not answer" in done.stdout
    assert "To mend it: start it, or correct DATABASE_URL." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
