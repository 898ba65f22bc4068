"""Promise 9, for letters to many: whatever the mail server does and whoever dies, everybody whom the list names ends in
one terminal state, with one letter and no second one.
"""

import random
import time
from datetime import timedelta

import pytest

from goldseam.core.mail import sendings
from goldseam.core.mail.delivery import PAUSES, deliver_due
from goldseam.core.mail.models import Message, Recipient, Suppression
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.work import runs
from goldseam.foundation.work.models import Run
from tests.promises.processes import working
from tests.promises.sending import SERVICE, a_sending, readers, work_over
from tests.promises.sizes import size
from tests.smtp import Fault, SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)

State = Message.State
TERMINAL = {State.SENT, State.BOUNCED, State.FAILED, State.HELD}
MANY = size(130, 10_000)
KILLS = size(1, 50)


def arrived(sink: SmtpSink) -> dict[str, int]:
    """How often each letter arrived, by its reader."""
    found: dict[str, int] = {}
    for letter in sink.letters:
        found[letter.recipient] = found.get(letter.recipient, 0) + 1
    return found


@pytest.mark.parametrize(
    ("fault", "ends"),
    [
        (Fault.TEMPORARY, State.FAILED),
        (Fault.REFUSED, State.BOUNCED),
        (Fault.REFUSED_CONTENT, State.FAILED),
    ],
)
def test_one_reader_who_cannot_be_reached_ends_in_a_state_that_says_so_and_keeps_no_other_waiting(
    fault: Fault, ends: str, smtp_sink: SmtpSink
) -> None:
    readers(5)
    a_sending(SERVICE)
    smtp_sink.faults["nia2@families.example"] = fault

    runs.carry_on(at=NOON)
    assert Run.objects.get().state == Run.State.DONE
    at = NOON
    for pause in PAUSES:
        at += pause + timedelta(minutes=1)
        deliver_due(at=at)

    assert Message.objects.get(address="nia2@families.example").state == ends
    assert set(arrived(smtp_sink).values()) == {1}
    assert Message.objects.filter(state=State.SENT).count() == 4
    assert Suppression.objects.count() == (fault is Fault.REFUSED)


@pytest.mark.parametrize("fault", [Fault.UNAVAILABLE, Fault.HANG, Fault.DROP])
def test_while_the_server_is_away_the_rest_is_not_written_and_when_it_is_back_each_gets_one(
    fault: Fault, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sendings, "BATCH", 5)
    readers(8)
    a_sending(SERVICE)
    smtp_sink.fault = fault
    runs.carry_on(at=NOON)
    assert Message.objects.count() == 5, "a batch waits, and nobody else's letter is written in vain"
    assert Run.objects.get().is_open
    runs.carry_on(at=NOON + timedelta(seconds=1))
    assert Message.objects.count() == 5
    smtp_sink.fault = Fault.NONE

    work_over(1, begin=NOON + timedelta(minutes=2))

    assert Run.objects.get().state == Run.State.DONE
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
    counts = arrived(smtp_sink)
    uncertain = set(Message.objects.filter(attempts__gt=1).values_list("address", flat=True))
    assert len(counts) == 8
    assert {address for address, count in counts.items() if count > 1} <= uncertain
    assert len(uncertain) <= 2, "the one in hand at each of the two tries, and no other"


WORKER = """
from goldseam.foundation.work import runs
print("begun", flush=True)
runs.carry_on(at=NOON + timedelta(minutes={minutes}))
print("ended", flush=True)
"""


def test_a_worker_killed_while_sending_writes_nobody_a_second_letter(smtp_sink: SmtpSink) -> None:
    """SIGKILL at a random moment; the next worker goes on with those who have no letter."""
    readers(MANY)
    sending = a_sending()
    chance, minutes = random.Random(8), 0
    for _ in range(KILLS):
        began = len(smtp_sink.letters)
        with working(WORKER.format(minutes=minutes), EMAIL_URL=smtp_sink.url) as worker:
            assert worker.stdout
            worker.stdout.readline()
            _wait_for_letters(smtp_sink, began + chance.randint(1, max(MANY // (2 * KILLS), 2)))
            worker.kill()
            worker.wait()
        minutes += 11
    assert Run.objects.get().is_open, "it was killed in the middle"

    work_over(1, begin=NOON + timedelta(minutes=minutes))

    rows = Recipient.objects.filter(sending=sending, reason="")
    assert rows.count() == rows.exclude(message=None).count() == Message.objects.count() == MANY
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
    counts = arrived(smtp_sink)
    assert len(counts) == MANY, "every letter arrived"
    assert sum(counts.values()) - MANY <= KILLS, "at most the one under way was sent twice, under its own number"
    assert len({letter.message["Message-ID"] for letter in smtp_sink.letters}) == MANY


def _wait_for_letters(sink: SmtpSink, count: int) -> None:
    give_up = time.monotonic() + 30
    while len(sink.letters) < min(count, MANY - 1) and time.monotonic() < give_up:
        time.sleep(0.001)


def test_without_the_letter_kept_beside_each_recipient_going_on_would_write_a_second(smtp_sink: SmtpSink) -> None:
    """The control of the test above."""
    readers(3)
    sending = a_sending()
    runs.carry_on(at=NOON)
    sending.recipients.update(message=None)
    Run.objects.update(state=Run.State.RUNNING)

    runs.carry_on(at=NOON)

    assert set(arrived(smtp_sink).values()) == {2}


def test_whoever_signs_in_does_not_wait_behind_a_letter_to_many(smtp_sink: SmtpSink) -> None:
    from goldseam.core.mail.actions import Basis, send

    readers(60)
    a_sending()
    smtp_sink.fault = Fault.UNAVAILABLE
    runs.carry_on(at=NOON)
    smtp_sink.fault = Fault.NONE
    later = NOON + timedelta(minutes=5)
    send(template="portal/address_known", address="omar@families.example", basis=Basis.SIGN_IN, at=later)

    deliver_due(at=later)

    assert smtp_sink.letters[0].recipient == "omar@families.example"


def test_every_state_a_letter_can_end_in_is_one_that_the_sending_counts(smtp_sink: SmtpSink) -> None:
    from goldseam.core.mail.sendings import states_of

    readers(4)
    sending = a_sending()
    smtp_sink.faults |= {"nia1@families.example": Fault.REFUSED, "nia2@families.example": Fault.REFUSED_CONTENT}

    runs.carry_on(at=NOON)

    found = states_of([sending.pk])[sending.pk]
    assert found == {State.SENT: 2, State.BOUNCED: 1, State.FAILED: 1}
    assert set(found) <= TERMINAL
