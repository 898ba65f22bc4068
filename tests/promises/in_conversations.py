"""How conversations break and are mended: told for the promise that nothing breaks silently."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from goldseam.core.people.models import Person
from goldseam.subjects.enquiries.actions import answer, give
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.enquiries.tests.factories import asks
from goldseam.subjects.teams.tests.factories import known

Happens: TypeAlias = Callable[[datetime], Person]
Mends: TypeAlias = Callable[[Person, datetime], None]
DAY = timedelta(days=1)


def nobody_answers(at: datetime) -> Person:
    bronwen, olive = known("Bronwen"), known("Olive")
    enquiry = asks(at=at - 10 * DAY, signed_in=bronwen)
    give(enquiry=enquiry, owner=olive, hub=None, by=olive, at=at - 10 * DAY)
    return bronwen


def olive_answers(person: Person, at: datetime) -> None:
    answer(enquiry=Enquiry.objects.get(person=person), text="Gladly.", by=known("Olive"), at=at)


# As in the test of the promise: kind, what happens, days and letters of the playbook, what mends it, and its name.
OF_ENQUIRIES: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    ("enquiry_unanswered", nobody_answers, [0, 1], [], olive_answers, "answered"),
]
