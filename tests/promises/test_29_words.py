"""How the letters about what broke speak: what happened, what we did, what one can do; none threatens, and the last
leaves the door open.
"""

import re
from pathlib import Path

import pytest

from goldseam.core.mail.letters import ACTION

ROOT = Path(__file__).resolve().parents[2] / "goldseam"
# Words of those who press: read as whole words, whatever their case.
HARSH = re.compile(
    r"\b(final (notice|reminder|demand|warning)|last (chance|warning)|failure|failed|fail to|must pay|you must|"
    r"immediately|urgent\w*|legal|court|debt\w*|collect\w*|penalt\w+|terminat\w+|suspend\w*|revoke\w*|forfeit\w*|"
    r"overdue|outstanding|arrears|or else|error|invalid|unfortunately|regret)\b|!",
    re.IGNORECASE,
)
OF_RUPTURES = [
    *("payment_failed", "payment_failed_again", "payment_failed_last", "checkout_left", "checkout_left_last"),
    *("proof_again", "invoice_overdue", "invoice_overdue_last", "short", "short_again", "renewal_failed"),
    *("renewal_failed_last", "card_expiring", "renewal_unanswered", "renewal_unanswered_last", "membership_lapsed"),
    *("team_too_small", "seats_not_taken", "gift_not_taken_up", "gift_ends"),
]
TEMPLATES = {path.stem: path for path in ROOT.glob("*/*/templates/*/mail/*.txt")}
LAST = [name for name in OF_RUPTURES if name.endswith("_last")] + ["membership_lapsed", "short_again"]


def said(name: str) -> str:
    """The words of a letter, without the tags that fill them."""
    spoken = re.sub(r'\{% translate "(.*?)" %\}', r"\1", TEMPLATES[name].read_text())
    return re.sub(r"\{%.*?%\}", "", spoken)


def harsh(words: str) -> list[str]:
    return [found[0] for found in HARSH.finditer(words)]


def paragraphs(name: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", said(name).strip())]


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_letter_of_the_association_threatens(name: str) -> None:
    assert harsh(said(name)) == []


def test_a_harsh_letter_would_be_found() -> None:
    """The control of the test above."""
    letter = "Final notice. Due to your failure to pay you must act immediately!"
    assert harsh(letter) == ["Final notice", "failure", "you must", "immediately", "!"]


def test_these_are_all_the_letters_of_the_playbooks() -> None:
    """Every letter that a playbook names is read here."""
    named = set()
    for source in ROOT.glob("*/*/ruptures*.py"):
        named |= set(re.findall(r'_(?:letter|about_transfer)\("(\w+)"\)', source.read_text()))
    assert named <= set(OF_RUPTURES)
    assert len(named) >= len(OF_RUPTURES) - 1, "what was written on the day, too little, is read here as well"


@pytest.mark.parametrize("name", OF_RUPTURES)
def test_it_says_first_what_happened_and_has_one_link(name: str) -> None:
    _subject, greeting, happened, *others = paragraphs(name)
    assert greeting.startswith("Dear ")
    assert not ACTION.match(happened)
    assert len([part for part in others if ACTION.match(re.sub(r"\{\{.*?\}\}", "x", part))]) == 1


@pytest.mark.parametrize("name", LAST)
def test_the_last_letter_says_that_it_is_the_last_and_leaves_the_door_open(name: str) -> None:
    words = said(name)
    assert re.search(r"(will|do) not write about (it|this|renewing|this payment) again", words)
    assert re.search(r"welcome|whenever you like|the door is open|at any time|have your money back", words)
