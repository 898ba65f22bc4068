"""The practice is written for a reader of about eleven: measured, not hoped."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from goldseam.foundation.theme import practice as wording
from goldseam.subjects.practice import practice_words

# Kincaid and others (1975), Derivation of New Readability Formulas: grade 6 is read at eleven to twelve.
HARDEST_GRADE = 6.5
SENTENCE = 5
PAGE = "/rupture-and-repair/"


def grade(text: str) -> float:
    """Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.

    Labels and headings would make any page look easy: only sentences of five words or more are measured.
    """
    found = re.split(r"[.!?…:]+(?:\s|$)|\n", text)
    sentences = [words for sentence in found if len(words := re.findall(r"[A-Za-z’'-]+", sentence)) >= SENTENCE]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end: right for all but a few words of English."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", plain))
    has_silent_end = re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouysxzc]es$", plain)
    return max(1, groups - bool(has_silent_end and groups > 1))


def texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        for inner in thing.values():
            yield from texts(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from texts(inner)
    else:
        yield re.sub(r"\{\w+\}", "two", str(thing))


def page() -> Any:
    return BeautifulSoup(Client().get(PAGE).content, "html.parser")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The cat sat on the mat.", -1.45), ("Comprehensive deliberation necessitates considerable perseverance.", 38.3)],
)
def test_the_measure_tells_plain_words_from_hard_ones(text: str, expected: float):
    assert grade(text) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(("word", "count"), [("gold", 1), ("mended", 2), ("broke", 1), ("little", 2), ("browser", 2)])
def test_syllables_are_counted(word: str, count: int):
    assert syllables(word) == count


def test_the_leaflet_is_plain():
    assert grade("\n".join(texts(practice_words.words()))) <= HARDEST_GRADE


def test_what_the_page_says_while_it_runs_is_plain():
    assert grade("\n".join(texts(wording.words()))) <= HARDEST_GRADE


@pytest.mark.django_db
def test_every_screen_is_plain():
    parts = {
        part["data-screen"]: part.get_text("\n", strip=True) for part in page().find_all(attrs={"data-screen": True})
    }
    assert set(parts) == {"start", "notice", "settle", "mend", "see", "look-back", "keep"}
    assert {name: round(grade(text), 1) for name, text in parts.items() if grade(text) > HARDEST_GRADE} == {}


@pytest.mark.django_db
def test_the_whole_page_is_plain():
    assert grade(page().main.get_text("\n", strip=True)) <= HARDEST_GRADE
