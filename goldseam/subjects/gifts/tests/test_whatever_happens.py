"""A gift is taken up once, whatever happens in whatever order, and whoever is there at once."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.subjects.gifts import actions, pool, redeeming
from goldseam.subjects.gifts.actions import Closed, WrittenJustNow, deliver_due, pass_on, put_in_pool, send_again
from goldseam.subjects.gifts.models import Application, Delivery, Gift, State
from goldseam.subjects.gifts.redeeming import NotEligible, give_back, redeem
from goldseam.subjects.gifts.tests.factories import a_gift, a_gift_plan, known, the_delivery, wishes
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan
from tests.ledger import unbalanced_entries
from tests.promises.members import all_at_once
from tests.promises.sizes import FULL, size

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NO_WAY = (Closed, NotEligible, WrittenJustNow)
which, who = st.integers(0, 5), st.integers(0, 3)


class Gifts(RuleBasedStateMachine):
    """Some gifts, the pool, and four people who take them up, give them back and join on their own."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON
        self.block = transaction.atomic()
        self.block.__enter__()
        a_gift_plan()
        self.bought(days=0, for_pool=False)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def _one(self, which: int) -> Gift:
        gifts = list(Gift.objects.with_giver().order_by("pk"))
        return gifts[which % len(gifts)]

    @rule(days=st.integers(0, 40), for_pool=st.booleans())
    def bought(self, days: int, for_pool: bool) -> None:
        if Gift.objects.count() < 6:
            told: dict[str, Any] = {"for_pool": True} if for_pool else {"deliver_on": local_date(self.at) + days * DAY}
            a_gift(at=self.at, **told)

    @rule(days=st.integers(1, 300))
    def days_go_by(self, days: int) -> None:
        self.at += days * DAY
        deliver_due(at=self.at)

    @rule(which=which)
    def sent_again(self, which: int) -> None:
        with suppress(*NO_WAY):
            send_again(gift=self._one(which), by=known("Oda"), at=self.at)

    @rule(which=which, number=who)
    def passed_on(self, which: int, number: int) -> None:
        to = wishes(recipient_name="Ada", recipient_email=f"ada{number}@students.example")
        with suppress(*NO_WAY):
            pass_on(gift=self._one(which), wish=to, by=known("Oda"), at=self.at)

    @rule(which=which)
    def put_in_the_pool(self, which: int) -> None:
        with suppress(*NO_WAY):
            put_in_pool(gift=self._one(which), by=known("Oda"), at=self.at)

    @rule(number=who)
    def a_place_is_given(self, number: int) -> None:
        told = {"given_name": "Ada", "family_name": "A", "email": f"ada{number}@students.example", "why": ""}
        pool.ask_for_place(plan=a_gift_plan(), at=self.at, **told)
        application = Application.objects.filter(decided_at=None).earliest("pk")
        held = Gift.objects.in_pool().count()
        with suppress(pool.PoolEmpty):
            pool.give_place(application=application, by=known("Ruth"), at=self.at)
            assert held > 0

    @rule(which=which)
    def a_place_is_taken_back(self, which: int) -> None:
        with suppress(*NO_WAY):
            pool.take_back(gift=self._one(which), by=known("Ruth"), at=self.at)

    @rule(which=which, number=who)
    def taken_up(self, which: int, number: int) -> None:
        # Also by a code that was passed on, given back or used before.
        deliveries = list(Delivery.objects.filter(gift=self._one(which)).order_by("pk"))
        person = known(f"Person{number}")
        for delivery in deliveries[: 1 + number]:
            with suppress(*NO_WAY):
                redeem(delivery=delivery, person=person, is_studying=True, at=self.at)

    @rule(which=which)
    def given_back(self, which: int) -> None:
        for delivery in Delivery.objects.standing().filter(gift=self._one(which)):
            with suppress(*NO_WAY):
                give_back(delivery=delivery, at=self.at)

    @rule(number=who)
    def somebody_joins_on_their_own(self, number: int) -> None:
        add_term(person=known(f"Person{number}"), plan=a_plan(), at=self.at)

    @rule(which=which)
    def the_money_goes_back(self, which: int) -> None:
        order = self._one(which).order_line.order
        if left := order.received_pence - order.returned_pence:
            refund_order(order=order, amount_pence=left, reason="changed her mind", by=None, at=self.at)

    @invariant()
    def it_is_taken_up_once_at_most_and_gives_one_term(self) -> None:
        taken = list(Delivery.objects.filter(term__isnull=False).values_list("gift", "term"))
        assert len({gift for gift, _term in taken}) == len(taken) == len({term for _gift, term in taken})
        assert Delivery.objects.standing().count() == len(set(Delivery.objects.standing().values_list("gift")))

    @invariant()
    def everybody_has_one_running_term_at_most(self) -> None:
        running = Term.objects.current(on=local_date(self.at)).values_list("membership", flat=True)
        assert len(running) == len(set(running))

    @invariant()
    def what_was_paid_is_taken_up_open_or_paid_back(self) -> None:
        on = local_date(self.at)
        pence = dict.fromkeys(State, 0)
        for gift in Gift.objects.with_giver():
            pence[gift.state(on)] += gift.order_line.unit_pence
        paid = sum(order.received_pence for order in Order.objects.all())
        back = sum(order.returned_pence for order in Order.objects.all())
        is_open = sum(pence[state] for state in (State.WAITING, State.OPEN, State.RETURNED, State.POOL, State.OVER))
        assert back == pence[State.ENDED]
        assert paid == pence[State.REDEEMED] + is_open + pence[State.ENDED]

    @invariant()
    def the_books_balance(self) -> None:
        assert unbalanced_entries() == []


def test_whatever_happens_in_whatever_order_a_gift_is_taken_up_once() -> None:
    run_state_machine_as_test(
        Gifts,
        settings=settings(max_examples=size(3, 500), stateful_step_count=12, deadline=None, derandomize=not FULL),
    )


def take_up_at_once(delivery: Delivery, people: list[Person]) -> int:
    def ask(person: Person) -> int:
        try:
            redeem(delivery=delivery, person=person, is_studying=True, at=NOON)
        except Closed:
            return 0
        return 1

    return sum(all_at_once(ask, people))


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_have_the_same_code_one_takes_it_up() -> None:
    delivery, people = the_delivery(a_gift()), [known(f"Person{number}") for number in range(20)]

    assert take_up_at_once(delivery, people) == 1
    assert Term.objects.count() == 1
    assert Message.objects.filter(template="gifts/redeemed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_more_than_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is there to be lost: each finds it open before any other has entered that it was taken up."""
    delivery, people = the_delivery(a_gift()), [known(f"Person{number}") for number in range(8)]
    all_have_looked = Barrier(8, timeout=20)

    def looks(*, pk: int, at: Any) -> Any:
        gift = Gift.objects.with_giver().get(pk=pk)
        found = gift, gift.delivery
        all_have_looked.wait()
        return found

    monkeypatch.setattr(redeeming, "locked_open", looks)

    assert take_up_at_once(delivery, people) > 1


def test_a_letter_that_was_written_is_not_written_again_by_whoever_comes_a_moment_later() -> None:
    gift = a_gift(deliver_on=local_date(NOON) + DAY)

    written = [actions.deliver_due(at=NOON + DAY) for _ in range(3)]

    assert written == [1, 0, 0]
    assert Message.objects.filter(template="gifts/gift", about=f"gifts.delivery:{the_delivery(gift).pk}").count() == 1
