"""Giving up an own membership for one that somebody else pays: what was not used goes back to whoever paid it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.actions.refunding import return_part
from goldseam.core.sales.models import Order
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.changes.credit import Credit, credit_of
from goldseam.subjects.membership.changes.offers import running_terms
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.periods import A_DAY


def unused(person: Person, *, on: date) -> list[Credit]:
    """What each own term that runs or lies ahead is still worth on that day; places in teams are nobody's own."""
    return [credit_of(term, on=on) for term in running_terms(person, on=on) if not term.is_seat]


def give_up(*, person: Person, by: Person | None, at: datetime) -> int:
    """End the own terms, yesterday being the last day, and send back what they are worth, in the caller's transaction.
    Returns how many pence went back. Twice changes nothing.
    """
    today = local_date(at)
    Membership.objects.select_for_update().filter(person=person).first()
    left = unused(person, on=today)
    # The terms end first: what goes back whole would otherwise let a former term go on.
    for credit in left:
        _end(credit.term, today, at)
    reason = str(_("the rest of a membership, for a place in a team"))
    sent = sum(_send_back(credit, reason, by, at) for credit in left)
    if left:
        told: dict[str, Any] = {"plan": left[0].term.plan.name, "credit_pence": sent}
        record(facts.GIVEN_UP, person=person, subject=left[0].term, by=by, at=at, **told)
    return sent


def _end(term: Term, today: date, at: datetime) -> None:
    term.cut_short_on = max(today, term.starts_on) - A_DAY
    term.save(update_fields=["cut_short_on"])
    for order in Order.objects.open().filter(key=f"renewal:{term.pk}"):
        if not order.received_pence:
            withdraw(order=order, at=at)


def _send_back(credit: Credit, reason: str, by: Person | None, at: datetime) -> int:
    line: Any = credit.term.order_line
    return _from([line.order], credit.credit_pence, reason, by, at) if line and credit.credit_pence else 0


@transaction.atomic
def _from(orders: Sequence[Order], pence: int, reason: str, by: Person | None, at: datetime) -> int:
    """Send so much back of these orders. What one was paid for with credit was paid with the order before it."""
    sent = 0
    for order in orders:
        sent += return_part(order=order, amount_pence=pence - sent, reason=reason, by=by, at=at)
        if sent < pence:
            sent += _from(_credited(order), pence - sent, reason, by, at)
    return sent


def _credited(order: Order) -> list[Order]:
    """The orders whose terms gave credit in this one."""
    keys = order.lines.filter(kind="membership.credit").values_list("key", flat=True)
    terms = Term.objects.filter(pk__in=[int(key) for key in keys], order_line__isnull=False)
    return list(Order.objects.filter(lines__terms__in=terms).distinct().order_by("-pk"))
