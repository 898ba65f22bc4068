"""The run: takes up every renewal on its day. Each is one transaction, so whatever crashes, each is done once."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goldseam.core.gateways.ways import gateway
from goldseam.core.sales.models import Payment
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.models import Renewal
from goldseam.subjects.membership.renewals import deeds
from goldseam.subjects.membership.renewals.prospects import (
    A_DAY,
    LOOKS_BACK,
    REMINDERS,
    Deed,
    Prospect,
    What,
    agenda,
    coming,
    prospects,
    renewable,
)

logger = logging.getLogger(__name__)
AT_ONCE = 2000
DO: dict[What, Callable[..., bool]] = {
    What.REMIND: deeds.remind,
    What.ANNOUNCE: deeds.announce,
    What.CHARGE: deeds.charge,
    What.RETRY: deeds.charge_again,
}


def run_renewals(*, at: datetime) -> int:
    """Do what is due about memberships that end; returns how many renewals were taken up."""
    today, count = local_date(at), 0
    _enter_ending(today)
    _plan_tries(today)
    due = Renewal.objects.due(on=today).order_by("due_on", "pk")
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            count += _take_up(pk, at)
        except Exception:
            # What fails for one membership must not keep the others waiting; the next run tries again.
            logger.exception("Renewal %s could not be taken up", pk)
    return count


def _enter_ending(today: date) -> None:
    """Enter the terms that end soon, so that each has its day."""
    ending = renewable().filter(
        ends_on__range=(today - LOOKS_BACK, today + timedelta(days=max(REMINDERS))), renewal=None
    )
    Renewal.objects.bulk_create(
        [Renewal(follows_id=pk, due_on=today) for pk in ending.values_list("pk", flat=True)], ignore_conflicts=True
    )


@transaction.atomic
def _take_up(pk: int, at: datetime) -> bool:
    """Do what is due for one renewal and note the day of what comes next; False when another run has it."""
    today = local_date(at)
    renewal = Renewal.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, due_on__lte=today).first()
    if renewal is None:
        return False
    prospect = prospect_of(renewal)
    due = [deed for deed in coming(prospect, on=today) if deed.day == today] if prospect else []
    is_done = DO[due[0].what](prospect, due[0], at=at) if due else True
    prospect = prospect_of(renewal) if is_done else prospect
    ahead = agenda(prospect, on=today) if prospect else []
    renewal.due_on = _next_day(ahead, today) if is_done else today + A_DAY
    renewal.save(update_fields=["due_on"])
    return True


def prospect_of(renewal: Renewal) -> Prospect | None:
    """All that decides about one renewal; None when the membership goes on already or may not go on."""
    found = prospects(renewable().filter(pk=renewal.follows_id))
    return found[0] if found else None


def _next_day(ahead: list[Deed], today: date) -> date | None:
    days = [deed.day for deed in ahead if deed.what is not What.RETRY]
    return max(min(days), today + A_DAY) if days else None


@transaction.atomic
def _plan_tries(today: date) -> None:
    """Give those whose charge was declined for now the day on which the provider's rule allows the next try."""
    waiting = Renewal.objects.filter(due_on=None, declined_at=None, order__isnull=False, order__paid_at=None)
    waiting = waiting.filter(order__withdrawn_at=None, order__mandate__isnull=False)
    waiting = waiting.filter(order__expires_at__date__gt=today)
    # Locked before their charges are read: another run may just have charged one of them again.
    rows: list[Any] = list(waiting.select_for_update(skip_locked=True, of=("self",)))
    tries: dict[int, list[Payment]] = defaultdict(list)
    for charge in charges_of(*[renewal.order_id for renewal in rows]):
        tries[charge.order_id].append(charge)
    for renewal in rows:
        day = next_try(tries[renewal.order_id])
        renewal.due_on = max(day, today + A_DAY) if day else None
    Renewal.objects.bulk_update([row for row in rows if row.due_on], ["due_on"], batch_size=AT_ONCE)


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
