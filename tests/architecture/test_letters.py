"""Every letter can be written, says in its subject what it is, and has at most one thing to do."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goldseam.core.mail.letters import write
from goldseam.core.people.models import Association
from tests.architecture.sources import files

LETTERS = [path for path in files("*.txt") if path.parent.name == "mail"]
NAMES = [f"{path.parent.parent.name}/{path.stem}" for path in LETTERS]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Anything:
    """Stands for what a letter speaks of: money, days and addresses by the ending of their name, words otherwise."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getitem__(self, name: object) -> object:
        return known(str(name))

    def __iter__(self) -> Iterator[object]:
        yield known("item")

    def __str__(self) -> str:
        return f"«{self._name}»"


def known(name: str) -> object:
    if name.endswith("_pence"):
        return 7550
    if name.endswith(("_at", "_on")):
        return NOON
    if name.endswith(("url", "way_in", "path", "link")):
        return "/somewhere/token/"
    return Anything(name)


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """`write` fills letters from this context, whatever they ask for."""
    from django.template import Context

    real = Context.__getitem__

    def look_up(self: Context, name: str) -> object:
        try:
            return real(self, name)
        except KeyError:
            return known(name)

    monkeypatch.setattr(Context, "__getitem__", look_up)


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_can_be_written(name: str, everything: None) -> None:
    letter = write(name, {"association": Association(name="Our association", email="office@aimh.example")})

    assert letter.subject
    assert not letter.subject.startswith("Subject")
    assert "\n" not in letter.subject
    assert not re.search("{{|{%", letter.subject + letter.text + letter.html)
    assert letter.text.count("\n\n") >= 2, "a letter has a greeting, something to say and a name below it"
    assert len(re.findall(r"<a href=\"http[^\"]*/somewhere/", letter.html)) <= 1, "at most one thing to do"
    assert "](" not in letter.text
    assert '<html lang="en-gb"' in letter.html, "a screen reader reads it in its language"


@pytest.mark.parametrize("path", LETTERS, ids=NAMES)
def test_every_letter_begins_with_its_subject(path: Path) -> None:
    assert "Subject:" in path.read_text().splitlines()[0]


def test_the_letters_were_found() -> None:
    assert len(NAMES) >= 13
    assert len(set(NAMES)) == len(NAMES)
