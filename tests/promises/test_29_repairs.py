"""Promise 29: nothing breaks silently. Each kind of rupture is noticed by the next look, its playbook runs to its end
on a moving clock, each step once, and the mend stands on the history.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from goldseam.core.mail.actions import note_bounce, send, send_again
from goldseam.core.mail.models import Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.repairs import engine, steps
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.ordering import claim_order
from goldseam.core.sales.actions.paying import confirm_payment, look_up_payment
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.contracts import ruptures
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import history
from tests.promises.ending import (
    a_card_ends_before_the_term,
    a_card_is_declined_for_now,
    a_card_is_refused_for_good,
    comes_back,
    does_not_answer,
    lets_it_lapse,
    renews_by_the_link,
    renews_with_another_card,
    the_worker_runs,
)
from tests.promises.members import all_at_once, goes_to_the_bank, joins, open_for_members, presses
from tests.promises.processes import killed_at
from tests.promises.studying import OF_STUDENTS

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def association() -> None:
    open_for_members()


def person_of(order: Order) -> Person:
    assert order.person
    return order.person


def is_declined(at: datetime) -> Person:
    order = joins("Nia", at=at)
    payment = goes_to_the_bank(order, at=at)
    presses(payment, "decline")
    look_up_payment(payment=payment, at=at)
    return person_of(order)


def pays_at_last(person: Person, at: datetime) -> None:
    order = person.orders.latest("pk")
    confirm_payment(payment=goes_to_the_bank(order, at=at), received_pence=7500, at=at)


def goes_away(at: datetime) -> Person:
    return person_of(joins("Nia", at=at - timedelta(hours=2)))


def pays_from_a_known_address(at: datetime) -> Person:
    """She was a member before and proved her address; today somebody pays from it without signing in."""
    person = people.meet(
        email="nia@families.example", given_name="Nia", family_name="Ferreday", at=at, email_proved_at=at
    )
    order = joins("Nia", at=at - timedelta(minutes=10))
    assert order.person is None
    confirm_payment(payment=goes_to_the_bank(order, at=order.placed_at), received_pence=7500, at=order.placed_at)
    return person


def follows_the_link(person: Person, at: datetime) -> None:
    order = claim_order(order=Order.objects.latest("pk"), person=person, at=at)
    fulfil(order=order, at=at)


def a_letter_comes_back(at: datetime) -> Person:
    person = people.meet(email="nia@families.example", given_name="Nia", family_name="Ferreday", at=at)
    order = joins("Nia", at=at)
    letter = send(template="sales/surplus", person=person, context={"order": order, "amount_pence": 1}, at=at)
    note_bounce(message=letter, answer="550 5.1.1 There is no such mailbox here", at=at)
    return person


def gives_another_address(person: Person, at: datetime) -> None:
    people.change_address(person=person, email="nia@elsewhere.example", at=at, by=person)
    send_again(person=person, at=at)


@dataclass(frozen=True)
class Break:
    """How one kind breaks, what each day of its playbook sends, and what mends it."""

    kind: str
    happens: Callable[[datetime], Person]
    days: list[int]
    letters: list[str]
    mends: Callable[[Person, datetime], None]
    mended_by: str
    each_day: Callable[[datetime], object] | None = None

    @property
    def lasts(self) -> list[int]:
        """The days on which its playbook is watched: around each step, or all of them where each counts."""
        if self.each_day:
            return list(range(max(14, self.days[-1] + 4)))
        around = {day + aside for day in self.days for aside in (-1, 0, 1)}
        return sorted({0, max(14, self.days[-1] + 4), *around} - {-1})

    def day(self, at: datetime) -> None:
        if self.each_day:
            self.each_day(at)


BREAKS = [
    Break(
        "payment_failed",
        is_declined,
        [0, 3, 10],
        ["sales/payment_failed", "sales/payment_failed_again", "sales/payment_failed_last"],
        pays_at_last,
        "paid:demo",
    ),
    Break(
        "checkout_left",
        goes_away,
        [0, 5],
        ["sales/checkout_left", "sales/checkout_left_last"],
        pays_at_last,
        "paid:demo",
    ),
    Break(
        "paid_not_fulfilled",
        pays_from_a_known_address,
        [1, 5],
        ["sales/proof_again"],
        follows_the_link,
        "fulfilled",
    ),
    Break("mail_bounced", a_letter_comes_back, [0], [], gives_another_address, "new_address"),
    Break(
        "renewal_declined",
        a_card_is_declined_for_now,
        # The letters follow the tries, which follow the bank's rule: three days later, five, and seven.
        [0, 3, 8, 15, 22],
        [*["membership/renewal_failed"] * 4, "membership/renewal_failed_last"],
        renews_by_the_link,
        "renewed",
        each_day=the_worker_runs,
    ),
    Break(
        "renewal_refused",
        a_card_is_refused_for_good,
        [0, 8, 22],
        [*["membership/renewal_failed"] * 2, "membership/renewal_failed_last"],
        renews_by_the_link,
        "renewed",
        each_day=the_worker_runs,
    ),
    Break(
        "card_expiring",
        a_card_ends_before_the_term,
        [0],
        ["membership/card_expiring"],
        renews_with_another_card,
        "new_card",
    ),
    Break(
        "renewal_unanswered",
        does_not_answer,
        [4, 18],
        ["membership/renewal_unanswered", "membership/renewal_unanswered_last"],
        renews_by_the_link,
        "renewed",
    ),
    Break("membership_lapsed", lets_it_lapse, [0], ["membership/membership_lapsed"], comes_back, "came_back"),
    *[Break(*told) for told in OF_STUDENTS],
]
each_kind = pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.kind)


def letters_about(rupture: Rupture) -> list[str]:
    return list(
        Message.objects.filter(about=f"repairs.rupture:{rupture.pk}").order_by("pk").values_list("template", flat=True)
    )


def test_these_are_all_the_kinds_there_are() -> None:
    assert {broken.kind for broken in BREAKS} == set(ruptures)


@each_kind
def test_it_is_noticed_by_the_next_look(broken: Break) -> None:
    broken.happens(NOON)

    look(at=NOON)

    rupture = Rupture.objects.get(kind=broken.kind)
    assert rupture.noticed_at == NOON
    assert rupture.since <= NOON
    assert not Rupture.objects.exclude(kind=broken.kind).exists()


@each_kind
def test_nothing_is_noticed_where_nothing_is_broken(broken: Break) -> None:
    """The control of the test above."""
    look(at=NOON)
    assert not Rupture.objects.exists()


@each_kind
def test_its_playbook_runs_to_its_end_each_step_once_on_its_day(broken: Break) -> None:
    broken.happens(NOON)

    for day in broken.lasts:
        broken.day(NOON + day * DAY)
        for _look in range(3):
            look(at=NOON + day * DAY)

    rupture = Rupture.objects.get(kind=broken.kind)
    days = [(step.at - NOON).days for step in rupture.steps.order_by("pk")]
    assert days == broken.days
    assert letters_about(rupture) == broken.letters
    assert rupture.steps.count() == len(ruptures[broken.kind].playbook)


@each_kind
def test_its_mend_stands_on_the_history_and_ends_the_playbook(broken: Break) -> None:
    person = broken.happens(NOON)
    look(at=NOON)
    broken.mends(person, NOON + DAY / 2)

    look(at=NOON + DAY / 2)
    for day in (1, 3, 5, 13):
        look(at=NOON + day * DAY)

    repair = Repair.objects.get()
    assert (repair.mended_by, repair.rupture.kind) == (broken.mended_by, broken.kind)
    assert repair.at - repair.rupture.since >= timedelta(0)
    told = [item.sentence for item in history(person, audience="office")]
    assert any("Mended" in sentence for sentence in told) or repair.rupture.person_id is None
    assert len(letters_about(repair.rupture)) <= 1
    assert Fact.objects.filter(kind="repairs.mended").count() == 1


@each_kind
def test_its_words_say_what_happened_and_what_was_done(broken: Break) -> None:
    person = broken.happens(NOON)
    look(at=NOON)
    words = ruptures[broken.kind].words(Rupture.objects.get(), at=NOON)

    assert words.what_happened
    assert words.what_we_did
    assert words.what_you_can_do
    assert words.office
    assert person.given_name


@pytest.mark.parametrize("kind", ["payment_failed", "checkout_left"])
def test_what_nobody_mends_is_let_go_when_the_order_runs_out(kind: str) -> None:
    next(broken for broken in BREAKS if broken.kind == kind).happens(NOON)

    for day in range(16):
        look(at=NOON + day * DAY)

    assert Rupture.objects.get(kind=kind).closed_at
    assert not Repair.objects.exists()
    assert Fact.objects.filter(kind="repairs.let_go").count() == 1


@each_kind
def test_two_who_look_at_once_take_each_step_once(broken: Break) -> None:
    broken.happens(NOON)

    for day in sorted({0, 1, 3, 5, 10, *broken.days}):
        at = NOON + day * DAY
        broken.day(at)
        all_at_once(lambda _: look(at=at), range(4), threads=4)  # noqa: B023 - used before the next turn

    rupture = Rupture.objects.get(kind=broken.kind)
    assert rupture.steps.count() == len(ruptures[broken.kind].playbook)
    assert letters_about(rupture) == broken.letters


def test_without_the_locks_two_who_look_at_once_write_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: nobody waits for the other, and a step may be taken twice."""
    is_declined(NOON)
    both = threading.Barrier(2, timeout=10)
    monkeypatch.setattr(engine, "take_steps", lambda kinds, *, at: None)
    look(at=NOON)
    monkeypatch.undo()
    monkeypatch.setattr(steps, "one_at_a_time", lambda **_whom: both.wait())
    monkeypatch.setattr(steps, "_untaken", lambda due: due)
    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", lambda rows, new: list(new))

    all_at_once(lambda _: look(at=NOON), range(2), threads=2)

    assert Message.objects.filter(template="sales/payment_failed").count() == 2


def test_what_is_mended_between_looking_and_writing_is_not_written_about(monkeypatch: pytest.MonkeyPatch) -> None:
    person = is_declined(NOON)

    def is_paid_meanwhile(**_whom: object) -> None:
        monkeypatch.undo()
        pays_at_last(person, NOON)
        look(at=NOON)

    monkeypatch.setattr(steps, "one_at_a_time", is_paid_meanwhile)
    look(at=NOON)

    assert Repair.objects.get().mended_by == "paid:demo"
    assert not Message.objects.filter(template="sales/payment_failed").exists()


def test_a_step_that_fails_for_one_does_not_keep_the_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    is_declined(NOON)
    omar = joins("Omar")
    payment = goes_to_the_bank(omar)
    presses(payment, "decline")
    look_up_payment(payment=payment, at=NOON)
    real = steps._send

    def fails_for_nia(letters: list[steps.Told], at: datetime) -> object:
        if letters[0].address.startswith("nia"):
            raise ValueError("a letter that cannot be written")
        return real(letters, at)

    with monkeypatch.context() as broken:
        broken.setattr(steps, "_send", fails_for_nia)
        look(at=NOON)
    assert list(Message.objects.values_list("address", flat=True)) == ["omar@families.example"]

    look(at=NOON)

    assert Message.objects.filter(address="nia@families.example").count() == 1


def test_a_kind_that_fails_does_not_keep_the_others_from_being_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    is_declined(NOON)

    def breaks(*, at: datetime) -> list[object]:
        raise ValueError("a query that fails")

    monkeypatch.setattr(next(iter(ruptures.values())), "broken", breaks)
    kinds = list(ruptures)
    if kinds[0] == "payment_failed":
        monkeypatch.undo()
        monkeypatch.setattr(ruptures[kinds[1]], "broken", breaks)
    look(at=NOON)

    assert Rupture.objects.filter(kind="payment_failed").count() == 1


@pytest.mark.parametrize(
    "point",
    [
        "goldseam.core.repairs.engine.record_many",
        "goldseam.core.repairs.engine.take_steps",
        "goldseam.core.repairs.steps.one_at_a_time",
        "goldseam.core.repairs.steps._send",
        "goldseam.core.repairs.steps.send",
        "goldseam.core.repairs.steps.record",
    ],
)
def test_killed_between_two_steps_each_is_taken_once_by_the_next_look(point: str) -> None:
    """A real process is killed at that point; what it had not committed is done by whoever looks next."""
    is_declined(NOON)

    killed_at(point, lambda: look(at=NOON))
    assert Message.objects.count() == 0
    look(at=NOON)

    rupture = Rupture.objects.get()
    assert letters_about(rupture) == ["sales/payment_failed"]
    assert rupture.steps.count() == 1
