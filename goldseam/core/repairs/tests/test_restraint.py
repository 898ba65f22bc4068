"""When and how often the engine writes to one person, across all kinds of rupture."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from goldseam.core.mail import restraint
from goldseam.core.mail.models import Message, Suppression
from goldseam.core.mail.restraint import awake
from goldseam.core.people.models import Hold, Person
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Rupture, StepTaken
from goldseam.core.repairs.office import next_step
from goldseam.core.repairs.tests.breaks import DAY, Kind, letter, no_letter, only, playbook
from goldseam.foundation.contracts import Notice, Step, Urgency
from goldseam.foundation.privacy.models import Closing

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nia() -> Person:
    return Person.objects.create(given_name="Nia", family_name="Ferreday", email="nia@families.example", met_at=NOON)


def written() -> list[datetime]:
    return list(Message.objects.order_by("pk").values_list("written_at", flat=True))


def next_of(kind: Kind, at: datetime) -> str:
    row = Rupture.objects.with_what_keeps_back(at=at).prefetch_related("steps").get(kind=kind.label)
    return next_step(row, at=at)


def test_what_is_due_at_once_is_one_letter_with_the_most_urgent_first(nia: Person) -> None:
    basket = Kind("basket", playbook("basket", 0, 5))
    card = Kind("card", playbook("card", 0), Urgency.MONEY)
    with only(basket, card):
        basket.breaks(nia, at=NOON - 9 * DAY)
        card.breaks(nia, at=NOON)
        look(at=NOON)

    message = Message.objects.get()
    assert message.about == f"repairs.rupture:{Rupture.objects.get(kind='card').pk}"
    assert {step.message for step in StepTaken.objects.all()} == {message}
    assert StepTaken.objects.count() == 2
    lead, _, more = message.text.partition("There is one more thing, and we would rather not write twice.")
    assert "/pay/card/" in lead
    assert "You began to order the basket and did not finish." in more
    assert more.count("/pay/basket/") == 1
    assert "Dear" not in more


def test_one_link_stands_once_in_a_letter(nia: Person) -> None:
    basket, same = Kind("basket", playbook("basket", 0)), Kind("same", playbook("basket", 0))
    with only(basket, same):
        basket.breaks(nia, at=NOON)
        same.breaks(nia, at=NOON)
        look(at=NOON)

    assert Message.objects.get().text.count("/pay/basket/") == 1


@pytest.mark.parametrize(
    ("then", "goes"),
    [
        (datetime(2026, 3, 10, 7, 59, tzinfo=UTC), datetime(2026, 3, 10, 8, tzinfo=UTC)),
        (datetime(2026, 3, 10, 8, tzinfo=UTC), datetime(2026, 3, 10, 8, tzinfo=UTC)),
        (datetime(2026, 3, 10, 19, 59, tzinfo=UTC), datetime(2026, 3, 10, 19, 59, tzinfo=UTC)),
        (datetime(2026, 3, 10, 20, tzinfo=UTC), datetime(2026, 3, 11, 8, tzinfo=UTC)),
        # The night in which the clocks go forward: eight o'clock is an hour sooner.
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 7, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 1, 1, 8, tzinfo=UTC)),
    ],
)
def test_at_night_nothing_is_written_and_it_goes_in_the_morning(nia: Person, then: datetime, goes: datetime) -> None:
    assert awake(then) == goes
    basket = Kind("basket", [*playbook("basket", 0), Step("note", timedelta(0), no_letter, writes=False)])
    with only(basket):
        basket.breaks(nia, at=then)
        look(at=then)
        assert StepTaken.objects.filter(step="note").exists(), "what writes to nobody does not wait"
        assert written() == ([then] if then == goes else [])
        if then != goes:
            assert "at night we do not write" in next_of(basket, then)
            assert "08:00" in next_of(basket, then)
        look(at=goes)
        look(at=goes + HOUR)

    assert written() == [goes]


def test_on_hold_nothing_is_written_and_it_goes_when_the_hold_has_ended(nia: Person) -> None:
    basket = Kind("basket", playbook("basket", 0, 5))
    hold = Hold.objects.create(person=nia, reason="bereaved", since=NOON - DAY)
    with only(basket):
        basket.breaks(nia, at=NOON)
        look(at=NOON)
        look(at=NOON + 20 * DAY)
        assert written() == []
        assert next_of(basket, NOON) == "day 0 waits: not to be written to (Bereaved)"

        hold.ended_at = NOON + 30 * DAY
        hold.save()
        for day in range(29, 40):
            look(at=NOON + day * DAY)

    assert written() == [NOON + 30 * DAY, NOON + 35 * DAY], "a letter that waited moves the one after it"


def test_what_is_mended_while_it_waits_is_not_written_about(nia: Person) -> None:
    basket = Kind("basket", playbook("basket", 0))
    Hold.objects.create(person=nia, reason="asked", since=NOON - DAY, ended_at=NOON + 5 * DAY)
    with only(basket):
        basket.breaks(nia, at=NOON)
        look(at=NOON)
        basket.broken_now.clear()
        look(at=NOON + DAY)
        look(at=NOON + 6 * DAY)

    assert Rupture.objects.get().repair
    assert written() == []


def test_to_an_address_from_which_letters_come_back_nothing_is_written_until_it_works(nia: Person) -> None:
    basket = Kind("basket", playbook("basket", 0))
    Suppression.objects.create(address="NIA@families.example", reason="bounce", since=NOON)
    with only(basket):
        basket.breaks(nia, at=NOON)
        look(at=NOON)
        assert written() == []
        assert "come back" in next_of(basket, NOON)
        Suppression.objects.update(ended_at=NOON)
        look(at=NOON + DAY)

    assert written() == [NOON + DAY]


def test_whoever_is_about_to_go_is_not_written_to(nia: Person) -> None:
    basket = Kind("basket", playbook("basket", 0))
    Closing.objects.create(person=nia, asked_at=NOON, due_on=NOON.date() + 7 * DAY)
    with only(basket):
        basket.breaks(nia, at=NOON)
        look(at=NOON)

    assert written() == []


def test_above_the_ceiling_a_letter_waits_and_the_office_sees_until_when(nia: Person) -> None:
    kinds = [Kind(f"kind{number}", playbook(f"kind{number}", 0)) for number in range(4)]
    with only(*kinds):
        for day, kind in enumerate(kinds):
            kind.breaks(nia, at=NOON + day * DAY)
            look(at=NOON + day * DAY)
        assert len(written()) == 3
        said = "day 0 waits until 24 March, 12:00: 3 letters in 14 days are enough"
        assert next_of(kinds[3], NOON + 3 * DAY) == said
        for day in range(4, 20):
            look(at=NOON + day * DAY)

    assert written() == [NOON, NOON + DAY, NOON + 2 * DAY, NOON + 14 * DAY]


def test_a_letter_that_has_to_go_goes_and_takes_what_waits_with_it(nia: Person) -> None:
    kinds = [Kind(f"kind{number}", playbook(f"kind{number}", 0)) for number in range(4)]
    charge = Kind("charge", playbook("charge", 0, is_required=True), Urgency.MONEY)
    with only(*kinds, charge):
        for day, kind in enumerate(kinds):
            kind.breaks(nia, at=NOON + day * DAY)
            look(at=NOON + day * DAY)
        charge.breaks(nia, at=NOON + 5 * DAY)
        look(at=NOON + 5 * DAY)

    last = Message.objects.latest("pk")
    assert len(written()) == 4
    assert "/pay/charge/" in last.text
    assert "/pay/kind3/" in last.text


def test_what_was_not_sent_does_not_count(nia: Person) -> None:
    kinds = [Kind(f"kind{number}", playbook(f"kind{number}", 0)) for number in range(4)]
    with only(*kinds):
        for day, kind in enumerate(kinds):
            kind.breaks(nia, at=NOON + day * DAY)
            look(at=NOON + day * DAY)
            Message.objects.filter(written_at=NOON).update(state="held")

    assert len(written()) == 4


def test_somebody_we_do_not_know_is_counted_by_the_address() -> None:
    def to_her(rupture: object, *, at: datetime) -> Notice:
        return replace(letter("basket")(rupture, at=at), address="nia@families.example")

    basket = Kind("basket", [Step("write", timedelta(0), to_her)])
    with only(basket):
        for day in range(6):
            basket.broken_now[f"test.order:{day}"] = (Person(), NOON + day * DAY)
            look(at=NOON + day * DAY)

    assert len(written()) == restraint.CEILING
    assert StepTaken.objects.count() == restraint.CEILING


def test_two_steps_that_came_due_together_are_one_letter(nia: Person) -> None:
    def always(found: list[Rupture], *, at: datetime) -> set[int]:
        return {rupture.pk for rupture in found}

    tries = [Step(f"try {n}", timedelta(0), letter(f"try{n}"), when=always) for n in (2, 3)]
    card = Kind("card", [*playbook("card", 0), *tries])
    with only(card):
        card.breaks(nia, at=NOON)
        look(at=NOON)

    assert "/pay/try3/" in Message.objects.get().text, "the last one says how things stand"
    assert StepTaken.objects.count() == 3
