"""Kinds of rupture that break and are mended as a test says, with real letters."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Broken, Notice, Step, Urgency, Words, ruptures

DAY = timedelta(days=1)


def letter(of: str) -> Any:
    def act(rupture: Any, *, at: datetime) -> Notice:
        told = {"order": {"payer_given_name": "Nia"}, "what": f"the {of}", "pay_url": f"/pay/{of}/"}
        return Notice("sales/checkout_left", told)

    return act


def no_letter(rupture: Any, *, at: datetime) -> None:
    """Only noted."""


def playbook(name: str, *days: int, is_required: bool = False) -> list[Step]:
    return [Step(f"day {day}", day * DAY, letter(name), is_required=is_required and not day) for day in days]


@dataclass
class Kind:
    """Who is broken is what was put into `broken_now`."""

    label: str
    playbook: Sequence[Step]
    urgency: Urgency = Urgency.KEPT
    broken_now: dict[str, tuple[Person, datetime]] = field(default_factory=dict)

    def breaks(self, person: Person, *, at: datetime, subject: str = "") -> str:
        subject = subject or f"test.{self.label}:{person.pk}"
        self.broken_now[subject] = (person, at)
        return subject

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        return [Broken(subject, person.pk, since) for subject, (person, since) in self.broken_now.items()]

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return "renewed"

    def words(self, rupture: Any, *, at: datetime) -> Words:
        return Words(
            f"The {self.label} broke.", "We wrote.", "You can mend it.", f"/pay/{self.label}/", "Mend", "Broke"
        )


@contextmanager
def only(*kinds: Kind) -> Iterator[None]:
    """These are all the kinds there are."""
    before = dict(ruptures.items())
    ruptures._entries = {kind.label: kind for kind in kinds}  # type: ignore[misc]
    try:
        yield
    finally:
        ruptures._entries = before
