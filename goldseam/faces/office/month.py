"""The month in a few plain pictures, each for those whose role sees what it counts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.desk.pictures import Picture
from goldseam.core.ledger.actions import income_by_day
from goldseam.core.ledger.office import LEDGER_POLICY
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation import clock
from goldseam.foundation.calendar import months_later
from goldseam.foundation.money import exact
from goldseam.subjects.membership.month import comings


def pictures(person: Any, *, at: datetime) -> list[Picture]:
    """Those that this person may see. A hub lead's count the own hub."""
    today = clock.local_date(at)
    shown = []
    if PEOPLE_POLICY.user_has_permission(person, "view"):
        shown.append(_of_members(person, today))
    if LEDGER_POLICY.user_has_permission(person, "view"):
        shown.append(_of_income(today))
    return shown


def _of_members(person: Any, today: date) -> Picture:
    first = today.replace(day=1)
    before = months_later(first, -1)
    stretches = [(before, first - timedelta(days=1)), (first, today)]
    then, now = comings(PEOPLE_POLICY.rows(person), stretches, on=today)
    months = [date_format(before, "F"), _("%(month)s so far") % {"month": date_format(first, "F")}]
    told = {"month": date_format(first, "F"), "joined": now.joined, "renewed": now.renewed, "left": now.left}
    return Picture(
        key="members",
        heading=_("Joined, renewed, left"),
        description=_(
            "In %(month)s so far %(joined)s joined, %(renewed)s renewed and %(left)s left, beside the month before."
        )
        % told,
        series=months,
        rows=[
            (_("Joined"), [then.joined, now.joined]),
            (_("Renewed"), [then.renewed, now.renewed]),
            (_("Left"), [then.left, now.left]),
        ],
    )


def _of_income(today: date) -> Picture:
    first = today.replace(day=1)
    by_day = income_by_day(since=first, until=today)
    last = (months_later(first, 1) - timedelta(days=1)).day
    weeks = [(begin, min(begin + 6, last)) for begin in range(1, last + 1, 7)]
    sums = [sum(by_day.get(first.replace(day=day), 0) for day in range(begin, end + 1)) for begin, end in weeks]
    told = {"month": date_format(first, "F"), "total": exact(sum(sums))}
    return Picture(
        key="income",
        heading=_("Income in %(month)s: %(total)s") % told,
        description=_("Income week by week, %(total)s in all so far; what was given back is taken off.") % told,
        series=[_("Income")],
        rows=_rows(weeks, sums),
        shown=exact,
    )


def _rows(weeks: Sequence[tuple[int, int]], sums: Sequence[int]) -> list[tuple[str, list[int]]]:
    words = [f"{begin}–{end}" if end > begin else str(begin) for begin, end in weeks]
    return [(word, [pence]) for word, pence in zip(words, sums, strict=True)]
