"""Placing an order, and finding out whose it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.mandates import take_over_mandates
from goldseam.core.sales.models import Order, OrderLine
from goldseam.foundation.contracts import Quote, sellables
from goldseam.foundation.timeline.record import record

KEPT_OPEN = timedelta(days=14)


@dataclass(frozen=True)
class Payer:
    """Who pays, as typed."""

    given_name: str
    family_name: str
    email: str
    address: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to order: the kind and key of a sellable, and what the buyer chose. Never a price."""

    kind: str
    key: str
    options: Mapping[str, Any] = field(default_factory=dict)
    quantity: int = 1


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
) -> Order:
    """Place an order at the prices of now; the same `key` again returns the order there is, or replaces it when what
    was asked for has changed or its time is over, and nothing has arrived for it.

    Raises NotForSale.
    """
    quotes = [_quote(item, at) for item in items]
    total = sum(quote.unit_pence * item.quantity for quote, item in zip(quotes, items, strict=True))
    if total < 0:
        raise NotForSale("more credit than price")
    with transaction.atomic(savepoint=False):
        existing = Order.objects.select_for_update().filter(key=key).first() if key else None
        if existing and (existing.received_pence or (_same(existing, items, payer) and existing.expires_at > at)):
            return existing
        if existing:
            withdraw(order=existing, at=at)
        order, is_new = _get_or_create(key, payer, person, total, (at, at + kept_for))
        if is_new:
            _enter_lines(order, items, quotes)
            what = quotes[0].description
            told: dict[str, Any] = {"what": what, "total_pence": total, "reference": order.reference}
            record(facts.ORDER_PLACED, person=person, subject=order, by=person, at=at, **told)
    return order


def _enter_lines(order: Order, items: Sequence[Item], quotes: Sequence[Quote]) -> None:
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            kind=item.kind,
            key=item.key,
            options=dict(item.options),
            quantity=item.quantity,
            description=quote.description,
            note=quote.note,
            agreement=quote.agreement,
            unit_pence=quote.unit_pence,
            vat_treatment=quote.vat_treatment,
            vat_rate=quote.vat_rate,
            details=dict(quote.details),
        )
        for quote, item in zip(quotes, items, strict=True)
    )


def _quote(item: Item, at: datetime) -> Quote:
    try:
        return sellables[item.kind].quote(item.key, options=item.options, at=at)
    except LookupError as error:
        raise NotForSale(item.key) from error


def _get_or_create(
    key: str | None, payer: Payer, person: Person | None, total: int, kept: tuple[datetime, datetime]
) -> tuple[Order, bool]:
    order = Order(
        key=key,
        person=person,
        payer_given_name=payer.given_name,
        payer_family_name=payer.family_name,
        payer_email=payer.email,
        payer_address=payer.address,
        total_pence=total,
        placed_at=kept[0],
        expires_at=kept[1],
    )
    if key is None:
        order.save(force_insert=True)
        return order, True
    try:
        with transaction.atomic():
            order.save(force_insert=True)
    except IntegrityError:
        # Of those who send the same form at once, one enters it and the others wait here for that one's order.
        return Order.objects.select_related("person").get(key=key), False
    return order, True


def _same(order: Order, items: Sequence[Item], payer: Payer) -> bool:
    if order.withdrawn_at:
        return False
    asked = (order.payer_given_name, order.payer_family_name, order.payer_email, order.payer_address)
    lines = [(line.kind, line.key, line.options, line.quantity) for line in order.lines.order_by("id")]
    return asked == (payer.given_name, payer.family_name, payer.email, payer.address) and lines == [
        (item.kind, item.key, dict(item.options), item.quantity) for item in items
    ]


@transaction.atomic
def withdraw(*, order: Order, at: datetime, by: Person | None = None) -> None:
    """Set an unpaid order aside; money that still arrives for it goes back."""
    Order.objects.filter(pk=order.pk, paid_at=None, withdrawn_at=None).update(withdrawn_at=at, key=None)
    record(facts.ORDER_WITHDRAWN, person=order.person, subject=order, by=by, at=at, reference=order.reference)


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
