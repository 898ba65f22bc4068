"""The deeds of the run, each for many and in the run's transaction: remind, announce, and place the orders that are
charged.

Each returns those for whom it was done; what was not done is taken up again the next day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from goldseam.core.mail.actions import Draft, send_many
from goldseam.core.sales.actions.charging import ask_to_charge_many, enter_charges
from goldseam.core.sales.actions.ordering import KEPT_OPEN, Payer, Wanted, place_orders, withdraw
from goldseam.core.sales.models import Mandate, Order, OrderLine, Payment, count_payments
from goldseam.foundation.clock import local_date
from goldseam.foundation.rows import among
from goldseam.foundation.timeline.record import FactKind, Happened, key_of, record_each
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Renewal, Term
from goldseam.subjects.membership.renewals.links import renew_path_of, stop_path
from goldseam.subjects.membership.renewals.ordering import wanted_after
from goldseam.subjects.membership.renewals.prospects import (
    LEAST_NOTICE,
    Deed,
    Prospect,
    Theirs,
    is_long_enough_ago,
)


@dataclass(frozen=True)
class Due:
    """What is to be done today for one. `deed` and `prospect` are those of all about whom the same decides.

    What a deed changes of the renewal is noted twice: of the prospect, which tells what comes next of all of them, and
    under `changes`, which is written to the row.
    """

    deed: Deed
    prospect: Prospect
    who: Theirs
    is_reached: bool = True
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def renewal(self) -> Renewal:
        """That of one about whom the same decides."""
        assert self.prospect.renewal
        return self.prospect.renewal

    @property
    def term(self) -> Term:
        """That of one about whom the same decides."""
        return self.prospect.term


# What the letters say of a term.
SAID_OF_TERM = ("plan_id", "ends_on", "grace_ends_on", "given_as")


class _Letters:
    """Letters of one template: those that say the same of plan, days and sums are composed once."""

    def __init__(self) -> None:
        self.contexts: dict[Any, dict[str, Any]] = {}
        self.drafts: list[Draft] = []

    def add(self, one: Due, own: dict[str, Any], **told: Any) -> None:
        """A letter to one: `told` is said to many, `own` to nobody else."""
        key = (id(one.prospect), *own, *told.values())
        if key not in self.contexts:
            self.contexts[key] = {"term": {name: getattr(one.term, name) for name in SAID_OF_TERM}, **told}
        own = {"person.given_name": one.who.given_name, **own}
        about = key_of(Renewal, one.who.renewal)
        self.drafts.append(Draft(one.who.person, one.who.email or "", self.contexts[key], own, about=about))


def remind(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Write that the membership ends, with the one link that renews it."""
    letters, reached, today = _Letters(), [one for one in due if one.is_reached], local_date(at)
    for one in reached:
        own: dict[str, Any] = {"renew_url": renew_path_of(one.who.term, email=one.who.email)}
        # A card that is not charged by itself is named.
        if one.prospect.mandate:
            own["mandate.last_four"] = one.who.last_four
        letters.add(one, own, **_said_of_next(one, today))
    send_many(template="membership/renewal_reminder", drafts=letters.drafts, at=at)
    _record(facts.RENEWAL_REMINDED, ((one, {"ends_on": one.term.ends_on}) for one in reached), at)
    for one in due:
        one.changes["reminded_days"] = one.renewal.reminded_days = one.deed.days_before
    return list(due)


def _said_of_next(one: Due, today: date) -> dict[str, Any]:
    follows = one.prospect.next_plan
    told: dict[str, Any] = {"next_plan": follows, "moves_on": one.prospect.moves_on, "plan": one.term.plan}
    told["until"] = follows.ends_on(one.prospect.next_on) if follows.fixed_year else None
    told["instalment"] = one.prospect.instalment_on(one.prospect.next_on)
    return told | {"price_pence": one.deed.pence, "days": (one.term.ends_on - today).days}


def announce(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Write what will be charged, when, to which card and how to stop it, to those who can be written to today."""
    letters, reached, today = _Letters(), [one for one in due if one.is_reached], local_date(at)
    before = _paid_before(reached)
    told: list[tuple[Due, dict[str, Any]]] = []
    for one, (paid, months_before) in zip(reached, before, strict=True):
        charge_on = max(one.prospect.next_on, today + LEAST_NOTICE)
        pence, plan = one.prospect.price_on(charge_on), one.prospect.next_plan
        own = {
            "mandate.brand": one.who.brand,
            "mandate.last_four": one.who.last_four,
            "stop_url": stop_path(one.who.mandate or 0, email=one.who.email),
        }
        words = {"price_pence": pence, "more_pence": pence - paid, "charge_on": charge_on, "plan": plan}
        words |= {"months": plan.months_from(one.prospect.next_on), "months_before": months_before}
        letters.add(one, own, instalment=one.prospect.instalment_on(charge_on), **words)
        told.append((one, {"amount_pence": pence, "charge_on": charge_on, "last_four": one.who.last_four}))
    sent = send_many(template="membership/renewal_announced", drafts=letters.drafts, at=at)
    for (one, said), notice in zip(told, sent, strict=True):
        renewal = one.renewal
        renewal.notice, renewal.mandate = notice, one.prospect.mandate
        renewal.announced_pence, renewal.charge_on = said["amount_pence"], said["charge_on"]
        one.changes.update(notice_id=notice.pk, mandate_id=one.who.mandate)
        one.changes.update(announced_pence=said["amount_pence"], charge_on=said["charge_on"])
    _record(facts.RENEWAL_ANNOUNCED, told, at)
    return reached


def _paid_before(due: Sequence[Due]) -> list[tuple[int, int]]:
    """What each term that ends cost, and for how many months; for one without an order, what the next one does."""
    lines = OrderLine.objects.filter(pk__in=among([one.who.order_line for one in due if one.who.order_line]))
    paid = {key: (pence, months) for key, pence, months in lines.values_list("pk", "unit_pence", "details__months")}
    before = []
    for one in due:
        now = one.prospect.price_on(one.term.ends_on), one.prospect.next_plan.months_from(one.prospect.next_on)
        pence, months = paid.get(one.who.order_line or 0, now)
        before.append((pence, months or now[1]))
    return before


def charge(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Place the orders for the next terms and enter their charges: the sum that was announced, or nothing."""
    today = local_date(at)
    ready = [one for one in due if one.is_reached and is_long_enough_ago(one.who.told_at, on=today)]
    cards = _cards(ready)
    orders, payments = _orders(ready, cards, at)
    for one, order in zip(ready, orders, strict=True):
        one.renewal.order, one.changes["order_id"] = order, order.pk
    _charge(ready, orders, payments, cards, at)
    return ready


def _cards(due: Sequence[Due]) -> dict[int | None, Mandate]:
    """The kept cards of these, by key."""
    return {**Mandate.objects.filter(pk__in=among([one.who.mandate for one in due])).in_bulk()}


def _orders(
    ready: Sequence[Due], cards: dict[int | None, Mandate], at: datetime
) -> tuple[list[Order], dict[int, list[Payment]]]:
    """Their orders, locked, and the payments of each."""
    wanted = [_wanted(one, cards) for one in ready]
    orders = place_orders(wanted=wanted, at=at)
    payments = count_payments(orders, lock=True)
    for place, (one, order) in enumerate(zip(ready, orders, strict=True)):
        if order.total_pence != one.deed.pence and not order.received_pence:
            # She had begun to pay it herself, at a price of another day.
            withdraw(order=order, at=at)
            orders[place] = place_orders(wanted=[wanted[place]], at=at)[0]
            payments |= count_payments([orders[place]], lock=True)
    return orders, payments


def _wanted(one: Due, cards: dict[int | None, Mandate]) -> Wanted:
    who = one.who
    return wanted_after(
        who.term,
        one.prospect.next_plan,
        is_monthly=one.prospect.is_monthly,
        payer=Payer(who.given_name, who.family_name, who.email or "", who.address),
        person=who.person,
        kept_for=max(KEPT_OPEN, timedelta(days=one.term.plan.grace_days)),
        mandate=cards[who.mandate],
    )


def _charge(
    ready: Sequence[Due],
    orders: Sequence[Order],
    payments: dict[int, list[Payment]],
    cards: dict[int | None, Mandate],
    at: datetime,
) -> None:
    charged, their_cards = [], {}
    for one, order in zip(ready, orders, strict=True):
        card = None
        if order.total_pence == one.deed.pence == order.due_pence:
            card = their_cards[order.pk] = cards[one.who.mandate]
            charged.append(order)
        elif order.received_pence:
            continue
        if order.mandate_id != (card and card.pk):
            Order.objects.filter(pk=order.pk).update(mandate=card)
    enter_charges(orders=charged, payments=payments, cards=their_cards, at=at)


def charge_again(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Charge the cards once more, on the day that the provider's rule allows and the last letter named."""
    reached = [one for one in due if one.is_reached]
    open_orders = Order.objects.filter(pk__in=[one.who.order for one in reached], withdrawn_at=None, expires_at__gt=at)
    still, cards = set(open_orders.values_list("pk", flat=True)), _cards(reached)
    theirs = {one.who.order: cards[one.who.mandate] for one in reached if one.who.mandate}
    ask_to_charge_many(cards={order: card for order, card in theirs.items() if order and order in still}, at=at)
    return reached


def _record(kind: FactKind, told: Iterable[tuple[Due, dict[str, Any]]], at: datetime) -> None:
    happened = (Happened(one.who.person, key_of(Term, one.who.term), data=data) for one, data in told)
    record_each(kind, happened, at=at)
