"""Promise 11, and the worker killed between paying and handing over: nothing is lost, nothing is half."""

import random
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.module_loading import import_string

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import look_up_payment
from goldseam.core.sales.actions.refunding import refund_order, send_refunds
from goldseam.core.sales.models import Invoice, Order, Payment, Refund
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.work.schedule import sweeps
from goldseam.subjects.membership.models import Term
from tests.ledger import unbalanced_entries
from tests.promises.members import books, goes_to_the_bank, has_a_term_or_the_money, joins, open_for_members, presses
from tests.promises.processes import killed_at, working
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = size(3, 50)
BUYERS = size(24, 400)
SOON = NOON + timedelta(minutes=6)


def she_comes_back_from_the_bank() -> None:
    look_up_payment(payment=Payment.objects.get(), at=NOON)


def everything_recurring() -> None:
    for sweep in sweeps():
        if "mail" not in sweep.name and "cache" not in sweep.name and "bank's" not in sweep.name:
            import_string(sweep.run)(at=SOON)


def all_whole() -> None:
    """Each who paid has one term, one invoice, one welcome; the books balance."""
    paid = BankSession.objects.filter(state="paid").count()
    assert unbalanced_entries() == []
    assert Term.objects.count() == paid == Order.objects.filter(paid_at__isnull=False).count()
    assert Invoice.objects.filter(kind="invoice").count() == paid
    assert sorted(Invoice.objects.values_list("number", flat=True)) == list(range(1, paid + 1))
    assert Message.objects.filter(template="membership/welcome").count() == paid
    assert books(SOON) == ({"clearing:demo": 7500 * paid, "income:membership": -7500 * paid} if paid else {})
    assert all(has_a_term_or_the_money(person) for person in Person.objects.all())


@pytest.mark.parametrize(
    "point",
    [
        "goldseam.core.sales.actions.paying.confirm_payment",
        "goldseam.core.sales.actions.paying.post",
        "goldseam.core.sales.actions.paying._settle",
        "goldseam.core.sales.actions.invoicing._next_number",
        "goldseam.core.sales.actions.paying.fulfil",
        "goldseam.subjects.membership.sellables.add_term",
        "goldseam.subjects.membership.sellables.send",
        "goldseam.core.sales.actions.fulfilling._earn",
    ],
)
def test_a_worker_killed_anywhere_between_paying_and_handing_over_leaves_it_to_the_sweep(point: str) -> None:
    open_for_members()
    presses(goes_to_the_bank(joins("Nia")), "pay")

    killed_at(point, she_comes_back_from_the_bank)
    everything_recurring()

    all_whole()


def test_after_the_kill_and_before_the_sweep_the_money_is_recorded_and_the_term_is_not() -> None:
    """The control of the test above: there is something for the sweep to do."""
    open_for_members()
    presses(goes_to_the_bank(joins("Nia")), "pay")

    killed_at("goldseam.core.sales.actions.paying.fulfil", she_comes_back_from_the_bank)

    assert Order.objects.get().paid_at
    assert not Term.objects.exists()
    assert books() == {"clearing:demo": 7500, "payments-received": -7500}


def test_killed_after_the_bank_was_asked_she_presses_again_and_is_asked_once() -> None:
    open_for_members()
    order = joins("Nia")
    killed_at("goldseam.core.gateways.protocol.Started.__init__", lambda: goes_to_the_bank(order))
    assert Payment.objects.get().reference is None

    payment = goes_to_the_bank(order)

    assert payment.reference == BankSession.objects.get().reference
    presses(payment, "pay")
    everything_recurring()
    all_whole()


@pytest.mark.parametrize(
    "point",
    ["goldseam.core.gateways.demo.gateway.owe_notices", "goldseam.core.sales.actions.refunding.take_refund_outcome"],
)
def test_killed_while_sending_money_back_it_goes_back_once(point: str) -> None:
    open_for_members()
    order = joins("Nia")
    presses(goes_to_the_bank(order), "pay")
    everything_recurring()
    refund_order(order=Order.objects.get(), amount_pence=7500, reason="asked", by=None, at=NOON)
    killed_at(point, lambda: send_refunds(at=NOON))

    send_refunds(at=NOON + timedelta(hours=1))

    assert Refund.objects.get().state == "made"
    assert sum(refund.amount_pence for refund in BankSession.objects.get().refunds.all()) == 7500
    assert books(NOON + timedelta(hours=1)) == {}


WORKER = """
from django.utils.module_loading import import_string
from goldseam.foundation.work.schedule import sweeps
print("begun", flush=True)
for sweep in sweeps():
    if any(word in sweep.name for word in ("open payments", "paid orders", "refunds", "ruptures")):
        import_string(sweep.run)(at=NOON + timedelta(minutes=6))
print("ended", flush=True)
"""


def test_a_worker_killed_again_and_again_at_random_leaves_nothing_half(
    record_property: Callable[[str, object], None],
) -> None:
    open_for_members()
    for number in range(BUYERS):
        presses(goes_to_the_bank(joins(f"Nia{number}")), "pay")
    chance, interrupted = random.Random(11), 0

    for _kill in range(KILLS):
        with working(WORKER) as worker:
            assert worker.stdout
            worker.stdout.readline()
            _let_it_work(chance.uniform(0.05, 0.5))
            worker.kill()
            interrupted += worker.wait() == -9
        assert unbalanced_entries() == []
    everything_recurring()

    record_property("buyers", BUYERS)
    record_property("kills in mid-work", interrupted)
    assert interrupted
    all_whole()


def _let_it_work(seconds: float) -> None:
    """The one place where time itself is what is tested: a kill at a random moment."""
    time.sleep(seconds)
