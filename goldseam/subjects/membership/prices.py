"""What a plan costs from which day on. Past terms and placed orders keep what they were quoted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from goldseam.core.people.models import Person
from goldseam.core.sales.models import OrderLine
from goldseam.foundation import pagecache
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Membership, Plan, Price, Term


class InThePast(Exception):
    """A price cannot hold from a day that is over."""


class NoChange(Exception):
    """On that day the plan costs this already."""


@dataclass(frozen=True)
class Affected:
    """How many current members have a term that ends when the new price holds, and how many one that ends before."""

    at_new_price: int
    before: int


@transaction.atomic
def set_price(*, plan: Plan, price_pence: int, from_on: date, at: datetime, by: Person) -> Price:
    """Let a plan cost so much from a day on. What was entered for the same day is set aside, and stays to be seen.

    Raises InThePast, NoChange.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if from_on < local_date(at):
        raise InThePast
    if plan.price_on(from_on) == price_pence:
        raise NoChange
    plan.prices.filter(from_on=from_on, withdrawn_at=None).update(withdrawn_at=at)
    price = Price.objects.create(plan=plan, price_pence=price_pence, from_on=from_on, entered_by=by, entered_at=at)
    told: dict[str, Any] = {"plan": plan.name, "price_pence": price_pence, "from_on": from_on}
    record(facts.PRICE_SET, subject=plan, by=by, at=at, **told)
    pagecache.drop()
    return price


def has_sold(plan: Plan) -> bool:
    """Whether anybody has ordered the plan or has a term of it, or its price has ever changed."""
    ordered = OrderLine.objects.filter(kind="membership.plan", key=plan.slug)
    return ordered.exists() or plan.terms.exists() or plan.prices.exists()


def affected(plan: Plan, *, from_on: date, on: date) -> Affected:
    """Whom a new price will meet, by the last day that each current member of the plan has paid for."""
    current = Term.objects.current(on=on).filter(plan=plan).values("membership")
    whole = Q(terms__cut_short_on=None)
    members = Membership.objects.filter(pk__in=current)
    until = members.annotate(until=Max("terms__ends_on", filter=whole)).values_list("until", flat=True)
    # Who renews on the day after the last one pays what holds then.
    at_new = sum(1 for last in until if last and last + timedelta(days=1) >= from_on)
    return Affected(at_new, len(until) - at_new)
