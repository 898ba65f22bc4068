"""Promise 9, for single letters: whatever the mail server does, every letter ends in a state that has a name, and goes
out once the server is back.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from goldseam.core.mail import delivery
from goldseam.core.mail.actions import forget_words, send, send_again
from goldseam.core.mail.delivery import PAUSES, deliver_due
from goldseam.core.mail.models import Message, Suppression
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from tests.promises.members import all_at_once, goes_to_the_bank, joins, open_for_members, presses
from tests.promises.processes import working
from tests.promises.sizes import size
from tests.smtp import Fault, SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)

State = Message.State
MANY = size(60, 2000)
KILLS = size(3, 50)


def letters(count: int = 3) -> list[Message]:
    """As many people, one letter each, without papers."""
    open_for_members()
    order = Order.objects.first() or joins("Omar")
    return [
        send(
            template="sales/surplus",
            address=f"nia{number}@families.example",
            context={"order": order, "amount_pence": 100},
            at=NOON,
        )
        for number in range(count)
    ]


def states() -> set[str]:
    return set(Message.objects.values_list("state", flat=True))


def arrived(sink: SmtpSink) -> dict[str, int]:
    """How often each letter arrived, by its own number."""
    found: dict[str, int] = {}
    for letter in sink.letters:
        found[str(letter.message["Message-ID"])] = found.get(str(letter.message["Message-ID"]), 0) + 1
    return found


def deliver_over(hours: float, *, begin: datetime = NOON) -> None:
    """The sweep of every ten minutes, on a moving clock."""
    for minutes in range(0, int(hours * 60) + 1, 10):
        deliver_due(at=begin + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("fault", "meanwhile"),
    [
        (Fault.NONE, State.SENT),
        (Fault.TEMPORARY, State.WAITING),
        (Fault.UNAVAILABLE, State.WAITING),
        (Fault.HANG, State.WAITING),
        (Fault.DROP, State.WAITING),
        (Fault.REFUSED, State.BOUNCED),
        (Fault.REFUSED_CONTENT, State.FAILED),
    ],
)
def test_every_fault_leaves_every_letter_in_a_state_that_says_what_happens_next(
    fault: Fault, meanwhile: str, smtp_sink: SmtpSink
) -> None:
    letters()
    smtp_sink.fault = fault

    deliver_due(at=NOON)

    assert states() == {meanwhile}
    answers = set(Message.objects.values_list("answer", flat=True))
    assert ("" in answers) == (meanwhile == State.SENT)


@pytest.mark.parametrize("fault", [Fault.TEMPORARY, Fault.UNAVAILABLE, Fault.HANG])
def test_when_the_server_is_back_each_letter_arrives_once(fault: Fault, smtp_sink: SmtpSink) -> None:
    letters()
    smtp_sink.fault = fault
    deliver_due(at=NOON)
    assert smtp_sink.letters == []
    smtp_sink.fault = Fault.NONE

    deliver_over(2, begin=NOON + timedelta(minutes=1))

    assert states() == {State.SENT}
    assert sorted(arrived(smtp_sink).values()) == [1, 1, 1]


def test_a_line_that_drops_after_the_letter_was_taken_sends_it_again_under_its_own_number(smtp_sink: SmtpSink) -> None:
    """Nobody can know whether it arrived; the number lets the reader's mail program see that it is the same letter."""
    letters(1)
    smtp_sink.fault = Fault.DROP
    deliver_due(at=NOON)
    smtp_sink.fault = Fault.NONE

    deliver_over(1, begin=NOON + timedelta(minutes=1))

    assert states() == {State.SENT}
    assert list(arrived(smtp_sink).values()) == [2]
    assert Message.objects.get().attempts == 2, "the row says that it was tried more than once"


def test_a_server_that_is_never_back_ends_in_given_up_and_not_in_silence(smtp_sink: SmtpSink) -> None:
    letters()
    smtp_sink.fault = Fault.TEMPORARY

    at = NOON
    for pause in [timedelta(0), *PAUSES, timedelta(days=2)]:
        at += pause + timedelta(minutes=1)
        deliver_due(at=at)

    assert states() == {State.FAILED}
    assert set(Message.objects.values_list("attempts", flat=True)) == {len(PAUSES) + 1}


def test_a_refused_mailbox_is_not_written_to_again_until_there_is_another(smtp_sink: SmtpSink) -> None:
    letters(1)
    smtp_sink.fault = Fault.REFUSED
    deliver_due(at=NOON)
    assert Suppression.objects.get().answer.startswith("550 5.1.1")

    letters(1)
    deliver_due(at=NOON)

    assert Message.objects.latest("pk").state == State.HELD
    assert smtp_sink.attempts == 1


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.TEMPORARY, Fault.REFUSED_CONTENT, Fault.HANG, Fault.DROP])
def test_one_letter_that_fails_does_not_keep_the_others_waiting(fault: Fault, smtp_sink: SmtpSink) -> None:
    letters(9)
    smtp_sink.faults["nia4@families.example"] = fault

    deliver_over(0.5)

    others = Message.objects.exclude(address="nia4@families.example")
    assert set(others.values_list("state", flat=True)) == {State.SENT}
    assert {len(smtp_sink.to(f"nia{number}@families.example")) for number in range(9) if number != 4} == {1}


def test_a_letter_that_cannot_be_put_in_an_envelope_does_not_keep_the_others_waiting(smtp_sink: SmtpSink) -> None:
    broken = letters(5)[2]
    Message.objects.filter(pk=broken.pk).update(subject="one line\nand another")

    deliver_due(at=NOON)

    assert Message.objects.get(pk=broken.pk).state == State.FAILED
    assert Message.objects.filter(state=State.SENT).count() == 4


def test_a_paper_that_cannot_be_made_delays_its_letter_only(smtp_sink: SmtpSink) -> None:
    broken = letters(3)[0]
    Message.objects.filter(pk=broken.pk).update(documents=["sales.receipt:999999"])

    deliver_due(at=NOON)

    assert Message.objects.get(pk=broken.pk).state == State.WAITING
    assert Message.objects.filter(state=State.SENT).count() == 2


def test_two_workers_at_once_send_each_letter_once(smtp_sink: SmtpSink) -> None:
    letters(MANY)

    all_at_once(lambda _: deliver_due(at=NOON), range(4), threads=4)

    assert states() == {State.SENT}
    assert set(arrived(smtp_sink).values()) == {1}


def test_without_claiming_them_two_workers_would_send_each_letter_twice(
    smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    letters(4)
    waiting = list(Message.objects.all())
    twice = iter([waiting, waiting, [], []])
    monkeypatch.setattr(delivery, "_claim", lambda at: next(twice))

    deliver_due(at=NOON)

    assert set(arrived(smtp_sink).values()) == {2}


WORKER = """
from goldseam.core.mail.delivery import deliver_due
print("begun", flush=True)
deliver_due(at=NOON + timedelta(minutes={minutes}))
print("ended", flush=True)
"""


def test_a_worker_killed_while_delivering_loses_no_letter(
    smtp_sink: SmtpSink, record_property: Callable[[str, object], None]
) -> None:
    """SIGKILL at a random moment of the work; the next worker takes up what was marked as being sent."""
    letters(MANY)
    chance, kills, minutes = random.Random(9), 0, 0
    while kills < KILLS:
        began = len(smtp_sink.letters)
        with working(WORKER.format(minutes=minutes), EMAIL_URL=smtp_sink.url) as worker:
            assert worker.stdout
            worker.stdout.readline()
            _wait_for_letters(smtp_sink, began + chance.randint(1, max(MANY // (2 * KILLS), 2)))
            worker.kill()
            worker.wait()
        kills, minutes = kills + 1, minutes + 11
    deliver_over(1, begin=NOON + timedelta(minutes=minutes))

    assert states() == {State.SENT}
    counts = arrived(smtp_sink)
    for name, value in {
        "letters": MANY,
        "kills": KILLS,
        "missed": MANY - len(counts),
        "sent twice": sum(counts.values()) - len(counts),
    }.items():
        record_property(name, value)
    assert len(counts) == MANY, "every letter arrived"
    assert sum(counts.values()) - MANY <= KILLS, "at most the one letter under way was sent twice, under its own number"


def _wait_for_letters(sink: SmtpSink, count: int) -> None:
    give_up = time.monotonic() + 20
    while len(sink.letters) < min(count, MANY - 1) and time.monotonic() < give_up:
        time.sleep(0.001)


def test_without_taking_up_interrupted_letters_a_kill_would_lose_them(
    smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    letters(3)
    Message.objects.update(state=State.SENDING, started_at=NOON)
    monkeypatch.setattr(delivery, "_take_up_interrupted", lambda at: None)

    deliver_over(2)

    assert states() == {State.SENDING}
    assert smtp_sink.letters == []


def whose_letter_came_back(smtp_sink: SmtpSink) -> Person:
    """Nia, who has paid and been written to at a mailbox that is gone."""
    open_for_members()
    order = joins("Nia")
    presses(goes_to_the_bank(order), "pay")
    smtp_sink.faults["nia@families.example"] = Fault.REFUSED
    send(template="sales/surplus", person=order.person, context={"order": order, "amount_pence": 1}, at=NOON)
    deliver_due(at=NOON)
    return Person.objects.get(orders=order)


def test_what_she_missed_is_sent_again_to_her_new_address(smtp_sink: SmtpSink) -> None:
    nia = whose_letter_came_back(smtp_sink)
    people.change_address(person=nia, email="nia@elsewhere.example", at=NOON, by=nia)
    send_again(person=nia, at=NOON)

    deliver_due(at=NOON)

    assert len(smtp_sink.to("nia@elsewhere.example")) == 1


def test_a_letter_whose_words_were_forgotten_is_not_sent_again(smtp_sink: SmtpSink) -> None:
    nia = whose_letter_came_back(smtp_sink)
    forget_words(nia.messages.all())

    assert send_again(person=nia, at=NOON) == 0
