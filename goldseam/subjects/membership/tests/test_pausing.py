"""Pausing for parental leave: the days do not count, nothing is charged or written, and it goes on by itself."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from goldseam.core.mail.models import Message
from goldseam.foundation import clock
from goldseam.foundation.calendar import last_day
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.actions import is_member
from goldseam.subjects.membership.audiences import Standing
from goldseam.subjects.membership.changes.credit import credit_of
from goldseam.subjects.membership.changes.moving import order_change
from goldseam.subjects.membership.changes.offers import CannotChange
from goldseam.subjects.membership.models import Membership, Pause, Plan, Term
from goldseam.subjects.membership.pausing import CannotPause, come_back, pause
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.rehearsal import rehearse
from goldseam.subjects.membership.standing import STATES, standing_as, standings
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, letters, noon, pays, terms_of

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS = date(2026, 3, 10), date(2027, 3, 9)
LEAVES = date(2027, 2, 20)
# Six months from 20 February: 181 days.
BACK, MOVED = date(2027, 8, 20), ENDS + timedelta(days=181)


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day))


def pauses(nia: Membership, *, on: date = LEAVES, months: int = 6, begins_on: date | None = None) -> Pause:
    return pause(
        person=nia.person, begins_on=begins_on or on, months=months, why="parental", by=nia.person, at=noon(on)
    )


def reads(client: Client, nia: Membership, path: str) -> str:
    client.force_login(nia.person)
    return " ".join(client.get(path).content.decode().split())


def test_nia_pauses_in_two_steps_with_the_dates_said_before(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED)
    it_is(monkeypatch, LEAVES)
    assert "up to 12 months in a term" in reads(client, nia, "/me/membership/pause/")
    typed = {"why": "parental", "begins_on": "2027-02-20", "months": "6"}

    said = " ".join(client.post("/me/membership/pause/", typed).content.decode().split())
    assert "Paused from 20 February 2027 to 19 August 2027: 181 days that do not count." in said
    assert "What you have paid for runs until 6 September 2027 instead of 9 March 2027." in said
    assert "These stay open to you: your pages, your payments and their papers, and your record of learning." in said
    assert not Pause.objects.exists()
    for _ in range(2):
        client.post("/me/membership/pause/", typed | {"confirmed": "yes"})

    assert Pause.objects.count() == 1
    assert terms_of(nia) == [(JOINED, MOVED)]
    assert "Nia, your membership is paused until 19 August 2027." in reads(client, nia, "/me/")
    assert "Your membership is paused from 20 February 2027" in reads(client, nia, "/me/history/")
    assert letters("membership/paused") == [LEAVES]


def test_what_she_typed_stays_when_it_cannot_be_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED)
    it_is(monkeypatch, LEAVES)
    client.force_login(nia.person)
    for day in ("2027-02-19", "2027-03-10"):
        page = client.post("/me/membership/pause/", {"why": "care", "begins_on": day, "months": "3"}).content.decode()
        assert "from today on, while the membership runs" in page
        assert f'value="{day}"' in page
    assert not Pause.objects.exists()


def test_in_a_pause_nothing_is_charged_or_written_and_then_all_of_it_is_as_rehearsed() -> None:
    nia, omar = joins("Nia", on=JOINED), joins("Omar", on=JOINED, agrees=False)
    days(date(2027, 2, 8), LEAVES)
    reminders = len(letters("membership/renewal_reminder"))
    for member in (nia, omar):
        pauses(member)
    assert list(rehearse(first=LEAVES, last=BACK - timedelta(days=1), on=LEAVES)) == []
    planned = [(one.deed.day, str(one.deed.what)) for one in rehearse(first=BACK, last=date(2027, 9, 8), on=LEAVES)]

    days(LEAVES + timedelta(days=1), LEAVES + timedelta(days=20))
    days(BACK - timedelta(days=3), BACK - timedelta(days=1))
    assert charges() == []
    assert len(letters("membership/renewal_reminder")) == reminders
    assert letters("membership/renewal_announced") == []
    days(BACK, date(2027, 9, 8))

    # The letter of a month before is held up by the pause, the one of a week before and the last are on their day.
    assert letters("membership/renewal_reminder")[reminders:] == [BACK, MOVED - timedelta(days=7), MOVED]
    assert letters("membership/renewal_announced") == [MOVED - timedelta(days=9)]
    assert charges() == [("paid", 7500)]
    ran = [(day, "remind") for day in letters("membership/renewal_reminder")[reminders:]]
    ran += [(MOVED - timedelta(days=9), "announce"), (MOVED + timedelta(days=1), "charge")]
    assert sorted(planned) == sorted(ran)


def test_what_was_announced_before_the_pause_is_not_charged_on_its_day() -> None:
    nia = joins(on=JOINED)
    days(date(2027, 2, 26), date(2027, 3, 3))
    assert len(letters("membership/renewal_announced")) == 1
    pauses(nia, on=date(2027, 3, 4), months=1)
    days(date(2027, 3, 5), date(2027, 4, 3))
    assert charges() == []
    days(date(2027, 4, 4), date(2027, 4, 20))

    assert charges() == [("paid", 7500)]
    assert len(letters("membership/renewal_announced")) == 2


def test_coming_back_sooner_takes_one_press_and_gives_back_the_rest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nia = joins(on=JOINED)
    pauses(nia)
    sooner = LEAVES + timedelta(days=30)
    it_is(monkeypatch, sooner)
    assert "I am back: go on from today" in reads(client, nia, "/me/")
    for _ in range(2):
        client.post("/me/membership/pause/return/")

    assert terms_of(nia) == [(JOINED, ENDS + timedelta(days=30))]
    assert is_member(nia.person, on=sooner)
    assert "you are a member until 8 April 2027" in reads(client, nia, "/me/")
    assert "You came back from your pause" in reads(client, nia, "/me/history/")


def test_a_pause_that_lies_ahead_can_be_given_up_as_if_it_had_not_been() -> None:
    nia = joins(on=JOINED)
    pauses(nia, on=date(2026, 6, 1), begins_on=date(2026, 9, 1))
    assert is_member(nia.person, on=date(2026, 8, 31))
    assert not is_member(nia.person, on=date(2026, 9, 1))
    come_back(person=nia.person, by=nia.person, at=noon(date(2026, 6, 2)))

    assert terms_of(nia) == [(JOINED, ENDS)]
    assert is_member(nia.person, on=date(2026, 9, 1))
    pauses(nia, on=date(2026, 6, 3), begins_on=date(2026, 9, 1))


def test_a_year_that_is_paid_already_moves_too_and_moves_back() -> None:
    nia = joins(on=JOINED, agrees=False)
    pays(order_next(term=Term.objects.get(), at=noon(LEAVES)), at=noon(LEAVES))
    pauses(nia)
    assert terms_of(nia) == [(JOINED, MOVED), (MOVED + timedelta(days=1), date(2028, 3, 9) + timedelta(days=181))]
    come_back(person=nia.person, by=nia.person, at=noon(LEAVES))

    assert terms_of(nia) == [(JOINED, ENDS), (date(2027, 3, 10), date(2028, 3, 9))]


def test_in_a_pause_she_counts_as_paused_everywhere() -> None:
    nia = joins(on=JOINED)
    pauses(nia)
    person, on = nia.person, LEAVES + timedelta(days=5)

    assert standings([person.pk], on=on)[person.pk].state == "paused"
    people = type(person).objects.filter(pk=person.pk)
    assert [state for state in STATES if standing_as(people, state, on=on).exists()] == ["paused"]
    assert not Standing("in_force", "Members").people(at=noon(on)).exists()
    assert [state for state in STATES if standing_as(people, state, on=BACK).exists()] == ["current"]


def test_the_plan_says_for_how_long_and_a_term_has_it_once() -> None:
    Plan.objects.filter(pk=a_plan().pk).update(pause_months=6)
    nia = joins(on=JOINED)
    with pytest.raises(CannotPause, match="6 months in all"):
        pauses(nia, months=7)
    pauses(nia, on=date(2026, 4, 1), months=4)
    with pytest.raises(CannotPause, match="already"):
        pauses(nia, on=date(2026, 5, 1), months=1)
    with pytest.raises(CannotPause, match="6 months in all"):
        pauses(nia, on=date(2026, 8, 1), months=3)
    pauses(nia, on=date(2026, 8, 1), months=2)
    Plan.objects.update(pause_months=0)
    with pytest.raises(CannotPause, match="cannot be paused"):
        pauses(nia, on=date(2026, 11, 1), months=1)


def test_days_of_a_pause_are_neither_used_nor_credited_and_no_plan_is_changed_in_one() -> None:
    a_plan(slug="supervisor", name="Supervisor", price_pence=12000)
    nia = joins(on=JOINED)
    pauses(nia, on=date(2026, 6, 18), months=2)
    with pytest.raises(CannotChange):
        order_change(person=nia.person, plan=Plan.objects.get(slug="supervisor"), at=noon(date(2026, 7, 1)))

    for day in (date(2026, 6, 18), date(2026, 7, 1), date(2026, 8, 18)):
        credit = credit_of(Term.objects.get(), on=day)
        assert (credit.used_days, credit.left_days) == (100, 265), day


@given(st.integers(0, 364), st.integers(1, 12), st.integers(0, 400))
def test_a_pause_takes_and_gives_no_day(begins: int, months: int, stays: int) -> None:
    """Paid days before and after are the same, whenever somebody leaves and comes back."""
    begins_on = JOINED + timedelta(days=begins)
    asked = Pause(begins_on=begins_on, until_on=last_day(begins_on, months))
    back_on = begins_on + timedelta(days=stays)
    moved = ENDS + timedelta(days=asked.days)
    if back_on <= asked.until_on:
        asked.ended_on = back_on - timedelta(days=1)
        moved -= asked.until_on - asked.ended_on

    assert (moved - JOINED).days + 1 - asked.days == 365
    assert asked.days == min(stays, (last_day(begins_on, months) - begins_on).days + 1)


def test_the_letter_says_what_stays_open() -> None:
    nia = joins(on=JOINED)
    pauses(nia)
    text = Message.objects.get(template="membership/paused").text
    for told in ("20 February 2027 to 19 August 2027", "6 September 2027", "nothing is charged", "record of learning"):
        assert told in text
    assert local_date(Message.objects.get(template="membership/paused").written_at) == LEAVES
