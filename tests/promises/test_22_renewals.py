"""Promise 22: renewals are exact. Over ten years one charge a period and no end drifts; killed or down, each is done
once.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.charging import send_charges
from goldseam.core.sales.actions.ordering import place_orders
from goldseam.foundation.calendar import last_day, last_day_since
from goldseam.subjects.membership.models import Plan, Renewal, Term
from goldseam.subjects.membership.renewals import run
from goldseam.subjects.membership.renewals.run import run_renewals
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import a_day, charges, joins, noon, post, terms_of
from tests.promises.members import all_at_once
from tests.promises.processes import killed_at
from tests.promises.sizes import size

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2031, 12, 31))
A_DAY = timedelta(days=1)
# A leap year is among five; ten are promised.
YEARS = size(5, 10)


@given(DAYS, st.sampled_from([1, 3, 6, 12, 24]))
@example(date(2024, 2, 29), 12)
@example(date(2023, 1, 31), 1)
@example(date(2024, 1, 30), 1)
def test_over_ten_years_each_period_begins_the_day_after_the_last_and_ends_where_the_first_day_says(
    anchor: date, months: int
) -> None:
    starts_on = anchor
    for number in range(1, 120 // months + 1):
        ends_on = last_day_since(anchor, starts_on, months)
        assert ends_on == last_day(anchor, months * number)
        starts_on = ends_on + A_DAY


def test_counting_from_the_last_end_would_drift() -> None:
    """The control: from 29 February 2024 the fourth year would end a day late, and so would all after it."""
    starts_on = date(2024, 2, 29)
    for _ in range(4):
        ends_on = last_day(starts_on, 12)
        starts_on = ends_on + A_DAY
    assert ends_on == date(2028, 2, 29) != last_day(date(2024, 2, 29), 48)


class TestTenYears(TransactionTestCase):
    """Ten years of a membership that renews by itself, with runs that are missed and runs that come twice."""

    @settings(max_examples=size(1, 20), deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        joined=DAYS,
        down=st.lists(st.sampled_from([9, 30, 31, 32, 39, 40, 41]), max_size=3, unique=True),
        times=st.integers(1, 2),
    )
    @example(joined=date(2024, 2, 29), down=[30], times=2)
    @example(joined=date(2025, 10, 26), down=[], times=2)
    @example(joined=date(2025, 3, 30), down=[40], times=1)
    @example(joined=date(2024, 1, 1), down=[30, 32, 39], times=1)
    def test_one_charge_a_period_and_no_end_drifts(self, joined: date, down: list[int], times: int) -> None:
        # Hypothesis runs the examples in one database: each begins with nobody's renewals due.
        an_association()
        a_plan()
        nia = joins(f"Nia{Term.objects.count()}x{joined.toordinal()}", on=joined)
        before = BankSession.objects.filter(return_url="").count()

        for year in range(1, YEARS + 1):
            ends_on = last_day(joined, 12 * year)
            missed = {ends_on - timedelta(days=40 - day) for first in down for day in (first, first + 1, first + 2)}
            # The days between have nothing to do: entering, announcing, charging and what is late lie in these. Whoever
            # is told of the charge only on the fourth day after the end is charged a week later.
            for number in [*range(-31, -27), *range(-10, -5), *range(13)]:
                day = ends_on + timedelta(days=number)
                for _ in range(times if day not in missed else 0):
                    a_day(day)

        terms = terms_of(nia)
        assert len(terms) == YEARS + 1
        for number, (starts_on, ends_on) in enumerate(terms, start=1):
            assert ends_on == last_day(joined, 12 * number)
            assert starts_on == (joined if number == 1 else terms[number - 2][1] + A_DAY)
        assert BankSession.objects.filter(return_url="").count() - before == YEARS
        paid = Term.objects.filter(membership=nia, order_line__order__paid_at__isnull=False).count()
        assert paid == YEARS + 1, "what was paid are the terms"
        told = Message.objects.filter(person=nia.person, template="membership/renewal_announced").count()
        assert told == YEARS
        assert sum(balance(code) for code in ("clearing:demo", "income:membership", "liability:received")) == 0


JOINED, NEXT = date(2026, 3, 10), date(2027, 3, 10)
ANNOUNCED = NEXT - timedelta(days=10)
SOME = size(6, 200)


def everybody() -> None:
    an_association()
    for number in range(SOME):
        joins(f"Member{number}", on=JOINED)


def exactly_once() -> None:
    """Each was announced once, charged once, handed over once and thanked once."""
    assert charges() == [("paid", 7500)] * SOME
    for template in ("membership/renewal_announced", "membership/renewed"):
        people = list(Message.objects.filter(template=template).values_list("person", flat=True))
        assert len(people) == len(set(people)) == SOME, template
    assert Term.objects.count() == 2 * SOME
    assert balance("income:membership") == -7500 * 2 * SOME


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("on", "point"),
    [
        (ANNOUNCED, "goldseam.subjects.membership.renewals.deeds.record_each"),
        (ANNOUNCED, "goldseam.subjects.membership.renewals.run._next_day"),
        (NEXT, "goldseam.subjects.membership.renewals.deeds.enter_charges"),
        (NEXT, "goldseam.core.sales.actions.charging.enter_payments"),
        (NEXT, "goldseam.core.sales.actions.charging._send"),
        (NEXT, "goldseam.core.sales.actions.charging.look_up_payment"),
        (NEXT, "goldseam.core.gateways.demo.gateway.owe_notices"),
        (NEXT, "goldseam.core.sales.actions.paying.fulfil"),
        (NEXT, "goldseam.subjects.membership.sellables.send"),
    ],
)
def test_killed_in_the_middle_of_a_run_each_is_charged_once_and_told_once(on: date, point: str) -> None:
    """A real process is killed at that point, three days in a row; on the fourth nobody kills it."""
    everybody()
    for number in range((on - ANNOUNCED).days):
        a_day(ANNOUNCED + number * A_DAY)

    for number in range(3):
        killed_at(point, lambda: a_day(on + number * A_DAY))  # noqa: B023 - used before the next turn
        post(noon(on))
    for number in range(16):
        a_day(on + (3 + number) * A_DAY)

    from goldseam.core.sales.actions.fulfilling import fulfil_paid_orders

    fulfil_paid_orders(at=noon(on + 20 * A_DAY))
    exactly_once()


@pytest.mark.django_db(transaction=True)
def test_eight_runs_at_once_do_each_thing_once() -> None:
    everybody()
    for day in (ANNOUNCED, NEXT):
        all_at_once(lambda _: run_renewals(at=noon(day)), range(8))  # noqa: B023 - used before the next turn
        all_at_once(lambda _: send_charges(at=noon(day)), range(8))  # noqa: B023
        post(noon(day))

    exactly_once()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_runs_at_once_write_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    everybody()
    with transaction.atomic():
        Renewal.objects.bulk_create(Renewal(follows=term, due_on=ANNOUNCED) for term in Term.objects.all())
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda rows, **_how: rows)

    all_at_once(lambda _: run_renewals(at=noon(ANNOUNCED)), range(8))

    assert Message.objects.filter(template="membership/renewal_announced").count() > SOME


@pytest.mark.django_db(transaction=True)
def test_without_one_key_a_period_a_second_order_would_be_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a run that forgot what it had placed meets the order's key, and without that charges again."""
    an_association()
    joins(on=JOINED)
    for number in range(11):
        a_day(ANNOUNCED + number * A_DAY)
    Term.objects.filter(starts_on=NEXT).delete()

    def forgets() -> None:
        Renewal.objects.update(order=None, due_on=NEXT + A_DAY)
        a_day(NEXT + A_DAY)

    forgets()
    assert charges() == [("paid", 7500)]
    monkeypatch.setattr(
        "goldseam.subjects.membership.renewals.deeds.place_orders",
        lambda *, wanted, at: place_orders(wanted=[replace(one, key=None) for one in wanted], at=at),
    )
    forgets()
    assert charges() == [("paid", 7500)] * 2
    assert run.AT_ONCE >= 1000
    assert Plan.objects.count() == 1
