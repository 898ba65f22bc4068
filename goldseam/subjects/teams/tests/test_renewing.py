"""A team goes on: proposed in time, its people carried on when the new period begins, and fewer places said plainly."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import CannotFulfil
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.actions import add_term, current_term
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.teams.actions import NoSeatFree, assign, paid_seats, remove, used_seats
from goldseam.subjects.teams.ending import tell_ended
from goldseam.subjects.teams.inviting import free_seats, invite
from goldseam.subjects.teams.models import Seat, Team
from goldseam.subjects.teams.renewing import fill_renewed, order_renewal, propose_renewals, renew_team
from goldseam.subjects.teams.tests.factories import a_team, herself, known, pays

pytestmark = pytest.mark.django_db
TODAY = local_date(NOON)
DAY = timedelta(days=1)
LAST = NOON + 364 * DAY
FIRST = LAST + DAY


def seated(team: Team, count: int, *, at: Any = NOON) -> list[Seat]:
    return [
        assign(team=team, person=known(f"Person{number}"), by=team.coordinator, at=at + number * timedelta(minutes=1))
        for number in range(count)
    ]


def renews(team: Team, seats: int, *, leaving: Any = (), at: Any = LAST - 30 * DAY) -> Order:
    return order_renewal(
        team=team, seats=seats, leaving=leaving, payer=herself(team, "PO-19"), by=team.coordinator, at=at
    )


def letters(template: str) -> int:
    return Message.objects.filter(template=template).count()


def test_a_team_is_written_to_in_time_once_more_and_not_at_night() -> None:
    team = a_team(7)
    assert propose_renewals(at=LAST - 46 * DAY) == 0
    assert propose_renewals(at=LAST - 45 * DAY + timedelta(hours=10)) == 0, "nothing is written at night"

    assert propose_renewals(at=LAST - 45 * DAY) == 1
    assert propose_renewals(at=LAST - 44 * DAY) == 0

    letter = Message.objects.get(template="teams/renewal_due")
    assert "£455.00, £65.00 for each" in letter.text
    assert f"/me/team/{team.pk}/renew/" in letter.text
    assert propose_renewals(at=LAST - 10 * DAY) == 1
    assert propose_renewals(at=LAST - 9 * DAY) == 0


def test_who_has_renewed_is_not_written_to_again() -> None:
    team = a_team(7)
    propose_renewals(at=LAST - 45 * DAY)
    pays(renews(team, 7), at=LAST - 30 * DAY)

    assert propose_renewals(at=LAST - 10 * DAY) == 0


def test_a_team_that_does_not_go_on_has_its_people_told_once_the_morning_after() -> None:
    team = a_team(7)
    seats = seated(team, 3)
    add_term(person=seats[2].term.membership.person, plan=a_plan(), at=LAST - 40 * DAY)
    assert tell_ended(at=LAST) == 0, "their last day is theirs"
    assert tell_ended(at=FIRST + timedelta(hours=10)) == 0, "nothing is written at night"

    assert tell_ended(at=FIRST) == 1
    assert tell_ended(at=FIRST + DAY) == 0

    told = Message.objects.filter(template="teams/seat_over")
    assert {letter.address for letter in told} == {"person0@bramble.example", "person1@bramble.example"}
    assert "Bronwen Sayle looks after the team, and you keep your place then without a gap." in told[0].text
    assert Fact.objects.filter(kind="teams.seat_not_renewed").count() == 2


def test_while_an_order_waits_for_its_money_nobody_is_told_that_it_is_over() -> None:
    team = a_team(7)
    seated(team, 2)
    renews(team, 7, at=LAST)
    assert tell_ended(at=FIRST) == 0

    over = Order.objects.get(lines__kind="membership.team_renewal").expires_at
    assert tell_ended(at=over + timedelta(hours=12)) == 1
    assert "It can still do so" not in Message.objects.filter(template="teams/seat_over")[0].text, "its grace is over"


def test_the_people_of_a_renewed_team_go_on_without_a_gap_and_keep_their_history() -> None:
    team = a_team(7)
    seats = seated(team, 6)
    order = pays(renews(team, 6), at=LAST - 30 * DAY)

    assert (order.total_pence, order.lines.get().unit_pence) == (6 * 6500, 6500)
    assert paid_seats(team=team, at=LAST) == 7, "until then nothing changes"
    assert fill_renewed(at=LAST) == 0
    assert fill_renewed(at=FIRST) == 6
    assert fill_renewed(at=FIRST) == 0, "twice changes nothing"

    renewed = team.allotments.get(follows_on__isnull=False)
    assert (paid_seats(team=team, at=FIRST), used_seats(team=team, at=FIRST)) == (6, 6)
    for seat in seats:
        person = seat.term.membership.person
        term = current_term(person, on=local_date(FIRST))
        assert term
        assert (term.starts_on, term.ends_on, term.is_seat) == (renewed.starts_on, renewed.ends_on, True)
        assert person.membership == seat.term.membership, "her number stays"
        assert Fact.objects.filter(person=person, kind="teams.seat_carried_on").count() == 1
    assert renewed.ends_on.replace(year=renewed.ends_on.year - 1) == team.allotments.get(follows_on=None).ends_on
    assert letters("teams/seat_ended") == 0
    assert balance("income:membership") == -(45500 + 6 * 6500)


def test_those_who_are_chosen_leave_and_of_the_others_who_was_seated_last() -> None:
    team = a_team(7)
    seats = seated(team, 6)
    pays(renews(team, 5, leaving=[seats[1].pk]), at=LAST - 30 * DAY)
    remove(seat=seats[2], by=team.coordinator, at=LAST - 20 * DAY)
    late = [assign(team=team, person=known(name), by=team.coordinator, at=LAST - 19 * DAY) for name in ("Nia", "Joan")]

    fill_renewed(at=FIRST)

    on = {seat.term.membership.person for seat in Seat.objects.used(on=local_date(FIRST))}
    assert on == {seat.term.membership.person for seat in [seats[0], seats[3], seats[4], seats[5], late[0]]}
    told = Message.objects.filter(template="teams/seat_ended").order_by("person__given_name")
    assert [letter.text.partition(",")[0].split()[-1] for letter in told] == ["Joan", "Person1"], "by name, each"


def test_a_place_given_at_the_first_minute_takes_nobodys_away() -> None:
    team = a_team(5)
    people = seated(team, 5)
    pays(renews(team, 5), at=LAST - 30 * DAY)

    with pytest.raises(NoSeatFree):
        assign(team=team, person=known("Nia"), by=team.coordinator, at=FIRST)
    fill_renewed(at=FIRST)

    assert used_seats(team=team, at=FIRST) == len(people) == 5


def test_open_invitations_beyond_the_places_are_taken_back() -> None:
    team = a_team(7)
    seated(team, 4)
    invite(team=team, addresses=["nia@families.example", "joan@families.example"], by=team.coordinator, at=NOON)
    pays(renews(team, 5), at=LAST - 30 * DAY)

    fill_renewed(at=FIRST)

    assert [invitation.email for invitation in team.invitations.open()] == ["nia@families.example"]
    assert free_seats(team, at=FIRST) == 0


def test_whoever_bought_an_own_term_for_those_days_keeps_it_first() -> None:
    team = a_team(5)
    (seat,) = seated(team, 1)
    own = add_term(person=seat.term.membership.person, plan=a_plan(), at=LAST - 40 * DAY)
    assert own.starts_on == local_date(FIRST)
    pays(renews(team, 5), at=LAST - 30 * DAY)

    fill_renewed(at=FIRST)

    terms = list(seat.term.membership.terms.order_by("starts_on"))
    assert terms[:2] == [seat.term, own]
    assert all(later.starts_on == earlier.ends_on + DAY for earlier, later in pairwise(terms))


def test_within_the_grace_a_team_goes_on_from_the_day_after_and_then_no_more() -> None:
    team = a_team(5)
    (seat,) = seated(team, 1)
    pays(renews(team, 5, at=FIRST + 20 * DAY), at=FIRST + 20 * DAY)

    term = current_term(seat.term.membership.person, on=local_date(FIRST))
    assert term
    assert term.starts_on == local_date(FIRST)
    other = a_team(5, organisation="Waders Trust")
    with pytest.raises(NotForSale):
        renews(other, 5, at=FIRST + 31 * DAY)


def test_money_back_before_it_begins_leaves_the_period_that_runs_as_it_is() -> None:
    team = a_team(5)
    seated(team, 5)
    order = pays(renews(team, 5), at=LAST - 30 * DAY)

    refund_order(order=order, amount_pence=order.total_pence, reason="changed their mind", by=None, at=LAST - 25 * DAY)

    assert used_seats(team=team, at=LAST) == paid_seats(team=team, at=LAST) == 5
    assert fill_renewed(at=FIRST) == 0
    again = renews(team, 5, at=LAST - 24 * DAY)
    assert (again != order, again.received_pence) == (True, 0)


def test_a_period_is_given_once_whoever_else_paid_for_it() -> None:
    team = a_team(5)
    line = renews(team, 5).lines.get()
    renew_team(line=line, at=LAST - 30 * DAY)

    with pytest.raises(CannotFulfil):
        renew_team(line=line, at=LAST - 30 * DAY)
