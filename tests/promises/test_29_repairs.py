"""Promise 29: nothing breaks silently. Each kind of rupture is noticed by the next look, its playbook runs to its end
on a moving clock, each step once, and the mend stands on the history.
"""

import re
import threading
from datetime import datetime, timedelta

import pytest

from goldseam.core.mail.models import Message
from goldseam.core.repairs import engine, steps
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.core.repairs.office import MENDERS
from goldseam.core.repairs.waiting import KeptBack
from goldseam.core.sales.actions.paying import look_up_payment
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.office.people.file import lines
from goldseam.faces.portal import seams
from goldseam.faces.portal.seams import MENDED_BY
from goldseam.foundation.contracts import ruptures
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import history
from goldseam.subjects.membership.renewals.stopping import decline
from tests.promises.breaking import BREAKS, DAY, Break, is_declined, pays_at_last
from tests.promises.ending import is_not_taken_up, whose_bank_is_away
from tests.promises.members import all_at_once, goes_to_the_bank, joins, open_for_members, presses
from tests.promises.processes import killed_at
from tests.promises.sizes import FULL, size
from tests.promises.test_29_words import harsh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def association() -> None:
    open_for_members()


# What a sentence about a letter of ours says.
WROTE = re.compile(r"\b(wrote|written|sent|reminded|asked)\b")
each_kind = pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.kind)


def looked_at(broken: Break) -> list[str]:
    """The kinds that a look is at where the others have nothing to say: at full size all of them, each time."""
    return [] if FULL else [broken.kind]


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


def test_nothing_is_noticed_where_nothing_is_broken() -> None:
    """The control of the tests above."""
    look(at=NOON)
    assert not Rupture.objects.exists()


@each_kind
def test_its_playbook_runs_to_its_end_each_step_once_on_its_day(broken: Break) -> None:
    broken.happens(NOON)

    for day in broken.lasts:
        at = NOON + day * DAY
        broken.day(at)
        look(at=at, only=looked_at(broken))
        if day in broken.days:
            look(at=at, only=[] if day == broken.days[0] else looked_at(broken))

    rupture = Rupture.objects.get(kind=broken.kind)
    days = [(step.at - NOON).days for step in rupture.steps.order_by("pk")]
    assert days == broken.days
    assert letters_about(rupture) == broken.letters
    assert rupture.steps.count() == len(ruptures[broken.kind].playbook)


@each_kind
def test_its_mend_stands_on_the_history_and_ends_the_playbook(broken: Break) -> None:
    person = broken.happens(NOON)
    look(at=NOON, only=looked_at(broken))
    broken.mends(person, NOON + DAY / 4)

    look(at=NOON + DAY / 4)
    for day in sorted({1, 13, *broken.days} - {0}):
        look(at=NOON + day * DAY, only=looked_at(broken))

    repair = Repair.objects.get()
    assert (repair.mended_by, repair.rupture.kind) == (broken.mended_by, broken.kind)
    assert repair.at - repair.rupture.since >= timedelta(0)
    told = [item.sentence for item in history(person, audience="office")]
    assert any("Mended" in sentence for sentence in told) or repair.rupture.person_id is None
    assert len(letters_about(repair.rupture)) <= 1
    assert Fact.objects.filter(kind="repairs.mended").count() == 1
    way = broken.mended_by.partition(":")[0]
    assert way in MENDERS, "words for the office"
    assert way in MENDED_BY, "words for the person"
    if repair.rupture.person_id:
        assert "mended" in [item.state for item in seams.history(person, page=1, at=NOON + 14 * DAY)]
        assert [line.state for line in lines(person, [repair.rupture]) if line.state] == ["mended"]


@each_kind
def test_its_words_say_what_happened_and_what_was_done(broken: Break) -> None:
    person = broken.happens(NOON)
    look(at=NOON, only=looked_at(broken))
    words = ruptures[broken.kind].words(Rupture.objects.get(), at=NOON)

    assert words.what_happened
    assert words.what_we_did
    assert words.what_you_can_do
    assert words.office
    assert harsh(" ".join(map(str, vars(words).values()))) == []
    rupture = Rupture.objects.get()
    if rupture.person_id:
        assert "broken" in [item.state for item in seams.history(person, page=1, at=NOON)]
        assert "broken" in [line.state for line in lines(person, [rupture])]


@each_kind
def test_its_words_say_that_we_wrote_when_we_did_and_not_while_the_letter_waits(
    broken: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = broken.happens(NOON)
    monkeypatch.setattr(steps, "keeps_back", lambda *_, **__: KeptBack("the letter waits"))
    look(at=NOON, only=looked_at(broken))
    rupture = Rupture.objects.get(kind=broken.kind)
    waits = ruptures[broken.kind].words(rupture, at=NOON).what_we_did
    assert waits
    assert not WROTE.search(str(waits))

    monkeypatch.undo()
    later = NOON + max(min(broken.days, default=0), broken.writes_from) * DAY
    look(at=later, only=looked_at(broken))
    # Of a declined renewal it is told what becomes of the card, with or without a letter.
    tells_of_letters = bool(broken.letters) and broken.kind not in ("renewal_declined", "renewal_refused")
    told = ruptures[broken.kind].words(rupture, at=later).what_we_did
    assert bool(WROTE.search(str(told))) == tells_of_letters

    Message.objects.filter(person=person).update(state=Message.State.HELD)
    Message.objects.filter(person=None).update(state=Message.State.HELD)
    held = ruptures[broken.kind].words(rupture, at=later).what_we_did
    assert not WROTE.search(str(held)), "written, and held back at the last moment"


@pytest.mark.parametrize("kind", ["payment_failed", "checkout_left", "invoice_overdue"])
def test_what_nobody_mends_is_let_go_when_the_order_runs_out(kind: str) -> None:
    broken = next(broken for broken in BREAKS if broken.kind == kind)
    broken.happens(NOON)

    for day in range(16):
        look(at=NOON + day * DAY, only=looked_at(broken))

    assert Rupture.objects.get(kind=kind).closed_at
    assert not Repair.objects.exists()
    assert Fact.objects.filter(kind="repairs.let_go").count() == 1


def test_a_bank_that_is_away_for_less_than_an_hour_is_nothing_for_the_office() -> None:
    whose_bank_is_away(NOON + timedelta(hours=1, minutes=1))
    look(at=NOON)
    assert not Rupture.objects.exists()


def test_a_renewal_that_stands_still_is_let_go_when_she_wants_no_next_term() -> None:
    nia = is_not_taken_up(NOON)
    look(at=NOON)
    decline(person=nia, at=NOON)

    look(at=NOON)

    assert Rupture.objects.get(kind="renewal_stuck").closed_at
    assert not Repair.objects.exists()


@each_kind
def test_two_who_look_at_once_take_each_step_once(broken: Break) -> None:
    broken.happens(NOON)

    between = {1, 5, 10} if broken.each_day else set()
    for day in sorted({0, *between, *broken.days}):
        at = NOON + day * DAY
        broken.day(at)
        both = range(size(2, 4))
        all_at_once(lambda _: look(at=at, only=looked_at(broken)), both, threads=len(both))  # noqa: B023 - used at once

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
