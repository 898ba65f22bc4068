"""The rehearsal: who will get what, when and how much in a stretch of days, before it runs, from what the run asks.

Terms that agree in all that decides about them have the same agenda, so it is asked once for each sort of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import overload

from django.db.models import Max

from goldseam.foundation.calendar import last_day_since
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.renewals.prospects import (
    A_DAY,
    LEAST_NOTICE,
    LOOKS_BACK,
    REMINDERS,
    Deed,
    Prospect,
    What,
    agenda,
    coming,
    prospects,
    renewable,
    sorts,
)


@dataclass(frozen=True)
class Planned:
    """One deed, and whom it meets."""

    deed: Deed
    prospect: Prospect


@dataclass(frozen=True)
class Total:
    """How often something will be done, and what is asked or charged by it, in pence."""

    what: What
    count: int
    pence: int


class Rehearsed(Sequence[Planned]):
    """What will be done, the earliest first: each deed with the keys of the terms that it meets. Whom a stretch of it
    meets is asked when it is looked at.
    """

    def __init__(self, planned: list[tuple[Deed, list[int]]]) -> None:
        self.planned = sorted(planned, key=lambda one: (one[0].day, one[0].what))
        self._rows: list[tuple[int, Deed]] = []
        for _day_and_what, alike in groupby(self.planned, key=lambda one: (one[0].day, one[0].what)):
            self._rows += sorted(((key, deed) for deed, keys in alike for key in keys), key=itemgetter(0))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Planned: ...

    @overload
    def __getitem__(self, place: slice) -> list[Planned]: ...

    def __getitem__(self, place: int | slice) -> Planned | list[Planned]:
        rows = self._rows[place] if isinstance(place, slice) else [self._rows[place]]
        terms = Term.objects.filter(pk__in={key for key, _deed in rows})
        met = {prospect.term.pk: prospect for prospect in prospects(terms)}
        found = [Planned(deed, met[key]) for key, deed in rows]
        return found if isinstance(place, slice) else found[0]

    def __iter__(self) -> Iterator[Planned]:
        return iter(self[:])


def rehearse(*, first: date, last: date, on: date) -> Rehearsed:
    """What will be done in these days, both included, as it looks on the day `on`."""
    grace = Plan.objects.aggregate(longest=Max("grace_days"))["longest"] or 0
    ending = (first - A_DAY - timedelta(days=grace), last + timedelta(days=max(REMINDERS)))
    found = sorts(renewable().filter(ends_on__range=ending))
    # Of those who pay monthly the term that would be charged in these days may not have begun yet.
    monthly = renewable().filter(
        instalment__isnull=False, ends_on__range=(on - timedelta(days=grace), ending[0] - A_DAY)
    )
    return Rehearsed(
        [
            (deed, keys)
            for prospect, keys in [*found, *sorts(monthly)]
            if _is_known(prospect, on)
            for deed in _ahead(prospect, first=first, last=last, on=on)
            if first <= deed.day <= last
        ]
    )


def _ahead(prospect: Prospect, *, first: date, last: date, on: date) -> Iterator[Deed]:
    deeds = coming(prospect, on=on)
    yield from deeds
    if any(deed.what is What.CHARGE for deed in deeds):
        yield from _later_months(prospect, first=first, last=last, on=on)


def _later_months(prospect: Prospect, *, first: date, last: date, on: date) -> Iterator[Deed]:
    """The announcements and charges of the instalments after the next one, as if each were paid on its day."""
    # One term goes from month to month: a new one for each takes as long as all that is reckoned of it.
    month = Term(membership=prospect.term.membership, plan=prospect.next_plan, given_as="")
    while prospect.is_monthly and prospect.next_on <= last:
        part, starts_on = prospect.instalment_on(prospect.next_on), prospect.next_on
        assert part
        began_on = starts_on if part.number == 1 else prospect.began_on
        month.starts_on, month.ends_on = starts_on, last_day_since(prospect.began_on or starts_on, starts_on, 1)
        month.instalment, month.year_pence = part.number, part.year_pence
        prospect = replace(prospect, term=month, renewal=None, paused_until=None, began_on=began_on)
        # Of the months on the way to those that are asked for only their ends count.
        if max(prospect.next_on, on) + LEAST_NOTICE >= first and prospect.is_by_card and prospect.is_monthly:
            yield from agenda(prospect, on=on)


def _is_known(prospect: Prospect, on: date) -> bool:
    """Whether the run has it or will enter it: nobody is startled whose term ended before we knew of it."""
    return prospect.renewal is not None or prospect.term.ends_on >= on - LOOKS_BACK


def totals(rehearsed: Rehearsed) -> list[Total]:
    """Each sort of deed with its number and its sum."""
    counted = {what: [(len(keys), deed) for deed, keys in rehearsed.planned if deed.what is what] for what in What}
    return [
        Total(what, sum(many for many, _deed in found), sum(many * deed.pence for many, deed in found))
        for what, found in counted.items()
        if found
    ]
