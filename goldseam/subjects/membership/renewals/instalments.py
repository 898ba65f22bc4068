"""The year that somebody pays in instalments: what is paid of it, and what is to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldseam.core.people.models import Person
from goldseam.foundation.calendar import last_day_since
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.plans.monthly import Instalment, instalment_of
from goldseam.subjects.membership.renewals.prospects import A_DAY, Prospect, prospects, renewable


@dataclass(frozen=True)
class Part:
    """One instalment, and the first day of the month that it gives."""

    instalment: Instalment
    from_on: date
    is_paid: bool


def year_of(person: Person, *, on: date) -> list[Part]:
    """The instalments of the year that runs on that day; none for whoever does not pay so, or not any more."""
    found = prospects(renewable().filter(membership__person=person, instalment__isnull=False))
    if not found or found[0].term.grace_ends_on < on:
        return []
    prospect = found[0]
    return [*_paid(prospect), *(_ahead(prospect) if prospect.is_by_card else ())]


def _paid(prospect: Prospect) -> Iterator[Part]:
    of_year = Term.objects.filter(membership=prospect.term.membership_id, instalment__isnull=False, is_undone=False)
    for term in of_year.filter(starts_on__gte=prospect.began_on or prospect.term.starts_on):
        paid = instalment_of(term)
        if paid:
            yield Part(paid, term.starts_on, True)


def _ahead(prospect: Prospect) -> Iterator[Part]:
    now, next_on = instalment_of(prospect.term), prospect.next_on
    for part in now.rest if now else ():
        yield Part(part, next_on, False)
        next_on = last_day_since(prospect.began_on or next_on, next_on, 1) + A_DAY
