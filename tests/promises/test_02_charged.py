"""Promise 2: who is charged has a place or the money back, however late, often or little they paid."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.module_loading import import_string

from goldseam.core.gateways.demo.gateway import DemoBank
from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.people.models import Person
from goldseam.core.sales.actions import fulfilling
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.actions.paying import fail_payment, look_up_payment, record_transfer, start_payment
from goldseam.core.sales.actions.refunding import confirm_hand_refund
from goldseam.core.sales.models import Order, Refund
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.work.schedule import sweeps
from goldseam.subjects.membership.models import Term
from tests.promises.members import (
    all_at_once,
    goes_to_the_bank,
    has_a_term_or_the_money,
    joins,
    open_for_members,
    presses,
)
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

BUYERS = size(32, 500)
# Letters and pages are shown elsewhere; what moves money and memberships runs here as it does every minute.
MONEY = ("open payments", "without an answer", "early notices", "paid orders", "send refunds", "ruptures")


def everything_recurring(*, days: float) -> None:
    at = NOON + timedelta(days=days)
    for sweep in sweeps():
        if any(word in sweep.name for word in MONEY):
            import_string(sweep.run)(at=at)
    for refund in Refund.objects.filter(state="asked", payment__gateway="transfer"):
        confirm_hand_refund(refund=refund, at=at, by=Person.objects.earliest("pk"))


def pays_at_once(order: Order) -> None:
    payment = goes_to_the_bank(order)
    presses(payment, "pay")
    look_up_payment(payment=payment, at=NOON)


def pays_after_an_hour_without_an_answer(order: Order) -> None:
    payment = goes_to_the_bank(order)
    fail_payment(payment=payment, code="no_answer", is_final=False, at=NOON + timedelta(hours=1))
    presses(payment, "pay")


def pays_and_never_comes_back(order: Order) -> None:
    presses(goes_to_the_bank(order), "pay")


def pays_with_two_cards(order: Order) -> None:
    first = goes_to_the_bank(order)
    fail_payment(payment=first, code="no_answer", is_final=False, at=NOON)
    presses(first, "pay")
    presses(goes_to_the_bank(order), "pay")


def pays_for_an_order_that_was_set_aside(order: Order) -> None:
    payment = goes_to_the_bank(order)
    withdraw(order=order, at=NOON)
    presses(payment, "pay")


def pays_after_the_order_ran_out(order: Order) -> None:
    payment = goes_to_the_bank(order)
    Order.objects.filter(pk=order.pk).update(expires_at=NOON - timedelta(hours=1))
    presses(payment, "pay")


def pays_by_card_and_by_transfer(order: Order) -> None:
    pays_at_once(order)
    record_transfer(order=order, amount_pence=7500, at=NOON, by=Person.objects.earliest("pk"))


def sends_too_much(order: Order) -> None:
    start_payment(order=order, way="transfer", return_url="", at=NOON)
    record_transfer(order=order, amount_pence=9000, at=NOON, by=Person.objects.earliest("pk"))


def sends_it_in_two_parts(order: Order) -> None:
    for pence in (5000, 2500):
        record_transfer(order=order, amount_pence=pence, at=NOON, by=Person.objects.earliest("pk"))


def is_declined(order: Order) -> None:
    presses(goes_to_the_bank(order), "decline")


def goes_away(order: Order) -> None:
    """Never even went to pay."""


WAYS: list[Callable[[Order], None]] = [
    pays_at_once,
    pays_after_an_hour_without_an_answer,
    pays_and_never_comes_back,
    pays_with_two_cards,
    pays_for_an_order_that_was_set_aside,
    pays_after_the_order_ran_out,
    pays_by_card_and_by_transfer,
    sends_too_much,
    sends_it_in_two_parts,
    is_declined,
    goes_away,
]


def without_either() -> list[str]:
    return [person.given_name for person in Person.objects.all() if not has_a_term_or_the_money(person)]


def money_of(person: Person) -> int:
    """What the banks still have from somebody, in pence, by the banks' own books."""
    orders = person.orders.all()
    at_bank = BankSession.objects.filter(state="paid", key__in=[p.key for o in orders for p in o.payments.all()])
    taken = sum(session.amount_pence for session in at_bank)
    back = sum(refund.amount_pence for session in at_bank for refund in session.refunds.all())
    transfers = sum(p.received_pence for o in orders for p in o.payments.filter(gateway="transfer"))
    by_hand = sum(r.amount_pence for o in orders for r in o.refunds.filter(payment__gateway="transfer", state="made"))
    return taken - back + transfers - by_hand


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whoever_pays_like_this_has_a_term_or_the_money(way: Callable[[Order], None]) -> None:
    open_for_members()
    way(joins("Nia"))

    for days in (0.1, 1, 1.2):
        everything_recurring(days=days)

    nia = Person.objects.get()
    assert has_a_term_or_the_money(nia)
    assert money_of(nia) == 7500 * Term.objects.of(nia).count()


def test_many_at_once_each_in_a_way_of_their_own_and_nobody_is_charged_without_either(
    record_property: Callable[[str, object], None],
) -> None:
    open_for_members()
    chance = random.Random(2026)
    buyers = [(joins(f"Nia{number}"), chance.choice(WAYS)) for number in range(BUYERS)]

    all_at_once(lambda buyer: buyer[1](buyer[0]), buyers)
    for days in (0.1, 1, 1.2, 15, 15.2):
        everything_recurring(days=days)

    record_property("buyers", BUYERS)
    record_property("charged without either", len(without_either()))
    assert without_either() == []
    assert {person.given_name for person in Person.objects.all() if money_of(person) != _worth(person)} == set()


def _worth(person: Person) -> int:
    return 7500 * Term.objects.of(person).count()


def test_without_the_sweep_a_crash_after_paying_would_leave_somebody_with_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the money is recorded, the worker dies, and nobody looks again."""
    open_for_members()
    with monkeypatch.context() as killed:
        killed.setattr("goldseam.core.sales.actions.paying.fulfil", lambda **_told: False)
        pays_at_once(joins("Nia"))
    assert without_either() == ["Nia"]

    fulfilling.fulfil_paid_orders(at=NOON)

    assert without_either() == []


def test_without_asking_again_a_lost_notice_would_leave_somebody_with_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the bank took the money, its notice is lost, and nobody asks."""
    open_for_members()
    monkeypatch.setattr(DemoBank, "look_up", lambda self, reference: None)
    pays_and_never_comes_back(joins("Nia"))
    everything_recurring(days=0.1)
    assert (money_of(Person.objects.get()), Term.objects.count()) == (7500, 0)

    monkeypatch.undo()
    everything_recurring(days=0.2)

    assert Term.objects.count() == 1
