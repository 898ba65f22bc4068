"""How a term comes to its end badly, and how that is mended: told for the promise that nothing breaks silently."""

from datetime import date, datetime, timedelta
from typing import NoReturn

import pytest

from goldseam.core.gateways.demo.cards import Sample
from goldseam.core.gateways.demo.gateway import GATEWAY
from goldseam.core.gateways.protocol import GatewayAway
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.charging import send_charges
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.renewals import run
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.prospects import What
from goldseam.subjects.membership.renewals.run import run_renewals
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.membership.tests.renewing import a_day, pays, the_card
from goldseam.subjects.membership.tests.renewing import joins as joins_for_a_year

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TODAY = NOON.date()
A_YEAR_AGO = date(2025, 11, 23)


def the_worker_runs(at: datetime) -> None:
    a_day(at.date())


def is_charged_today(then: str) -> Person:
    """Her term ended yesterday, and today her card is charged as was announced; the bank answers `then`."""
    nia = joins_for_a_year(on=A_YEAR_AGO)
    a_day(TODAY - 10 * DAY)
    the_card(then)
    a_day(TODAY)
    return nia.person


def a_card_is_declined_for_now(at: datetime) -> Person:
    return is_charged_today("decline")


def a_card_is_refused_for_good(at: datetime) -> Person:
    return is_charged_today("decline_hard")


def a_card_ends_before_the_term(at: datetime) -> Person:
    soon = Sample("Visa Debit", "0341", TODAY + 5 * DAY)
    return joins_for_a_year(on=A_YEAR_AGO + 30 * DAY, card=soon).person


def does_not_answer(at: datetime) -> Person:
    nia = joins_for_a_year(on=A_YEAR_AGO, agrees=False)
    a_day(TODAY - DAY)
    return nia.person


def lets_it_lapse(at: datetime) -> Person:
    """The last day of grace was yesterday."""
    ended = TODAY - 31 * DAY
    nia = joins_for_a_year(on=date(ended.year - 1, ended.month, ended.day) + DAY, agrees=False)
    a_day(ended)
    return nia.person


def is_not_taken_up(at: datetime) -> Person:
    """Today her card is to be charged, and something of ours goes wrong."""
    nia = joins_for_a_year(on=A_YEAR_AGO)
    a_day(TODAY - 10 * DAY)

    def goes_wrong(due: object, *, at: datetime) -> NoReturn:
        raise ValueError("an order that cannot be placed")

    with pytest.MonkeyPatch.context() as broken:
        broken.setitem(run.DO, What.CHARGE, goes_wrong)
        run_renewals(at=at)
    return nia.person


def is_taken_up_again(person: Person, at: datetime) -> None:
    run_renewals(at=at)


def whose_bank_is_away(at: datetime) -> Person:
    """Two hours ago her card was to be charged, and the bank did not answer."""
    nia = joins_for_a_year(on=A_YEAR_AGO)
    a_day(TODAY - 10 * DAY)
    run_renewals(at=at - 2 * HOUR)

    def away(*_told: object, **_named: object) -> NoReturn:
        raise GatewayAway

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(type(GATEWAY), "charge_saved", away)
        send_charges(at=at - 2 * HOUR)
    return nia.person


def is_charged_after_all(person: Person, at: datetime) -> None:
    send_charges(at=at)


def renews_by_the_link(person: Person, at: datetime) -> None:
    term = person.membership.terms.order_by("starts_on")[0]
    pays(order_next(term=term, at=at), at=at)


def renews_with_another_card(person: Person, at: datetime) -> None:
    term = person.membership.terms.order_by("starts_on")[0]
    pays(order_next(term=term, at=at), at=at, agrees=True)


def comes_back(person: Person, at: datetime) -> None:
    order = join(plan=a_plan(), applicant=Applicant("Nia", "Ferreday", ""), signed_in=person, key=None, at=at)
    pays(order, at=at)
