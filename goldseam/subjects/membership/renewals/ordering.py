"""The order for the next term: one key a period, so that however it comes about it is one order."""

from datetime import datetime, timedelta

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import KEPT_OPEN, Item, Payer, Wanted, place_orders, withdraw
from goldseam.core.sales.models import Order
from goldseam.subjects.membership.evidence.asking import next_plan
from goldseam.subjects.membership.models import Plan, Renewal, Term
from goldseam.subjects.membership.plans.monthly import goes_on_monthly


def order_next(*, term: Term, at: datetime, kept_for: timedelta = KEPT_OPEN, is_monthly: bool | None = None) -> Order:
    """Order the term that follows, in the person's name; again it is the same order. Raises NotForSale."""
    return place_orders(wanted=[wanted_next(term, kept_for=kept_for, is_monthly=is_monthly)], at=at)[0]


def wanted_next(term: Term, *, kept_for: timedelta = KEPT_OPEN, is_monthly: bool | None = None) -> Wanted:
    """The order for the term that follows."""
    person = term.membership.person
    payer = Payer(person.given_name, person.family_name, person.email or "", person.address)
    return _wanted(term.pk, next_item(term, is_monthly=is_monthly), payer, person, kept_for)


def wanted_after(
    term: int,
    plan: Plan,
    *,
    is_monthly: bool,
    payer: Payer,
    person: Person | int,
    kept_for: timedelta,
    mandate: int | None = None,
) -> Wanted:
    """The order for the term of `plan`, or its next instalment, that follows a term; with a mandate it is placed to be
    charged to that card. Both are named by their keys.
    """
    return _wanted(term, _item(term, plan, is_monthly), payer, person, kept_for, mandate)


def _wanted(
    term: int, item: Item, payer: Payer, person: Person | int, kept_for: timedelta, mandate: int | None = None
) -> Wanted:
    return Wanted([item], payer, person, f"renewal:{term}", kept_for, mandate)


def next_item(term: Term, *, is_monthly: bool | None = None) -> Item:
    """What is ordered to go on: the same plan, also one that nobody can join any more; or the one that was chosen, or
    that follows it. Whether it is paid in instalments may be said; else it goes on as it was.
    """
    plan = next_plan(term)
    return _item(term.pk, plan, goes_on_monthly(term, plan) if is_monthly is None else is_monthly)


def _item(term: int, plan: Plan, is_monthly: bool) -> Item:
    return Item("membership.plan", plan.slug, {"follows": term} | ({"monthly": True} if is_monthly else {}))


def is_being_paid(term: Term) -> bool:
    """Whether the term that follows is just being charged: what is under way is not to be crossed."""
    renewal = Renewal.objects.select_related("order").filter(follows=term).first()
    return bool(renewal and renewal.order and renewal.order.state in ("open", "short"))


def set_aside_next(*, term: Term, at: datetime) -> None:
    """Set the order for the term that was to follow aside, as long as nothing has come for it."""
    for order in Order.objects.open().filter(key=f"renewal:{term.pk}"):
        if not order.received_pence:
            withdraw(order=order, at=at)
