"""The order for the next term: one key a period, so that however it comes about it is one order."""

from datetime import datetime, timedelta

from goldseam.core.sales.actions.ordering import KEPT_OPEN, Item, Payer, place_order
from goldseam.core.sales.models import Order
from goldseam.subjects.membership.evidence.asking import next_plan
from goldseam.subjects.membership.models import Renewal, Term


def order_next(*, term: Term, at: datetime, kept_for: timedelta = KEPT_OPEN) -> Order:
    """Order the term that follows, in the person's name; again it is the same order. Raises NotForSale."""
    person = term.membership.person
    return place_order(
        items=[next_item(term)],
        payer=Payer(person.given_name, person.family_name, person.email or "", person.address),
        person=person,
        at=at,
        key=f"renewal:{term.pk}",
        kept_for=kept_for,
    )


def next_item(term: Term) -> Item:
    """What is ordered to go on: the same plan, also one that nobody can join any more; or the one that was chosen, or
    that follows it.
    """
    return Item("membership.plan", next_plan(term).slug, {"follows": term.pk})


def is_being_paid(term: Term) -> bool:
    """Whether the term that follows is just being charged: what is under way is not to be crossed."""
    renewal = Renewal.objects.select_related("order").filter(follows=term).first()
    return bool(renewal and renewal.order and renewal.order.state in ("open", "short"))
