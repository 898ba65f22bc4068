"""Promise 22, for many: whenever the worker is killed in a run of renewals, each is told once and charged once."""

import os
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from goldseam.core.gateways.demo.gateway import GATEWAY
from goldseam.core.gateways.demo.models import BankCard, BankSession
from goldseam.core.gateways.protocol import Charge
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions import charging
from goldseam.core.sales.actions.charging import send_charges
from goldseam.core.sales.actions.fulfilling import fulfil_paid_orders
from goldseam.core.sales.models import Mandate, Order, OrderLine, Payment
from goldseam.foundation.rows import insert
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.renewals import run
from goldseam.subjects.membership.renewals.run import run_renewals
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import a_day, noon, post
from tests.promises.processes import killed_at, working
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

JOINED, ENDS = date(2026, 3, 10), date(2027, 3, 9)
NEXT = ENDS + timedelta(days=1)
ANNOUNCED = NEXT - timedelta(days=10)
MANY, KILLS = size(60, 10_000), size(3, 50)
ANNOUNCEMENT, THANKS = "membership/renewal_announced", "membership/renewed"


def members(count: int) -> None:
    """Nia0, Nia1 and so on, whose year ends on one day and whose kept cards are to be charged for the next."""
    an_association()
    plan, then, good = a_plan(), noon(JOINED), date(2099, 12, 31)
    people = Person.objects.bulk_create(
        Person(
            given_name=f"Nia{number}",
            family_name="Ferreday",
            email=f"nia{number}@families.example",
            email_proved_at=then,
            met_at=then,
        )
        for number in range(count)
    )
    kept = insert([Membership(person=nia, began_on=JOINED) for nia in people])
    when: dict[str, Any] = {"placed_at": then, "expires_at": then, "paid_at": then}
    orders = insert([Order(person=nia, payer_email=nia.email or "", total_pence=7500, **when) for nia in people])
    sold: dict[str, Any] = {"kind": "membership.plan", "key": plan.slug, "unit_pence": 7500, "fulfilled_at": then}
    lines = insert([OrderLine(order=one, description=plan.name, vat_treatment="exempt", **sold) for one in orders])
    year: dict[str, Any] = {"plan": plan, "starts_on": JOINED, "ends_on": ENDS}
    insert([Term(membership=one, order_line=line, **year) for one, line in zip(kept, lines, strict=True)])
    paid: dict[str, Any] = {"amount_pence": 7500, "received_pence": 7500, "started_at": then, "confirmed_at": then}
    payments = insert(
        [Payment(order=one, gateway="demo", key=f"k{one.pk}", reference=f"r{one.pk}", **paid) for one in orders]
    )
    looks: dict[str, Any] = {"brand": "Visa", "last_four": "4242", "expires_on": good}
    BankCard.objects.bulk_create(BankCard(reference=f"card{one.pk}", **looks) for one in payments)
    insert(
        [
            Mandate(person=nia, payment=one, gateway="demo", reference=f"card{one.pk}", agreed_at=then, **looks)
            for nia, one in zip(people, payments, strict=True)
        ]
    )


def charged() -> Counter[str]:
    """How often the bank took money for each order."""
    return Counter(BankSession.objects.filter(return_url="", state="paid").values_list("description", flat=True))


def told(template: str) -> Counter[int | None]:
    """How many letters of that kind each person has."""
    return Counter(Message.objects.filter(template=template).values_list("person", flat=True))


WORKER = """
from datetime import date
from goldseam.core.sales.actions.charging import send_charges
from goldseam.subjects.membership.renewals import run
from goldseam.subjects.membership.tests.renewing import noon
run.BATCH = {batch}
at = noon(date.fromisoformat("{on}"))
print("begun", flush=True)
while run.run_renewals(at=at):
    pass
while send_charges(at=at):
    pass
print("ended", flush=True)
"""


def killed_while_it_works(on: date, *, kills: int, steps: int, done: Callable[[], int]) -> int:
    """Kill a worker so often, each time after it has done a random share of its `steps`; how often in mid-work."""
    chance, interrupted = random.Random(22), 0
    for _kill in range(kills):
        enough = done() + chance.randint(1, max(steps // (kills + 1), 1))
        with working(WORKER.format(on=on, batch=max(MANY // 20, 5))) as worker:
            assert worker.stdout
            worker.stdout.readline()
            give_up = time.monotonic() + 120
            while done() < enough and worker.poll() is None and time.monotonic() < give_up:
                time.sleep(0.002)
            worker.kill()
            interrupted += worker.wait() == -9
    return interrupted


def test_a_worker_killed_again_and_again_in_a_run_tells_each_once_and_charges_each_once(
    record_property: Callable[[str, object], None],
) -> None:
    """SIGKILL at random moments while it announces and while it charges; the next worker goes on from there."""
    members(MANY)
    telling = max(KILLS // 3, 1)
    interrupted = killed_while_it_works(ANNOUNCED, kills=telling, steps=MANY, done=Message.objects.count)
    run_renewals(at=noon(ANNOUNCED))
    post(noon(ANNOUNCED))
    assert told(ANNOUNCEMENT) == Counter(Person.objects.values_list("pk", flat=True)), "each was told once"

    before = Payment.objects.count()
    interrupted += killed_while_it_works(
        NEXT,
        kills=KILLS - telling,
        steps=2 * MANY,
        done=lambda: Payment.objects.count() - before + BankSession.objects.count(),
    )
    a_day(NEXT)
    while send_charges(at=noon(NEXT)):
        pass
    # What the bank did and nobody heard of, and what was paid and not handed over, is for the next sweeps.
    a_day(NEXT + timedelta(days=1))
    for _sweep in range(MANY // 500 + 1):
        fulfil_paid_orders(at=noon(NEXT + timedelta(days=1)))

    record_property("memberships", MANY)
    record_property("kills in mid-work", interrupted)
    assert interrupted == KILLS
    assert set(charged().values()) == {1}
    assert BankSession.objects.count() == len(charged()) == MANY
    assert Term.objects.filter(starts_on=NEXT).count() == MANY
    for template in (ANNOUNCEMENT, THANKS):
        assert told(template) == Counter(Person.objects.values_list("pk", flat=True)), template
    assert balance("income:membership") == -7500 * MANY


def test_without_one_transaction_for_letter_and_day_a_kill_between_them_tells_each_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control for the letters."""
    members(3)
    with monkeypatch.context() as apart:
        apart.setattr(run, "_do", run._do.__wrapped__)  # type: ignore[attr-defined]
        apart.setattr("django.db.models.query.QuerySet.select_for_update", lambda rows, **_how: rows)
        killed_at("goldseam.subjects.membership.renewals.run._next_day", lambda: run_renewals(at=noon(ANNOUNCED)))

    run_renewals(at=noon(ANNOUNCED))

    assert set(told(ANNOUNCEMENT).values()) == {2}


def asks_and_dies() -> None:
    """In a process of its own: the bank has taken the money, and its answer is never noted."""
    asks = GATEWAY.charge_saved

    def dies(_bank: object, *told: Any, **named: Any) -> None:
        asks(*told, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    type(GATEWAY).charge_saved = dies  # type: ignore[assignment,method-assign]
    send_charges(at=noon(NEXT))


@pytest.mark.parametrize(("keeps_its_key", "times"), [(True, 1), (False, 2)])
def test_killed_after_the_bank_was_asked_the_key_of_the_charge_keeps_it_at_one(
    keeps_its_key: bool, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the bank's answer was noted; and the control: asked under a new key each time, it takes twice."""
    members(1)
    for number in range(10):
        a_day(ANNOUNCED + timedelta(days=number))
    run_renewals(at=noon(NEXT))
    if not keeps_its_key:
        monkeypatch.setattr(charging, "Charge", lambda **asked: Charge(**asked | {"key": secrets.token_hex(8)}))

    killed_at("goldseam.core.sales.actions.charging.look_up_payment", asks_and_dies)
    assert Payment.objects.get(confirmed_at=None).reference is None
    send_charges(at=noon(NEXT))

    assert list(BankSession.objects.values_list("state", flat=True)) == ["paid"] * times
