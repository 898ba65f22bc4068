"""Whoever has paid for an own membership moves into a team today: what was not used goes back to the penny."""

from datetime import timedelta
from typing import Any

import pytest

from goldseam.core.ledger.actions import balance
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Order, Refund
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.actions import Applicant, current_term, join
from goldseam.subjects.membership.changes.giving_up import give_up, unused
from goldseam.subjects.membership.changes.moving import order_change
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests import renewing
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.teams.actions import NoSeatFree, assign, paid_seats
from goldseam.subjects.teams.inviting import accept, invite
from goldseam.subjects.teams.models import Invitation, Team
from goldseam.subjects.teams.tests.factories import a_team, known
from tests.ledger import unbalanced_entries

pytestmark = pytest.mark.django_db
TODAY = local_date(NOON)
DAY = timedelta(days=1)


def joined(days_ago: int) -> Person:
    return renewing.joins("Nia", on=TODAY - days_ago * DAY, agrees=False).person


def invited(team: Team, person: Person, *, at: Any = NOON) -> Invitation:
    return invite(team=team, addresses=[person.email or ""], by=team.coordinator, at=at).written_to[0]


def sent_back() -> int:
    return sum(Refund.objects.values_list("amount_pence", flat=True))


def test_the_days_that_are_left_go_back_and_the_place_begins_today() -> None:
    team = a_team()
    nia = joined(100)
    number = nia.membership.number
    own = Term.objects.of(nia).get()
    days = (own.ends_on - own.starts_on).days + 1
    before = balance("income:membership")

    seat = accept(invitation=invited(team, nia), told=None, at=NOON, begins_now=True)

    own.refresh_from_db()
    assert own.cut_short_on == TODAY - DAY
    assert (seat.term.starts_on, seat.term.membership.number) == (TODAY, number)
    assert sent_back() == 7500 - 7500 * 100 // days
    assert balance("income:membership") == before + sent_back()
    assert Fact.objects.filter(person=nia, kind="membership.given_up").count() == 1
    assert unbalanced_entries() == []
    assert give_up(person=nia, by=nia, at=NOON) == 0, "twice changes nothing"


def test_what_was_paid_ahead_goes_back_whole() -> None:
    team, nia = a_team(), joined(100)
    first = sum(credit.credit_pence for credit in unused(nia, on=TODAY))
    order = join(
        plan=a_plan(), applicant=Applicant("Nia", "Ferreday", nia.email or ""), signed_in=nia, key=None, at=NOON - DAY
    )
    renewing.pays(order, at=NOON - DAY)

    accept(invitation=invited(team, nia), told=None, at=NOON, begins_now=True)

    assert sent_back() == first + 7500
    current = current_term(nia, on=TODAY)
    assert current
    assert current.is_seat
    assert Term.objects.of(nia).whole_from(TODAY).count() == 1


def test_what_was_paid_with_credit_goes_back_from_the_order_before_it() -> None:
    team, nia = a_team(), joined(130)
    dearer = a_plan(slug="supervisor", name="Supervisor", price_pence=12000, position=2)
    moved_at = NOON - 30 * DAY
    order = order_change(person=nia, plan=dearer, at=moved_at)
    renewing.pays(order, at=moved_at)
    former, present = Term.objects.of(nia).order_by("starts_on")
    used = 7500 * 100 // ((former.ends_on - former.starts_on).days + 1)
    used += 12000 * 30 // ((present.ends_on - present.starts_on).days + 1)

    accept(invitation=invited(team, nia), told=None, at=NOON, begins_now=True)

    paid = sum(order.total_pence for order in Order.objects.filter(person=nia))
    assert order.total_pence < 12000 - 12000 * 30 // 365, "one order alone could not give it all back"
    assert paid - sent_back() == used
    assert not Term.objects.of(nia).whole_from(TODAY).exclude(is_seat=True).exists()
    assert unbalanced_entries() == []


def test_on_the_very_day_everything_goes_back_and_nothing_runs_on_beside_the_place() -> None:
    team, nia = a_team(), joined(0)
    order = order_change(
        person=nia, plan=a_plan(slug="supervisor", name="Supervisor", price_pence=12000, position=2), at=NOON
    )
    renewing.pays(order, at=NOON)

    accept(invitation=invited(team, nia), told=None, at=NOON, begins_now=True)

    assert sent_back() == 12000
    (term,) = Term.objects.of(nia).whole_from(TODAY)
    assert term.is_seat


def test_without_a_free_place_nothing_is_given_up() -> None:
    team, nia = a_team(5), joined(100)
    invitation = invited(team, nia)
    for number in range(5):
        assign(team=team, person=known(f"Person{number}"), by=team.coordinator, at=NOON)
    assert paid_seats(team=team, at=NOON) == 5

    with pytest.raises(NoSeatFree):
        accept(invitation=invitation, told=None, at=NOON, begins_now=True)

    assert (sent_back(), Term.objects.of(nia).get().cut_short_on) == (0, None)
