"""People who join, pay and are refunded, told through the same actions as the pages call."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.models import BankNotice
from goldseam.core.gateways.demo.outbox import envelope
from goldseam.core.ledger.actions import trial_balance
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.models import Order, Payment
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

T = TypeVar("T")


def open_for_members() -> Plan:
    """The association, its accounts, and the plan of £75 a year."""
    an_association()
    return a_plan()


def joins(name: str, *, at: datetime = NOON, key: str | None = None, plan: str = "qualified") -> Order:
    """Somebody of that name sends the join form."""
    applicant = Applicant(name, "Ferreday", f"{name.lower()}@families.example", "Health visitor")
    return join(plan=Plan.objects.get(slug=plan), applicant=applicant, signed_in=None, key=key or uuid4().hex, at=at)


def goes_to_the_bank(order: Order, *, at: datetime = NOON) -> Payment:
    return start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=at)


def presses(payment: Payment, button: str) -> list[BankNotice]:
    """What the bank owes us after somebody pressed a button on its page."""
    return decide(reference=payment.reference or "", outcome=button)


def told(client: Any, notice: BankNotice) -> int:
    """Deliver a notice over the door providers use; the status we answer."""
    body, headers = envelope(notice)
    kind = headers.pop("Content-Type")
    return int(client.post("/gateways/demo/notice/", body, content_type=kind, headers=headers).status_code)


def all_at_once(do: Callable[[Any], T], among: Iterable[Any], *, threads: int = 8) -> list[T]:
    """Do something for each, in parallel, every thread with its own connection to the database."""

    def one(thing: Any) -> T:
        try:
            return do(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, among))


def books(on: datetime = NOON) -> dict[str, int]:
    """The trial balance: account → pence, debit positive."""
    return {line.code: line.debit_pence - line.credit_pence for line in trial_balance(on=on.date())}


def standing() -> dict[str, tuple[str, int, int, int]]:
    """For each person by given name: state of the orders, received, returned, and terms that run."""
    found = {}
    for person in Person.objects.order_by("given_name"):
        orders = list(person.orders.order_by("id"))
        states = " ".join(sorted(order.state for order in orders))
        received, returned = sum(o.received_pence for o in orders), sum(o.returned_pence for o in orders)
        terms = Term.objects.of(person).current(on=NOON.date()).count()
        found[person.given_name] = (states, received, returned, terms)
    return found


def has_a_term_or_the_money(person: Person) -> bool:
    """Whether somebody who was charged has what it was for, or has it back (or is owed it in the ledger)."""
    kept = sum(order.received_pence - order.returned_pence for order in person.orders.all())
    terms = Term.objects.of(person).filter(cut_short_on=None)
    paid = sum(term.order_line.total_pence for term in terms if term.order_line)
    return kept == paid
