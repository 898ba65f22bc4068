"""The deeds of the run, each for many and in the run's transaction: remind, announce, and place the orders that are
charged.

Each returns those for whom it was done; what was not done is taken up again the next day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goldseam.core.mail.actions import Draft, send_many, writable
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.charging import ask_to_charge_many
from goldseam.core.sales.actions.ordering import KEPT_OPEN, Wanted, place_orders, withdraw
from goldseam.core.sales.models import Mandate, Order, OrderLine, count_payments
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import FactKind, Happened, record_each
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Renewal, Term
from goldseam.subjects.membership.renewals.links import renew_path, stop_path
from goldseam.subjects.membership.renewals.ordering import wanted_next
from goldseam.subjects.membership.renewals.prospects import LEAST_NOTICE, Deed, Prospect, is_long_enough_ago


@dataclass(frozen=True)
class Due:
    """What is to be done today for one whom the run has entered."""

    deed: Deed
    prospect: Prospect

    @property
    def renewal(self) -> Renewal:
        assert self.prospect.renewal
        return self.prospect.renewal

    @property
    def term(self) -> Term:
        return self.prospect.term

    @property
    def person(self) -> Person:
        return self.term.membership.person

    @property
    def mandate(self) -> Mandate:
        """The card, for what is done by card."""
        assert self.prospect.mandate
        return self.prospect.mandate


def _reached(due: Sequence[Due], at: datetime) -> list[Due]:
    """Those who can be written to."""
    reached = writable(people=[one.person for one in due], at=at)
    return [one for one in due if one.person.pk in reached]


# What the letters say of a term.
SAID_OF_TERM = ("plan_id", "ends_on", "grace_ends_on", "given_as")


class _Letters:
    """Letters of one template: those that say the same of plan, days and sums are composed once."""

    def __init__(self) -> None:
        self.contexts: dict[Any, dict[str, Any]] = {}
        self.drafts: list[Draft] = []

    def add(self, one: Due, own: dict[str, str], **told: Any) -> None:
        """A letter to one: `told` is said to many, `own` to nobody else."""
        term = one.term
        about = {name: getattr(term, name) for name in SAID_OF_TERM}
        context = self.contexts.setdefault((*about.values(), *own, *told.values()), {"term": about, **told})
        own = {"person.given_name": one.person.given_name, **own}
        self.drafts.append(Draft(one.person, context=context, own=own, about=one.renewal))


def remind(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Write that the membership ends, with the one link that renews it."""
    letters, reached, today = _Letters(), _reached(due, at), local_date(at)
    for one in reached:
        days = (one.term.ends_on - today).days
        own = {"renew_url": renew_path(one.term)}
        # A card that is not charged by itself is named.
        if one.prospect.mandate:
            own["mandate.last_four"] = one.mandate.last_four
        follows = one.prospect.next_plan
        told = {"next_plan": follows, "moves_on": one.prospect.moves_on, "plan": one.term.plan}
        told["until"] = follows.ends_on(one.prospect.next_on) if follows.fixed_year else None
        letters.add(one, own, price_pence=one.deed.pence, days=days, **told)
    send_many(template="membership/renewal_reminder", drafts=letters.drafts, at=at)
    _record(facts.RENEWAL_REMINDED, [(one, {"ends_on": one.term.ends_on}) for one in reached], at)
    for one in due:
        one.renewal.reminded_days = one.deed.days_before
    return list(due)


def announce(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Write what will be charged, when, to which card and how to stop it, to those who can be written to today."""
    letters, reached, before = _Letters(), _reached(due, at), _paid_before(due)
    told: list[tuple[Due, dict[str, Any]]] = []
    for one in reached:
        charge_on = max(one.prospect.next_on, local_date(at) + LEAST_NOTICE)
        pence = one.prospect.price_on(charge_on)
        own = {
            "mandate.brand": one.mandate.brand,
            "mandate.last_four": one.mandate.last_four,
            "stop_url": stop_path(one.mandate),
        }
        plan = one.prospect.next_plan
        paid, months_before = before[one.term.pk]
        words = {"price_pence": pence, "more_pence": pence - paid, "charge_on": charge_on, "plan": plan}
        words |= {"months": plan.months_from(one.prospect.next_on), "months_before": months_before}
        letters.add(one, own, **words)
        told.append((one, {"amount_pence": pence, "charge_on": charge_on, "last_four": one.mandate.last_four}))
    sent = send_many(template="membership/renewal_announced", drafts=letters.drafts, at=at)
    for (one, said), notice in zip(told, sent, strict=True):
        one.renewal.notice, one.renewal.mandate = notice, one.mandate
        one.renewal.announced_pence, one.renewal.charge_on = said["amount_pence"], said["charge_on"]
    _record(facts.RENEWAL_ANNOUNCED, told, at)
    return reached


def _paid_before(due: Sequence[Due]) -> dict[int, tuple[int, int]]:
    """What each term that ends cost, and for how many months; for one without an order, what the next one does."""
    keys = [one.term.order_line_id for one in due if one.term.order_line_id]
    lines = OrderLine.objects.filter(pk__in=keys)
    paid = {line.pk: (line.unit_pence, line.details.get("months")) for line in lines.only("unit_pence", "details")}
    before = {}
    for one in due:
        now = one.prospect.price_on(one.term.ends_on), one.prospect.next_plan.months_from(one.prospect.next_on)
        pence, months = paid.get(one.term.order_line_id or 0, now)
        before[one.term.pk] = pence, months or now[1]
    return before


def charge(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Place the orders for the next terms and enter their charges: the sum that was announced, or nothing."""
    announced = [one for one in due if is_long_enough_ago(one.renewal, on=local_date(at))]
    ready = _reached(announced, at)
    for one, order in zip(ready, _orders(ready, at), strict=True):
        one.renewal.order = order
    _charge(ready, at)
    return ready


def _orders(ready: Sequence[Due], at: datetime) -> list[Order]:
    orders = place_orders(wanted=[_wanted(one) for one in ready], at=at)
    count_payments(orders)
    for place, (one, order) in enumerate(zip(ready, orders, strict=True)):
        if order.total_pence != one.deed.pence and not order.received_pence:
            # She had begun to pay it herself, at a price of another day.
            withdraw(order=order, at=at)
            orders[place] = place_orders(wanted=[_wanted(one)], at=at)[0]
    return orders


def _wanted(one: Due) -> Wanted:
    kept_for = max(KEPT_OPEN, timedelta(days=one.term.plan.grace_days))
    return wanted_next(one.term, kept_for=kept_for, mandate=one.mandate)


def _charge(ready: Sequence[Due], at: datetime) -> None:
    cards = {}
    for one in ready:
        order = one.renewal.order
        assert order
        if order.total_pence == one.deed.pence == order.due_pence:
            cards[order.pk] = one.mandate
        elif order.received_pence:
            continue
        card = cards.get(order.pk)
        if order.mandate_id != (card and card.pk):
            Order.objects.filter(pk=order.pk).update(mandate=card)
    ask_to_charge_many(cards=cards, at=at)


def charge_again(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Charge the cards once more, on the day that the provider's rule allows and the last letter named."""
    reached = _reached(due, at)
    cards = {}
    for one in reached:
        order = one.renewal.order
        if order and one.prospect.mandate and order.withdrawn_at is None and order.expires_at > at:
            cards[order.pk] = one.mandate
    ask_to_charge_many(cards=cards, at=at)
    return reached


def _record(kind: FactKind, told: Sequence[tuple[Due, dict[str, Any]]], at: datetime) -> None:
    record_each(kind, (Happened(one.person.pk, one.term, data=data) for one, data in told), at=at)
