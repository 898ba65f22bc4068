"""Where somebody stands is the same, whether one asks of the person or for all who stand so."""

from datetime import date, timedelta
from random import Random

import pytest

from goldseam.core.people.models import Person
from goldseam.core.sales.tests.factories import nia
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.standing import STATES, standing_as, standings
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 3)
YEAR = timedelta(days=364)


def ended(person: Person, *, days_ago: int, grace_days: int) -> Term:
    """A year's term of a plan with so much grace."""
    plan = a_plan(slug=f"grace-{grace_days}", grace_days=grace_days)
    membership = Membership.objects.get_or_create(person=person, defaults={"began_on": TODAY})[0]
    ends_on = TODAY - timedelta(days=days_ago)
    return Term.objects.create(membership=membership, plan=plan, starts_on=ends_on - YEAR, ends_on=ends_on)


def test_the_plan_of_each_says_how_long_the_grace_is() -> None:
    an_association()
    short, long = nia("short@families.example"), nia("long@families.example")
    ended(short, days_ago=20, grace_days=10)
    ended(long, days_ago=20, grace_days=60)

    everybody = Person.objects.all()
    assert list(standing_as(everybody, "lapsed", on=TODAY)) == [short]
    assert list(standing_as(everybody, "grace", on=TODAY)) == [long]
    assert list(standing_as(everybody, "in_force", on=TODAY)) == [long]


@pytest.mark.parametrize("seed", range(3))
def test_the_lists_of_a_state_are_those_of_whom_it_is_said(seed: int) -> None:
    an_association()
    chance = Random(seed)
    people = [nia(f"nia{n}@families.example") for n in range(24)]
    for person in people:
        for _term in range(chance.choice([0, 1, 1, 2])):
            days_ago = chance.choice([-300, -1, 0, 1, 9, 10, 11, 59, 60, 61, 400])
            if not Term.objects.filter(membership__person=person).exists() or days_ago > 365:
                term = ended(person, days_ago=days_ago, grace_days=chance.choice([10, 60]))
                if chance.random() < 0.2:
                    term.cut_short_on = term.starts_on + timedelta(days=chance.randrange(360))
                    term.save()

    said = standings([person.pk for person in people], on=TODAY)
    for state in STATES:
        found = set(standing_as(Person.objects.all(), state, on=TODAY).values_list("pk", flat=True))
        assert found == {person for person, standing in said.items() if standing.state == state}, state
