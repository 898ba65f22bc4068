"""What the tests of orders begin with: an association that sells one thing, and people who want it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import ensure_accounts
from goldseam.core.people.actions import meet
from goldseam.core.people.models import Association, Person
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.models import Order, Payment
from goldseam.foundation.contracts import CannotFulfil, Quote, sellables

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Booklet:
    """A thing that is sold in tests: it costs £75 and is handed over unless it is out of stock."""

    in_stock = True
    agreement = ""
    handed_over: list[int] = []
    taken_back: list[int] = []

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        if key != "calm":
            raise LookupError(key)
        return Quote("A booklet on calm", 7500, "exempt_group_9", agreement=Booklet.agreement)

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        if not Booklet.in_stock:
            raise CannotFulfil("out of stock")
        Booklet.handed_over.append(line.pk)

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        Booklet.taken_back.append(line.pk)


if "membership.booklet" not in sellables:
    sellables.register("membership.booklet", Booklet())


def a_shop() -> None:
    """The association, its accounts, and booklets in stock."""
    ensure_accounts()
    Association.objects.get_or_create(pk=1, defaults={"name": "Association for Infant Mental Health"})
    Booklet.agreement = ""
    Booklet.in_stock, Booklet.handed_over, Booklet.taken_back = True, [], []


def nia(email: str = "nia@families.example") -> Person:
    """Nia Ferreday, health visitor."""
    found = Person.objects.filter(email=email).first()
    return found or meet(email=email, given_name="Nia", family_name="Ferreday", at=NOON)


def an_order(*, person: Person | None = None, key: str | None = None, at: datetime = NOON) -> Order:
    """Nia orders a booklet for £75."""
    payer = Payer("Nia", "Ferreday", "nia@families.example")
    person = person or nia()
    return place_order(items=[Item("membership.booklet", "calm")], payer=payer, person=person, at=at, key=key)


def at_the_bank(order: Order, *, at: datetime = NOON) -> Payment:
    """She goes to the demo bank and has not decided yet."""
    return start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=at)


def the_bank_says(payment: Payment, state: str, *, code: str = "", is_final: bool = False) -> BankSession:
    """What the bank decided."""
    session = BankSession.objects.get(reference=payment.reference)
    session.state, session.code, session.is_final = state, code, is_final
    session.save()
    return session
