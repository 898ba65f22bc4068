"""The deeds of the run, each for many and in the run's transaction: remind, announce, and place the orders that are
charged.

Each returns those for whom it was done; what was not done is taken up again the next day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from goldseam.core.mail.actions import Draft, send_many
from goldseam.core.sales.actions.charging import ask_to_charge_many, enter_charges
from goldseam.core.sales.actions.ordering import KEPT_OPEN, Payer, Wanted, place_orders, withdraw
from goldseam.core.sales.models import Order, OrderLine, Payment, count_payments
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


def _sorts(due: Iterable[Due]) -> Iterable[tuple[Due, list[Due]]]:
    """Those about whom the same decides: the first of them, who stands for all, and all."""
    for _prospect, alike in groupby(due, key=lambda one: id(one.prospect)):
        ones = list(alike)
        yield ones[0], ones


def _context(one: Due, **told: Any) -> dict[str, Any]:
    """What letters say that say the same of plan, days and sums: they are composed once."""
    return {"term": {name: getattr(one.term, name) for name in SAID_OF_TERM}, **told}


def _draft(one: Due, context: dict[str, Any], **own: Any) -> Draft:
    """A letter to one: `own` is said to nobody else."""
    who = one.who
    own["person.given_name"] = who.given_name
    return Draft(who.person, who.email or "", context, own, about=key_of(Renewal, who.renewal))


def remind(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Write that the membership ends, with the one link that renews it."""
    drafts, reached, today = [], [one for one in due if one.is_reached], local_date(at)
    for first, alike in _sorts(reached):
        context = _context(first, **_said_of_next(first, today))
        for one in alike:
            # A card that is not charged by itself is named.
            card = {"mandate.last_four": one.who.last_four} if first.prospect.mandate else {}
            url = renew_path_of(one.who.term, email=one.who.email)
            drafts.append(_draft(one, context, renew_url=url, **card))
    send_many(template="membership/renewal_reminder", drafts=drafts, at=at)
    _record(facts.RENEWAL_REMINDED, ((one, {"ends_on": one.term.ends_on}) for one in reached), at)
    for first, alike in _sorts(due):
        first.renewal.reminded_days = first.deed.days_before
        for one in alike:
            one.changes["reminded_days"] = first.deed.days_before
    return list(due)


def _said_of_next(one: Due, today: date) -> dict[str, Any]:
    follows = one.prospect.next_plan
    told: dict[str, Any] = {"next_plan": follows, "moves_on": one.prospect.moves_on, "plan": one.term.plan}
    told["until"] = follows.ends_on(one.prospect.next_on) if follows.fixed_year else None
    told["instalment"] = one.prospect.instalment_on(one.prospect.next_on)
    return told | {"price_pence": one.deed.pence, "days": (one.term.ends_on - today).days}


class Announced(NamedTuple):
    """What those about whom the same decides are told of: when the card is charged, and how much."""

    first: Due
    alike: list[Due]
    charge_on: date
    pence: int


def announce(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Write what will be charged, when, to which card and how to stop it, to those who can be written to today."""
    reached = [one for one in due if one.is_reached]
    announced, paid = [_announced(*alike, local_date(at)) for alike in _sorts(reached)], _paid(reached)
    drafts = [draft for theirs in announced for draft in _announcements(theirs, paid)]
    sent = iter(send_many(template="membership/renewal_announced", drafts=drafts, at=at))
    for first, alike, charge_on, pence in announced:
        for one, notice in zip(alike, sent, strict=False):
            one.changes.update(notice_id=notice.pk, mandate_id=one.who.mandate)
            one.changes.update(announced_pence=pence, charge_on=charge_on)
        renewal = first.renewal
        renewal.notice, renewal.mandate = notice.message, first.prospect.mandate
        renewal.announced_pence, renewal.charge_on = pence, charge_on
    told = (
        (one, {"amount_pence": theirs.pence, "charge_on": theirs.charge_on, "last_four": one.who.last_four})
        for theirs in announced
        for one in theirs.alike
    )
    _record(facts.RENEWAL_ANNOUNCED, told, at)
    return reached


def _announced(first: Due, alike: list[Due], today: date) -> Announced:
    charge_on = max(first.prospect.next_on, today + LEAST_NOTICE)
    return Announced(first, alike, charge_on, first.prospect.price_on(charge_on))


def _announcements(theirs: Announced, paid: dict[int | None, tuple[int, int | None]]) -> Iterable[Draft]:
    """Their letters: one context for those who paid the same before, or as much as the next term costs."""
    prospect, plan = theirs.first.prospect, theirs.first.prospect.next_plan
    months = plan.months_from(prospect.next_on)
    said = {"price_pence": theirs.pence, "charge_on": theirs.charge_on, "plan": plan, "months": months}
    said["instalment"] = prospect.instalment_on(theirs.charge_on)

    @cache
    def context(paid_pence: int, months_before: int | None) -> dict[str, Any]:
        before = {"more_pence": theirs.pence - paid_pence, "months_before": months_before or months}
        return _context(theirs.first, **said, **before)

    as_now = prospect.price_on(theirs.first.term.ends_on), months
    for one in theirs.alike:
        card = {"mandate.brand": one.who.brand, "mandate.last_four": one.who.last_four}
        stop_url = stop_path(one.who.mandate or 0, email=one.who.email)
        yield _draft(one, context(*paid.get(one.who.order_line, as_now)), stop_url=stop_url, **card)


def _paid(due: Sequence[Due]) -> dict[int | None, tuple[int, int | None]]:
    """What the terms that end cost, and for how many months, by key of the order's line."""
    lines = OrderLine.objects.filter(pk__in=among([one.who.order_line for one in due if one.who.order_line]))
    return {key: (pence, months) for key, pence, months in lines.values_list("pk", "unit_pence", "details__months")}


def charge(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Place the orders for the next terms and enter their charges: the sum that was announced, or nothing."""
    today = local_date(at)
    ready = [one for one in due if one.is_reached and is_long_enough_ago(one.who.told_at, on=today)]
    orders, payments = _orders(ready, at)
    for one, order in zip(ready, orders, strict=True):
        one.renewal.order, one.changes["order_id"] = order, order.pk
    _charge(ready, orders, payments, at)
    return ready


def _orders(ready: Sequence[Due], at: datetime) -> tuple[list[Order], dict[int, list[Payment]]]:
    """Their orders, locked, and the payments of each."""
    wanted = [_wanted(one) for one in ready]
    orders = place_orders(wanted=wanted, at=at)
    payments = count_payments(orders, lock=True)
    for place, (one, order) in enumerate(zip(ready, orders, strict=True)):
        if order.total_pence != one.deed.pence and not order.received_pence:
            # She had begun to pay it herself, at a price of another day.
            withdraw(order=order, at=at)
            orders[place] = place_orders(wanted=[wanted[place]], at=at)[0]
            payments |= count_payments([orders[place]], lock=True)
    return orders, payments


def _wanted(one: Due) -> Wanted:
    who = one.who
    return wanted_after(
        who.term,
        one.prospect.next_plan,
        is_monthly=one.prospect.is_monthly,
        payer=Payer(who.given_name, who.family_name, who.email or "", who.address),
        person=who.person,
        kept_for=max(KEPT_OPEN, timedelta(days=one.term.plan.grace_days)),
        mandate=who.mandate,
    )


def _charge(ready: Sequence[Due], orders: Sequence[Order], payments: dict[int, list[Payment]], at: datetime) -> None:
    charged, cards = [], {}
    for one, order in zip(ready, orders, strict=True):
        card = None
        if order.total_pence == one.deed.pence == order.due_pence:
            card = cards[order.pk] = one.who.card
            charged.append(order)
        elif order.received_pence:
            continue
        mandate = card and card.mandate
        if order.mandate_id != mandate:
            Order.objects.filter(pk=order.pk).update(mandate=mandate)
    enter_charges(orders=charged, payments=payments, cards=cards, at=at)


def charge_again(due: Sequence[Due], *, at: datetime) -> list[Due]:
    """Charge the cards once more, on the day that the provider's rule allows and the last letter named."""
    reached = [one for one in due if one.is_reached]
    open_orders = Order.objects.filter(pk__in=[one.who.order for one in reached], withdrawn_at=None, expires_at__gt=at)
    still = set(open_orders.values_list("pk", flat=True))
    cards = {one.who.order: one.who.card for one in reached if one.who.mandate and one.who.order in still}
    ask_to_charge_many(cards=cards, at=at)
    return reached


def _record(kind: FactKind, told: Iterable[tuple[Due, dict[str, Any]]], at: datetime) -> None:
    happened = (Happened(one.who.person, key_of(Term, one.who.term), data=data) for one, data in told)
    record_each(kind, happened, at=at)
