"""The rehearsal: who will get what, when and how much in a stretch of days, before it runs, from what the run asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.renewals.prospects import (
    A_DAY,
    LOOKS_BACK,
    REMINDERS,
    Deed,
    Prospect,
    What,
    coming,
    prospects,
    renewable,
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


def rehearse(*, first: date, last: date, on: date) -> list[Planned]:
    """What will be done in these days, both included, as it looks on the day `on`; the earliest first."""
    grace = Plan.objects.aggregate(longest=Max("grace_days"))["longest"] or 0
    ending = (first - A_DAY - timedelta(days=grace), last + timedelta(days=max(REMINDERS)))
    found = prospects(renewable().filter(ends_on__range=ending))
    planned = [
        Planned(deed, prospect)
        for prospect in found
        for deed in coming(prospect, on=on)
        if first <= deed.day <= last and _is_known(prospect, on)
    ]
    return sorted(planned, key=lambda one: (one.deed.day, one.deed.what, one.prospect.term.pk))


def _is_known(prospect: Prospect, on: date) -> bool:
    """Whether the run has it or will enter it: nobody is startled whose term ended before we knew of it."""
    return prospect.renewal is not None or prospect.term.ends_on >= on - LOOKS_BACK


def totals(planned: Sequence[Planned]) -> list[Total]:
    """Each sort of deed with its number and its sum."""
    return [
        Total(what, len(sums), sum(sums))
        for what in What
        if (sums := [one.deed.pence for one in planned if one.deed.what is what])
    ]
