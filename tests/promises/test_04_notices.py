"""Promise 4: providers' notices may come twice, late and in any order; there is one final ledger."""

import random
import threading
from collections.abc import Iterator

import pytest
from django.db.models import QuerySet
from django.test import Client

from goldseam.core.gateways.demo.models import BankNotice
from goldseam.core.gateways.protocol import GatewayAway
from goldseam.core.sales.actions import notices, refunding
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.actions.paying import fail_payment, look_up_payment
from goldseam.core.sales.actions.refunding import refund_order, send_refunds
from goldseam.core.sales.models import Order, Payment, ProviderNotice, Refund
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation import clock
from goldseam.foundation.work.schedule import run_due
from tests import isolation
from tests.promises.members import (
    all_at_once,
    books,
    goes_to_the_bank,
    joins,
    open_for_members,
    presses,
    standing,
    told,
)
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = size(5, 200)
TIMES = 10


@pytest.fixture(scope="module", autouse=True)
def that_noon() -> Iterator[None]:
    """Our door dates what it is told by the clock, and the books below are those of one day."""
    before = clock.set_source(lambda: NOON)
    yield
    clock.set_source(before)


def seven_people() -> list[BankNotice]:
    """What can happen to a payment, each to somebody else; the notices the bank owes for it, none delivered."""
    open_for_members()
    owed = presses(goes_to_the_bank(joins("Nia")), "pay")
    owed += presses(goes_to_the_bank(joins("Omar")), "decline")
    tom = joins("Tom")
    owed += presses(goes_to_the_bank(tom), "decline")
    fail_payment(payment=tom.payments.get(), code="insufficient_funds", is_final=False, at=NOON)
    owed += presses(goes_to_the_bank(tom), "pay")
    owed += _first_declined_then_paid(goes_to_the_bank(joins("Ada")))
    owed += _with_two_cards(joins("Bea"))
    owed += _for_an_order_set_aside(joins("Cat"))
    owed += _refunded_by_a_bank_that_did_not_answer(joins("Dee"))
    return owed


def _first_declined_then_paid(payment: Payment) -> list[BankNotice]:
    """One session, two notices that contradict each other: real providers let people try again on the same page."""
    paid = presses(payment, "pay")
    body = paid[0].body | {"id": f"{paid[0].body['id']}-before", "state": "failed", "code": "insufficient_funds"}
    return [*BankNotice.objects.bulk_create([BankNotice(id=body["id"], body=body)]), *paid]


def _with_two_cards(order: Order) -> list[BankNotice]:
    first = goes_to_the_bank(order)
    fail_payment(payment=first, code="no_answer", is_final=False, at=NOON)
    return presses(first, "pay") + presses(goes_to_the_bank(order), "pay")


def _for_an_order_set_aside(order: Order) -> list[BankNotice]:
    payment = goes_to_the_bank(order)
    withdraw(order=order, at=NOON)
    return presses(payment, "pay")


def _refunded_by_a_bank_that_did_not_answer(order: Order) -> list[BankNotice]:
    """The money went back, and the line broke before the bank could say so: its notices come in any order."""
    payment = goes_to_the_bank(order)
    owed = presses(payment, "pay")
    look_up_payment(payment=payment, at=NOON)
    refund_order(order=order, amount_pence=7500, reason="within 14 days", by=None, at=NOON)
    bank = refunding.gateway_named("demo")

    class BreaksOff:
        def refund(self, **asked: object) -> object:
            bank.refund(**asked)  # type: ignore[arg-type]
            raise GatewayAway("line broke")

    before = set(BankNotice.objects.values_list("pk", flat=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refunding, "gateway_to_move_money", lambda slug: BreaksOff())
        send_refunds(at=NOON)
    return owed + list(BankNotice.objects.exclude(pk__in=before))


def deliver(owed: list[BankNotice]) -> None:
    statuses = all_at_once(lambda notice: told(Client(), notice), owed)
    assert set(statuses) == {200}


def until_the_bank_owes_nothing(first: list[BankNotice], shuffled: random.Random | None) -> None:
    """Deliver, let recurring work run, and deliver what the bank owes for that, until nothing is new."""
    known = set(BankNotice.objects.values_list("pk", flat=True))
    owed = first
    while owed:
        if shuffled:
            owed = owed * TIMES
            shuffled.shuffle(owed)
            deliver(owed)
        else:
            for notice in owed:
                deliver([notice])
        notices.take_up_early_notices(at=NOON)
        send_refunds(at=NOON)
        owed = list(BankNotice.objects.exclude(pk__in=known))
        known |= {notice.pk for notice in owed}


@pytest.fixture(scope="module")
def one_ending(django_db_setup: None, django_db_blocker: object) -> tuple[object, object]:
    """How it ends when every notice comes once and in good order."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        until_the_bank_owes_nothing(seven_people(), None)
        ending = books(), standing()
        isolation.put_back()
    return ending


def test_in_good_order_everybody_ends_where_they_should(one_ending: tuple[dict[str, int], dict[str, object]]) -> None:
    ledger, people = one_ending
    assert ledger == {"clearing:demo": 4 * 7500, "income:membership": -4 * 7500}
    assert people == {
        "Ada": ("paid", 7500, 0, 1),
        "Bea": ("paid", 15000, 7500, 1),
        "Cat": ("withdrawn", 7500, 7500, 0),
        "Dee": ("refunded", 7500, 7500, 0),
        "Nia": ("paid", 7500, 0, 1),
        "Omar": ("open", 0, 0, 0),
        "Tom": ("paid", 7500, 0, 1),
    }


@pytest.mark.parametrize("seed", range(SEEDS))
def test_ten_times_shuffled_and_eight_at_once_it_ends_the_same(seed: int, one_ending: tuple[object, object]) -> None:
    until_the_bank_owes_nothing(seven_people(), random.Random(seed))

    assert (books(), standing()) == one_ending
    assert not ProviderNotice.objects.filter(handled_at=None).exists()
    assert set(Refund.objects.values_list("state", flat=True)) == {"made"}


def test_a_refund_told_before_its_charge_is_kept_and_counts_after_it(one_ending: tuple[object, object]) -> None:
    """As after a restored backup: the refund is known to the bank, the charge has not come yet."""
    open_for_members()
    order = joins("Dee")
    owed = _refunded_by_a_bank_that_did_not_answer(order)
    charge, refund = sorted(owed, key=lambda notice: notice.body["state"])
    Payment.objects.update(confirmed_at=None)

    deliver([refund])
    assert ProviderNotice.objects.get().handled_at is None

    Payment.objects.update(confirmed_at=NOON)
    deliver([charge])
    assert ProviderNotice.objects.filter(handled_at=None).count() == 0
    assert Refund.objects.get().state == "made"


def test_without_taking_up_early_notices_the_refund_would_stay_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(notices, "take_up_early_notices", lambda *, at: None)
    open_for_members()
    charge, refund = sorted(
        _refunded_by_a_bank_that_did_not_answer(joins("Dee")), key=lambda notice: notice.body["state"]
    )
    Payment.objects.update(confirmed_at=None)
    deliver([refund])
    Payment.objects.update(confirmed_at=NOON)
    deliver([charge])

    assert Refund.objects.get().state == "asked"


def test_without_the_lock_money_set_aside_goes_back_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the shuffled test: two notices are read at the same moment, and no row is locked."""
    open_for_members()
    (notice,) = _for_an_order_set_aside(joins("Cat"))
    both_have_read = threading.Barrier(2, timeout=5)

    def unlocked(rows: QuerySet[Payment], **_how: object) -> QuerySet[Payment]:
        if rows.model is Payment:
            list(rows)
            both_have_read.wait()
        return rows

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    twin = BankNotice.objects.create(id="twin", body=notice.body | {"id": "twin"})
    all_at_once(lambda each: told(Client(raise_request_exception=False), each), [notice, twin], threads=2)

    assert Refund.objects.count() > 1


def test_the_sweep_takes_up_a_notice_whose_worker_died(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stored, and then nothing: as after a kill between storing and acting."""
    open_for_members()
    (notice,) = presses(goes_to_the_bank(joins("Nia")), "pay")
    with monkeypatch.context() as killed:
        killed.setattr(notices, "handle", lambda **_told: False)
        told(Client(), notice)
    assert standing()["Nia"] == ("open", 0, 0, 0)

    run_due(at=NOON, all_of_them=True)

    assert standing()["Nia"] == ("paid", 7500, 0, 1)
