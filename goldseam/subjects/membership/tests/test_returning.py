"""Before a pause is over she is told the day, what comes after it and how to change that: once, and when she may be."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldseam.core.mail.models import Message
from goldseam.core.mail.restraint import unasked
from goldseam.core.people.models import Hold
from goldseam.subjects.membership import returning
from goldseam.subjects.membership.models import Membership, Pause
from goldseam.subjects.membership.pausing import come_back, pause
from goldseam.subjects.membership.renewals.stopping import decline
from goldseam.subjects.membership.returning import tell_of_return
from goldseam.subjects.membership.tests.factories import an_association
from goldseam.subjects.membership.tests.renewing import joins, letters, noon

pytestmark = pytest.mark.django_db
LEAVES, BACK, A_WEEK_BEFORE = date(2027, 2, 20), date(2027, 8, 20), date(2027, 8, 13)
TOLD = "membership/pause_ends"


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def is_away(name: str = "Nia", *, agrees: bool = True) -> Membership:
    """Joined on 10 March, and away for six months from 20 February."""
    member = joins(name, on=date(2026, 3, 10), agrees=agrees)
    pause(person=member.person, begins_on=LEAVES, months=6, why="parental", by=member.person, at=noon(LEAVES))
    return member


def each_day(first: date, last: date) -> None:
    for number in range((last - first).days + 1):
        tell_of_return(at=noon(first + timedelta(days=number)))


def said() -> str:
    return Message.objects.get(template=TOLD).text


def test_nia_is_told_a_week_before_what_is_charged_when_and_how_to_stop_it() -> None:
    is_away()
    each_day(A_WEEK_BEFORE - timedelta(days=3), BACK + timedelta(days=3))

    assert letters(TOLD) == [A_WEEK_BEFORE]
    for words in (
        "ends on 19 August 2027. From 20 August 2027 all of it is open to you again",
        "runs until 6 September 2027",
        "on 7 September 2027 we charge £75.00 to your Visa ending 4242",
        "/renew/stop/",
        "office@aimh.example",
    ):
        assert words in said()


def test_omar_who_renews_by_hand_is_told_what_it_will_cost_and_that_nothing_is_taken() -> None:
    is_away("Omar", agrees=False)
    each_day(A_WEEK_BEFORE, BACK)

    assert "you choose whether you go on, for £75.00" in said()
    assert "nothing is taken by itself" in said()
    assert "/renew/" in said()
    assert "we charge" not in said()


def test_whoever_wants_no_further_term_is_asked_for_nothing() -> None:
    nia = is_away()
    decline(person=nia.person, at=noon(LEAVES))
    each_day(A_WEEK_BEFORE, BACK)

    assert "Nothing is charged by itself." in said()
    assert "/renew/" not in said()


def test_whoever_came_back_sooner_is_not_told_of_it() -> None:
    nia = is_away()
    come_back(person=nia.person, by=nia.person, at=noon(date(2027, 6, 1)))
    each_day(A_WEEK_BEFORE, BACK)
    assert letters(TOLD) == []


def test_at_night_nobody_is_written_to() -> None:
    is_away()
    assert tell_of_return(at=datetime(2027, 8, 13, 22, tzinfo=UTC)) == 0
    assert tell_of_return(at=noon(A_WEEK_BEFORE)) == 1


def test_on_hold_it_waits_for_the_end_of_the_hold_and_is_no_use_after_the_pause() -> None:
    nia, omar = is_away("Nia"), is_away("Omar")
    Hold.objects.create(person=nia.person, reason="asked", since=noon(LEAVES), ended_at=noon(date(2027, 8, 16)))
    Hold.objects.create(person=omar.person, reason="asked", since=noon(LEAVES))
    each_day(A_WEEK_BEFORE, BACK + timedelta(days=9))

    assert letters(TOLD) == [date(2027, 8, 16)]
    assert Message.objects.get(template=TOLD).person == nia.person


def test_it_waits_for_room_below_the_ceiling_and_takes_room_itself() -> None:
    nia = is_away()
    for place in range(3):
        told = {"template": "membership/renewal_reminder", "about": f"membership.renewal:{place}", "state": "sent"}
        at = noon(date(2027, 8, 3))
        Message.objects.create(person=nia.person, written_at=at, due_at=at, message_id=str(place), **told)
    each_day(A_WEEK_BEFORE, BACK)
    assert letters(TOLD) == [date(2027, 8, 17)]
    assert Message.objects.get(template=TOLD).about == f"membership.pause:{Pause.objects.get().pk}"
    assert unasked().filter(template=TOLD).exists()
    assert not unasked().filter(template="membership/paused").exists(), "that answered what she asked for"


def test_one_letter_that_cannot_be_written_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    nia, omar = is_away("Nia"), is_away("Omar")
    real = returning.send

    def breaks_for_nia(**told: object) -> object:
        if told["person"] == nia.person:
            raise ValueError("a letter that cannot be written")
        return real(**told)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(returning, "send", breaks_for_nia)
        assert tell_of_return(at=noon(A_WEEK_BEFORE)) == 1
    assert Message.objects.get(template=TOLD).person == omar.person
    assert tell_of_return(at=noon(A_WEEK_BEFORE)) == 1
