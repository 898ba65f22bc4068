"""How the evidence of students breaks and is mended: told for the promise that nothing breaks silently."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeAlias

from goldseam.core.people.models import Person
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.membership.evidence.deeds import accept, confirm_address
from goldseam.subjects.membership.evidence.links import Proof
from goldseam.subjects.membership.models import Evidence
from goldseam.subjects.membership.tests.factories import a_student_plan
from goldseam.subjects.membership.tests.renewing import joins

Happens: TypeAlias = Callable[[datetime], Person]
Mends: TypeAlias = Callable[[Person, datetime], None]
DAY = timedelta(days=1)
TODAY = NOON.date()


def _joined(on: date) -> Person:
    return joins("Callum", on=on, agrees=False, plan=a_student_plan()).person


def _confirms(person: Person, at: datetime, *, until: date) -> Evidence:
    return confirm_address(proof=Proof(person, "callum@lantern.ac.uk", until, at), at=at)


def shows_nothing(at: datetime) -> Person:
    return _joined(TODAY - 7 * DAY)


def a_paper_is_left_lying(at: datetime) -> Person:
    person = _joined(TODAY - 10 * DAY)
    shown_at = at - 7 * DAY
    Evidence.objects.create(person=person, name="card.jpg", studies_end_on=TODAY + 300 * DAY, shown_at=shown_at)
    return person


def finishes_before_the_term(at: datetime) -> Person:
    begun = TODAY - 330 * DAY
    person = _joined(begun)
    _confirms(person, at - 328 * DAY, until=TODAY - 30 * DAY)
    return person


def confirms_an_address(person: Person, at: datetime) -> None:
    _confirms(person, at, until=TODAY + 900 * DAY)


def the_office_reads_it(person: Person, at: datetime) -> None:
    olive = Person.objects.create(email="olive@aimh.example", met_at=at)
    accept(evidence=person.evidence.get(), valid_until=TODAY + 300 * DAY, at=at, by=olive)


# As in the test of the promise: kind, what happens, days and letters of the playbook, what mends it, and its name.
OF_STUDENTS: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    (
        "evidence_unread",
        a_paper_is_left_lying,
        [0],
        ["membership/evidence_unread"],
        the_office_reads_it,
        "evidence_read",
    ),
    (
        "evidence_missing",
        shows_nothing,
        [0, 14, 23],
        [*["membership/evidence_missing"] * 2, "membership/evidence_missing_last"],
        confirms_an_address,
        "evidence_shown",
    ),
    (
        "evidence_ends",
        finishes_before_the_term,
        [0],
        ["membership/evidence_ends"],
        confirms_an_address,
        "evidence_shown",
    ),
]
