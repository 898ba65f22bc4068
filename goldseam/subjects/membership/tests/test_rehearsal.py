"""What was rehearsed is what runs, to the day and the penny."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from goldseam.core.gateways.demo.cards import Sample
from goldseam.core.sales.models import Order
from goldseam.foundation.calendar import months_later
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.prices import set_price
from goldseam.subjects.membership.renewals.prospects import What
from goldseam.subjects.membership.renewals.rehearsal import Planned, rehearse, totals
from goldseam.subjects.membership.renewals.stopping import decline
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, noon

pytestmark = pytest.mark.django_db(transaction=True)
A_DAY = timedelta(days=1)
Done = tuple[date, str, str, int]


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def twelve_members() -> None:
    """Joined all over the year, on days at the edges of months among them; every third renews by hand."""
    starts = [date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 29), date(2026, 4, 30)]
    starts += [date(2026, month, 10 + month) for month in range(5, 12)]
    for number, day in enumerate(starts):
        card = Sample("Visa", f"40{number:02}", date(2099, 12, 31))
        joins(f"M{number:02}", on=day, agrees=number % 3 != 0, card=card)


def planned(found: Iterable[Planned]) -> list[Done]:
    return sorted(
        (one.deed.day, one.prospect.term.membership.person.given_name, str(one.deed.what), _asked(one.deed))
        for one in found
    )


def _asked(deed: Any) -> int:
    """A reminder names a price and charges nothing."""
    return 0 if deed.what is What.REMIND else int(deed.pence)


def done(first: date, last: date) -> list[Done]:
    """What the run did in these days, by what it wrote down."""
    sorts = {"membership.renewal_reminded": "remind", "membership.renewal_announced": "announce"}
    facts = Fact.objects.filter(kind__in=sorts, at__date__range=(first, last)).select_related("person")
    found = [
        (fact.at.date(), fact.person.given_name, sorts[fact.kind], fact.data.get("amount_pence", 0)) for fact in facts
    ]
    charged = Order.objects.filter(mandate__isnull=False, placed_at__date__range=(first, last))
    found += [(order.placed_at.date(), order.payer_given_name, "charge", order.total_pence) for order in charged]
    return sorted(found)


def test_over_a_year_each_month_runs_as_it_was_rehearsed_on_its_first_day() -> None:
    twelve_members()
    by = Membership.objects.first()
    assert by
    set_price(plan=a_plan(), price_pence=8000, from_on=date(2027, 5, 20), at=noon(date(2026, 12, 1)), by=by.person)
    decline(person=Membership.objects.get(person__given_name="M06").person, at=noon(date(2026, 12, 1)))
    days(date(2026, 12, 1), date(2026, 12, 31))

    seen = 0
    for number in range(12):
        first = months_later(date(2027, 1, 1), number)
        last = months_later(first, 1) - A_DAY
        rehearsed = rehearse(first=first, last=last, on=first)
        sums = {total.what: total.pence for total in totals(rehearsed)}
        days(first, last)
        ran = done(first, last)
        assert planned(rehearsed) == ran, first
        assert sums.get(What.CHARGE, 0) == sum(pence for _day, _who, what, pence in ran if what == "charge")
        seen += len(ran)

    assert seen > 20
    assert {pence for _state, pence in charges()} == {7500, 8000}


def test_a_rehearsal_changes_nothing_and_asks_as_often_for_three_hundred_as_for_ten() -> None:
    from django.db import connection

    joins("Nia", on=date(2026, 3, 10))
    february = {"first": date(2027, 2, 1), "last": date(2027, 2, 28), "on": date(2027, 1, 15)}
    rehearse(**february)  # what plans cost is read once
    counts = []
    for many in (10, 290):
        _plenty(many)
        with CaptureQueriesContext(connection) as asked:
            found = rehearse(**february)
        assert len(found) >= many
        assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked.captured_queries)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


def _plenty(many: int) -> None:
    from goldseam.core.people.models import Person

    known = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(
            email=f"p{known + number}@families.example", given_name="P", family_name="X", met_at=noon(date(2026, 1, 1))
        )
        for number in range(many)
    )
    memberships = Membership.objects.bulk_create(
        Membership(person=person, began_on=date(2026, 3, 1)) for person in people
    )
    Term.objects.bulk_create(
        Term(membership=membership, plan=a_plan(), starts_on=date(2026, 3, 1), ends_on=date(2027, 2, 28))
        for membership in memberships
    )
