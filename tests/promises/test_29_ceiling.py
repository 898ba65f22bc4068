"""Promise 29, and the invariant of the engine: nobody is written to above the ceiling, at night or on hold, and what
waits is not lost.
"""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldseam.core.mail import restraint
from goldseam.core.mail.actions import send
from goldseam.core.mail.models import Message
from goldseam.core.mail.restraint import CEILING, WINDOW, awake, unasked
from goldseam.core.people.models import Hold, Person
from goldseam.core.repairs import steps
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Rupture, StepTaken
from goldseam.core.repairs.tests.breaks import DAY, Kind, only, playbook
from goldseam.foundation.contracts import Urgency, ruptures
from tests.promises.members import all_at_once
from tests.promises.sizes import size

BEGAN = datetime(2026, 1, 5, 12, tzinfo=UTC)
LASTS, PEOPLE = size(60, 1100), 3
# Until all that waited has been written: four stories of three letters, three letters in fourteen days, and a hold.
AFTER = 120
HOURS = (0, 5, 9)  # noon, evening and night


def kinds() -> list[Kind]:
    return [
        Kind("charge", playbook("charge", 0, 8, 22, is_required=True), Urgency.MONEY),
        Kind("answer", playbook("answer", 4, 18), Urgency.ENDING),
        Kind("basket", playbook("basket", 0, 5)),
        Kind("card", playbook("card", 0)),
    ]


BREAKS = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, 3), st.integers(0, LASTS), st.integers(1, 90)), max_size=30
)
HOLDS = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, LASTS), st.integers(1, 40)), max_size=4)
REMINDERS = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, LASTS)), max_size=10)
CROWDED = [(0, kind, day, 90) for kind in (1, 2, 3) for day in (0, 1, 2, 3, 20)]


def meet() -> list[Person]:
    return [
        Person.objects.create(given_name=name, family_name="Ferreday", email=f"{name.lower()}@x.example", met_at=BEGAN)
        for name in ("Nia", "Omar", "Pia")
    ]


def is_written_to(person: Person, about: str, at: datetime) -> None:
    told = {"order": {"payer_given_name": person.given_name}, "pay_url": "/"}
    send(template="sales/checkout_left", person=person, about=about, context=told, at=at)


def lives(breaks: Sequence[Any], holds: Sequence[Any], reminders: Sequence[Any]) -> list[Person]:
    """Some years of three people with whom things break and are mended, looked at each day at one hour or another."""
    people, theirs = meet(), kinds()
    for who, begins, lasts in holds:
        since = BEGAN + begins * DAY
        Hold.objects.create(person=people[who], reason="asked", since=since, ended_at=since + lasts * DAY)
    with only(*theirs):
        for day in range(LASTS + AFTER):
            at = BEGAN + day * DAY + HOURS[day % 3] * timedelta(hours=1)
            for number, (who, kind, begins, lasts) in enumerate(breaks):
                subject = f"test:{number}"
                if begins == day:
                    theirs[kind].breaks(people[who], at=at, subject=subject)
                # What breaks in the last weeks is not mended by anybody: it has to run to its end.
                if begins + lasts == day and day < LASTS - 60:
                    del theirs[kind].broken_now[subject]
            for who, on in reminders:
                if on == day:
                    is_written_to(people[who], "membership.renewal:1", at)
            look(at=at)
    return people


def letters_above(person: Person) -> list[datetime]:
    """When a letter that need not have gone was written above the ceiling."""
    times = sorted(unasked().filter(person=person).values_list("written_at", flat=True))
    required = set(
        StepTaken.objects.filter(message__person=person, rupture__kind="charge", step="day 0").values_list(
            "message__written_at", flat=True
        )
    )
    ours = set(unasked().filter(person=person, about__startswith="repairs.").values_list("written_at", flat=True))
    return [at for at in sorted(ours - required) if sum(at - WINDOW < other <= at for other in times) > CEILING]


class TestYears(TestCase):
    @settings(max_examples=size(2, 40), deadline=None, suppress_health_check=list(HealthCheck))
    @given(breaks=BREAKS, holds=HOLDS, reminders=REMINDERS)
    @example(breaks=CROWDED, holds=[(0, 30, 20)], reminders=[(0, 4), (0, 5)])
    def test_nobody_is_written_to_above_the_ceiling_and_nothing_is_lost(
        self, breaks: Sequence[Any], holds: Sequence[Any], reminders: Sequence[Any]
    ) -> None:
        for person in lives(breaks, holds, reminders):
            ours = unasked().filter(person=person, about__startswith="repairs.").values_list("written_at", flat=True)
            assert letters_above(person) == []
            assert len(ours) == len(set(ours)), "one letter at a look"
            assert all(awake(at) == at for at in ours), "at night"
            for hold in Hold.objects.filter(person=person):
                assert not any(hold.since <= at < (hold.ended_at or at) for at in ours), "on hold"
        for rupture in Rupture.objects.filter(closed_at=None).prefetch_related("steps"):
            assert len(rupture.steps.all()) == len({k.label: k for k in kinds()}[rupture.kind].playbook), "lost"
        assert not StepTaken.objects.filter(message=None).exists(), "taken, and nobody was told"

    def test_without_the_ceiling_the_same_years_go_above_it(self) -> None:
        """The control of the test above."""
        with mock.patch.object(restraint, "CEILING", 99), mock.patch.object(steps, "has_room", return_value=True):
            nia, *_others = lives(CROWDED, [], [])
        assert letters_above(nia)


def test_each_story_that_is_told_alone_keeps_below_the_ceiling() -> None:
    """The playbooks there are: what has to go is so little that no letter of one story waits for another of it."""
    for slug, kind in ruptures.items():
        days = [step.after for step in kind.playbook if step.writes and not step.when]
        assert all(sum(day - WINDOW < other <= day for other in days) <= CEILING for day in days), slug
    required = {(slug, step.name) for slug, kind in ruptures.items() for step in kind.playbook if step.is_required}
    assert required == {
        ("payment_failed", "write at once"),
        ("renewal_declined", "write at once"),
        *(("renewal_declined", f"write after the {number} try") for number in ("second", "third", "fourth")),
        ("renewal_refused", "write at once"),
    }


def looked_at_by_two(monkeypatch: pytest.MonkeyPatch) -> int:
    """Omar has one letter below the ceiling, two things break, and two look at once, each seeing one of them."""
    omar = meet()[1]
    first, second = Kind("first", playbook("first", 0)), Kind("second", playbook("second", 0))
    for _ in range(CEILING - 1):
        is_written_to(omar, "repairs.rupture:0", BEGAN)
    both, real = threading.Barrier(2, timeout=10), steps._gathered

    def together(due: Any, at: datetime) -> Any:
        found = list(real(due, at))
        both.wait()
        return found

    monkeypatch.setattr(steps, "_gathered", together)
    with only(first, second):
        first.breaks(omar, at=BEGAN)
        second.breaks(omar, at=BEGAN)
        all_at_once(lambda slug: look(at=BEGAN, only=[slug]), ["first", "second"], threads=2)
    return Message.objects.count()


@pytest.mark.django_db(transaction=True)
def test_two_who_look_at_once_do_not_write_above_the_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked_at_by_two(monkeypatch) == CEILING


@pytest.mark.django_db(transaction=True)
def test_without_waiting_for_each_other_they_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    both = threading.Barrier(2, timeout=10)
    real = steps._may_write

    def together(letters: Any, at: datetime) -> bool:
        may = real(letters, at)
        both.wait()
        return may

    monkeypatch.setattr(steps, "one_at_a_time", lambda **_whom: None)
    monkeypatch.setattr(steps, "_may_write", together)
    assert looked_at_by_two(monkeypatch) == CEILING + 1
