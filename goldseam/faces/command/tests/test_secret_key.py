from pathlib import Path

import pytest

from config import settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    return tmp_path


def test_who_starts_at_the_same_moment_never_reads_half_a_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def make(_size: int) -> str:
        seen.append([file.name for file in home.glob("secret.key")])
        return "k" * 60

    monkeypatch.setattr(settings.secrets, "token_urlsafe", make)
    assert settings.secret_key() == "k" * 60
    assert seen == [[]]


def test_the_first_key_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_was_first(_size: int) -> str:
        (home / "secret.key").write_text("theirs")
        return "ours"

    monkeypatch.setattr(settings.secrets, "token_urlsafe", another_was_first)
    assert settings.secret_key() == settings.secret_key() == "theirs"
    assert [file.name for file in home.iterdir()] == ["secret.key"]


def test_only_its_owner_reads_it(home: Path) -> None:
    assert len(settings.secret_key()) >= 50
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
