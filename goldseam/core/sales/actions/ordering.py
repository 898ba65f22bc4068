"""Placing an order, and finding out whose it is."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from goldseam.core.ledger import accounts
from goldseam.core.ledger.actions import post
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.mandates import take_over_mandates
from goldseam.core.sales.models import Order, OrderLine, Payment
from goldseam.foundation.contracts import Quote, sellables
from goldseam.foundation.rows import insert, insert_each
from goldseam.foundation.timeline.record import Happened, record, record_each

KEPT_OPEN = timedelta(days=14)


@dataclass(frozen=True)
class Payer:
    """Who pays, as typed. `purchase_order` is the number under which an organisation's own books know the order."""

    given_name: str
    family_name: str
    email: str
    address: str = ""
    purchase_order: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to order: the kind and key of a sellable, and what the buyer chose. Never a price."""

    kind: str
    key: str
    options: Mapping[str, Any] = field(default_factory=dict)
    quantity: int = 1


@dataclass(frozen=True)
class Wanted:
    """What one payer asks for. The same `key` is the same order; the last two as on Order, the mandate by
    its key; `person` may be a key.
    """

    items: Sequence[Item]
    payer: Payer
    person: Person | int | None
    key: str | None = None
    kept_for: timedelta = KEPT_OPEN
    mandate: int | None = None
    is_of_organisation: bool = False


class NotForSale(Exception):
    """What was asked for cannot be bought now."""


def place_order(
    *,
    items: Sequence[Item],
    payer: Payer,
    person: Person | None,
    at: datetime,
    key: str | None = None,
    kept_for: timedelta = KEPT_OPEN,
    is_of_organisation: bool = False,
) -> Order:
    """Place an order at the prices of now; the same `key` again returns the order there is, or replaces it when what
    was asked for has changed or its time is over, and nothing has arrived for it.

    Raises NotForSale.
    """
    one = Wanted(items, payer, person, key, kept_for, is_of_organisation=is_of_organisation)
    return place_orders(wanted=[one], at=at)[0]


def place_orders(*, wanted: Sequence[Wanted], at: datetime) -> list[Order]:
    """The same for many, each with another key, in as many questions as for one; in the order in which they are wanted.

    Only what is there already under one of the keys is looked at one by one.
    """
    quotes = _quotes(wanted, at)
    with transaction.atomic(savepoint=False):
        standing = _standing([one for one in wanted if one.key], at)
        new = [(one, quoted) for one, quoted in zip(wanted, quotes, strict=True) if one.key not in standing]
        orders = iter(_enter(new, at))
        return [standing[one.key] if one.key in standing else next(orders) for one in wanted]


def _quotes(wanted: Sequence[Wanted], at: datetime) -> list[list[Quote]]:
    """The quotes for what each wants: every kind of thing is asked once."""
    asked: dict[str, list[Item]] = defaultdict(list)
    for one in wanted:
        for item in one.items:
            asked[item.kind].append(item)
    try:
        quoted = {
            kind: iter(sellables[kind].quote_many([(item.key, item.options) for item in items], at=at))
            for kind, items in asked.items()
        }
    except LookupError as error:
        raise NotForSale(*error.args) from error
    quotes = [[next(quoted[item.kind]) for item in one.items] for one in wanted]
    if any(_total(one, told) < 0 for one, told in zip(wanted, quotes, strict=True)):
        raise NotForSale("more credit than price")
    return quotes


def _total(one: Wanted, quotes: Sequence[Quote]) -> int:
    return sum(quote.unit_pence * item.quantity for quote, item in zip(quotes, one.items, strict=True))


def _standing(wanted: Sequence[Wanted], at: datetime) -> dict[str | None, Order]:
    """The orders there are for these keys and that hold, locked; what does not hold any more is set aside."""
    asked = {one.key: one for one in wanted}
    rows = Order.objects.select_for_update().filter(key__in=list(asked)).order_by("pk") if asked else ()
    standing: dict[str | None, Order] = {}
    for order in rows:
        if order.received_pence or (_same(order, asked[order.key]) and order.expires_at > at):
            standing[order.key] = order
        else:
            withdraw(order=order, at=at)
    return standing


def _enter(wanted: Sequence[tuple[Wanted, list[Quote]]], at: datetime) -> list[Order]:
    orders = [_order(one, quotes, at) for one, quotes in wanted]
    keys = [order.key for order in orders if order.key]
    try:
        with transaction.atomic(savepoint=bool(keys)):
            insert(orders)
    except IntegrityError:
        # Of those who send the same form at once, one enters it and the others wait here for that one's order.
        others = {order.key: order for order in Order.objects.select_related("person").filter(key__in=keys)}
        if not others:
            raise
        rest = iter(_enter([pair for pair in wanted if pair[0].key not in others], at))
        return [others[one.key] if one.key in others else next(rest) for one, _quoted in wanted]
    _enter_lines(orders, wanted)
    record_each(facts.ORDER_PLACED, map(_placed, orders, [quotes[0] for _one, quotes in wanted]), at=at)
    return orders


def _order(one: Wanted, quotes: Sequence[Quote], at: datetime) -> Order:
    return Order(
        key=one.key,
        **{"person" if isinstance(one.person, Person) else "person_id": one.person},
        payer_given_name=one.payer.given_name,
        payer_family_name=one.payer.family_name,
        payer_email=one.payer.email,
        payer_address=one.payer.address,
        purchase_order=one.payer.purchase_order,
        total_pence=_total(one, quotes),
        placed_at=at,
        expires_at=at + one.kept_for,
        mandate_id=one.mandate,
        is_of_organisation=one.is_of_organisation,
    )


def _placed(order: Order, first: Quote) -> Happened:
    told: dict[str, Any] = {"what": first.description, "total_pence": order.total_pence, "reference": order.reference}
    return Happened(order.person_id, order, order.person_id, told)


def _enter_lines(orders: Sequence[Order], wanted: Sequence[tuple[Wanted, list[Quote]]]) -> None:
    insert_each(
        OrderLine,
        [
            {
                "order_id": order.pk,
                "kind": item.kind,
                "key": item.key,
                "options": dict(item.options),
                "quantity": item.quantity,
                "description": quote.description,
                "note": quote.note,
                "agreement": quote.agreement,
                "unit_pence": quote.unit_pence,
                "vat_treatment": quote.vat_treatment,
                "vat_rate": quote.vat_rate,
                "details": dict(quote.details),
            }
            for order, (one, quotes) in zip(orders, wanted, strict=True)
            for quote, item in zip(quotes, one.items, strict=True)
        ],
    )


def _same(order: Order, one: Wanted) -> bool:
    if order.withdrawn_at:
        return False
    asked = Payer(
        order.payer_given_name,
        order.payer_family_name,
        order.payer_email,
        order.payer_address,
        order.purchase_order,
    )
    lines = [(line.kind, line.key, line.options, line.quantity) for line in order.bought]
    return asked == one.payer and lines == [
        (item.kind, item.key, dict(item.options), item.quantity) for item in one.items
    ]


@transaction.atomic
def withdraw(*, order: Order, at: datetime, by: Person | None = None) -> None:
    """Set an unpaid order aside; a charge that no provider was asked for yet is not made, and money that still arrives
    for it goes back. Twice, or once it is paid, nothing changes.
    """
    unpaid = Order.objects.filter(pk=order.pk, paid_at=None, withdrawn_at=None)
    if not unpaid.update(withdrawn_at=at, key=None):
        return
    charges = Payment.objects.filter(order=order.pk, mandate__isnull=False, confirmed_at=None, failed_at=None)
    charges.filter(reference=None).update(failed_at=at, code="replaced")
    # Part of it may be let off: it was paid once, and the transfer turned out to be for something else.
    end_waiver(order=order, pence=order.waived_pence, at=at, by=by)
    record(facts.ORDER_WITHDRAWN, person=order.person, subject=order, by=by, at=at, reference=order.reference)


def end_waiver(*, order: Order, pence: int, at: datetime, by: Person | None) -> None:
    """Take back, once, so much of what an order was let off; in the caller's transaction."""
    if pence:
        post(
            key=f"waive-ended:{order.pk}",
            memo=f"Not waived after all: {order.reference}",
            at=at,
            by=by,
            about=f"sales.order:{order.pk}",
            lines=[(accounts.RECEIVED, pence), (accounts.WAIVED, -pence)],
        )


@transaction.atomic
def withdraw_unpaid(*, orders: Collection[int], at: datetime, by: Person) -> int:
    """Set those of `orders` (keys) aside for which nothing has arrived; returns how many."""
    unpaid = Order.objects.open().filter(pk__in=orders).order_by("pk").locked()
    nothing_came = [order for order in unpaid if not order.received_pence]
    for order in nothing_came:
        withdraw(order=order, at=at, by=by)
    return len(nothing_came)


@transaction.atomic
def claim_order(*, order: Order, person: Person, at: datetime) -> Order:
    """Attach an order to the person who proved its address. Doing it twice changes nothing."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.person_id is None:
        order.person = person
        order.save(update_fields=["person"])
        take_over_mandates(order=order, person=person, at=at)
        what = order.lines.order_by("id").values_list("description", flat=True).first()
        record(
            facts.ORDER_CLAIMED, person=person, subject=order, by=person, at=at, what=what, reference=order.reference
        )
    return order
