"""The run: takes up every renewal on its day, many at once. What is done for one, its letter, its order and the day of
what comes next are one transaction, so whatever crashes, each is done once.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goldseam.core.gateways.ways import gateway
from goldseam.core.mail.actions import writable
from goldseam.core.mail.restraint import awake
from goldseam.core.sales.models import Payment
from goldseam.foundation.clock import local_date
from goldseam.foundation.rows import among, look_up_by_key, update_each
from goldseam.subjects.membership.models import Renewal
from goldseam.subjects.membership.renewals import deeds
from goldseam.subjects.membership.renewals.deeds import Due
from goldseam.subjects.membership.renewals.prospects import (
    A_DAY,
    LOOKS_BACK,
    REMINDERS,
    Deed,
    Prospect,
    Theirs,
    What,
    agenda,
    coming,
    entered,
    renewable,
)

logger = logging.getLogger(__name__)
# So many are one transaction, and so many of those one run: other work of the worker's minute waits for it.
BATCH, AT_ONCE = 2_000, 20_000
DO: dict[What, Callable[..., list[Due]]] = {
    What.REMIND: deeds.remind,
    What.ANNOUNCE: deeds.announce,
    What.CHARGE: deeds.charge,
    What.RETRY: deeds.charge_again,
}


class NotDone(Exception):
    """Something of this sort could not be done; the cause says why."""

    def __init__(self, what: What) -> None:
        super().__init__(what)
        self.what = what


def run_renewals(*, at: datetime) -> int:
    """Do what is due about memberships that end; returns how many renewals were taken up: none at night."""
    if awake(at) > at:
        return 0
    today = local_date(at)
    _enter_ending(today)
    _plan_tries(today)
    due = Renewal.objects.due(at=at).order_by("due_on", "pk")
    # Those that failed before are a batch of their own: they would only break up that of the others.
    fresh, failed = (list(rows.values_list("pk", flat=True)[:AT_ONCE]) for rows in (due.fresh(), due.failed(at=at)))
    return sum(
        _take_up(rows[place : place + BATCH], at) for rows in (fresh, failed) for place in range(0, len(rows), BATCH)
    )


def _enter_ending(today: date) -> None:
    """Enter the terms that end soon, so that each has its day."""
    ending = renewable().filter(
        ends_on__range=(today - LOOKS_BACK, today + timedelta(days=max(REMINDERS))), renewal=None
    )
    Renewal.objects.bulk_create(
        [Renewal(follows_id=pk, due_on=today) for pk in ending.order_by("ends_on", "pk").values_list("pk", flat=True)],
        ignore_conflicts=True,
        batch_size=AT_ONCE,
    )


def _take_up(keys: Sequence[int], at: datetime) -> int:
    """Do what is due for these; what fails for one must not keep the others waiting, so it is found by halves."""
    try:
        return _do(keys, at)
    except Exception as error:
        if len(keys) == 1:
            if _note_trouble(keys[0], error, at):
                logger.exception("Renewal %s could not be taken up", keys[0])
            return 0
        middle = len(keys) // 2
        return _take_up(keys[:middle], at) + _take_up(keys[middle:], at)


@transaction.atomic
def _do(keys: Sequence[int], at: datetime) -> int:
    """Do what is due for these and note the day of what comes next; those that another run has are left to it."""
    look_up_by_key()
    today = local_date(at)
    rows = Renewal.objects.select_for_update(skip_locked=True).filter(pk__in=among(keys), due_on__lte=today)
    locked = {key: told for key, *told in rows.order_by("pk").values_list("pk", "follows", "failed_at")}
    # Named one by one the keys are where the database begins; as one parameter it would read all terms for each batch.
    found = entered(renewable().filter(pk__in=[follows for follows, _failed_at in locked.values()]))
    due = _due(found, at)
    undone = {one.who.renewal for what, of_it in due.items() for one in _undone(what, of_it, at)}
    changed = {one.who.renewal: one.changes for of_it in due.values() for one in of_it}
    days: dict[int, date | None] = dict.fromkeys(locked)
    for prospect, theirs in found:
        next_day = _next_day(agenda(prospect, on=today), today)
        days |= {one.renewal: today + A_DAY if one.renewal in undone else next_day for one in theirs}
    _note([{"id": key, "due_on": day} | changed.get(key, {}) for key, day in days.items()])
    failed = [key for key, (_follows, failed_at) in locked.items() if failed_at]
    Renewal.objects.filter(pk__in=failed).update(failed_at=None, trouble="")
    return len(locked)


def _due(found: Sequence[tuple[Prospect, Sequence[Theirs]]], at: datetime) -> dict[What, list[Due]]:
    """What is to be done today, for whom, and who of them may be written to."""
    today = local_date(at)
    reached = writable(addresses={one.person: one.email for _prospect, theirs in found for one in theirs}, at=at)
    due: dict[What, list[Due]] = defaultdict(list)
    for prospect, theirs in found:
        for deed in coming(prospect, on=today)[:1]:
            if deed.day == today:
                due[deed.what] += [Due(deed, prospect, one, one.person in reached) for one in theirs]
    return due


def _note(changes: Iterable[dict[str, Any]]) -> None:
    """Write what was changed, those of the same columns at once."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        alike[tuple(change)].append(change)
    for rows in alike.values():
        update_each(Renewal, rows)


def _undone(what: What, due: list[Due], at: datetime) -> list[Due]:
    """Do one sort of thing for all that it is due for; those for whom it could not be done today."""
    try:
        done = {id(one) for one in DO[what](due, at=at)}
    except Exception as error:
        raise NotDone(what) from error
    return [one for one in due if id(one) not in done]


def _note_trouble(key: int, error: Exception, at: datetime) -> bool:
    """Note what could not be done for one, so that the office sees it; it is tried again within the hour. False when
    it was the same the last time.
    """
    what, cause = (error.what, error.__cause__) if isinstance(error, NotDone) else ("", error)
    trouble = f"{what}:{type(cause).__name__}"[:80]
    rows = Renewal.objects.filter(pk=key)
    is_new = rows.exclude(trouble=trouble).exists()
    rows.update(failed_at=at, trouble=trouble)
    return is_new


def _next_day(ahead: list[Deed], today: date) -> date | None:
    days = [deed.day for deed in ahead if deed.what is not What.RETRY]
    return max(min(days), today + A_DAY) if days else None


@transaction.atomic
def _plan_tries(today: date) -> None:
    """Give those whose charge was declined for now the day on which the provider's rule allows the next try."""
    # By the few that were declined, not by the many whose charge is under way.
    declined = Payment.objects.filter(mandate__isnull=False, failed_at__isnull=False, order__paid_at=None)
    waiting = Renewal.objects.filter(order__in=declined.values("order"), due_on=None, declined_at=None)
    waiting = waiting.filter(order__withdrawn_at=None, order__mandate__isnull=False)
    waiting = waiting.filter(order__expires_at__date__gt=today)
    # Locked before their charges are read: another run may just have charged one of them again.
    rows: list[Any] = list(waiting.select_for_update(skip_locked=True, of=("self",)))
    tries: dict[int, list[Payment]] = defaultdict(list)
    for charge in charges_of(*[renewal.order_id for renewal in rows]):
        tries[charge.order_id].append(charge)
    days: dict[date, list[int]] = defaultdict(list)
    for renewal in rows:
        day = next_try(tries[renewal.order_id])
        if day:
            days[max(day, today + A_DAY)].append(renewal.pk)
    for day, keys in days.items():
        Renewal.objects.filter(pk__in=keys).update(due_on=day)


def charges_of(*orders: Any) -> QuerySet[Payment]:
    """The charges to kept cards for these orders, each order's in their order."""
    return Payment.objects.filter(order__in=orders, mandate__isnull=False).order_by("started_at", "pk")


def next_try(tries: Iterable[Payment]) -> date | None:
    """The day on which a kept card may be charged again after these; None when it may not, or nothing was declined."""
    tries = list(tries)
    last = tries[-1] if tries else None
    if last is None or last.failed_at is None or last.is_final:
        return None
    wait = gateway(last.gateway).retry_after(last.code, tries=len(tries))
    return local_date(last.failed_at + wait) if wait else None
