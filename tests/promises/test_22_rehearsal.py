"""Promise 22, seen from the office: what was rehearsed on the first of a month is what then runs in it, to the day and
the penny, over five years with declined cards, moves to other plans, pauses, partings and new prices.

A rehearsal tells what will be done as things stand. So each month is rehearsed on its first day, before anything runs,
and compared with all that ran in it, for everybody about whom nothing changed in between. About whom something did (the
card was declined, a pause or a move was asked for, the term was renewed by hand, the membership given up) is counted
with its reason: no difference is left without one. Prices are set some weeks ahead, on the first of a month.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import Q

from goldseam.core.gateways.demo.cards import Sample
from goldseam.core.gateways.demo.models import BankCard
from goldseam.core.ledger.actions import balance
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import NotForSale
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.faces.demo.seed.cast import MEMBERS
from goldseam.foundation.calendar import months_later
from goldseam.subjects.membership.changes.moving import choose_next, order_change
from goldseam.subjects.membership.changes.offers import CannotChange
from goldseam.subjects.membership.models import Pause, Plan, Price, Term
from goldseam.subjects.membership.pausing import CannotPause, pause
from goldseam.subjects.membership.prices import set_price
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.rehearsal import rehearse
from goldseam.subjects.membership.renewals.stopping import NothingToDecline, decline, last_term
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import a_day, joins, noon, pays
from goldseam.subjects.membership.tests.test_rehearsal import Done, done, planned
from tests.promises.sizes import size

MONTHS, PEOPLE, JOIN_WITHIN = size(4, 60), size(10, MEMBERS), size(150, 365)
BEGINS = date(2027, 1, 1)
A_DAY = timedelta(days=1)


def everybody(chance: Random) -> None:
    """Joined on days of the year before; most let a card be kept, the others renew by hand."""
    for number in range(PEOPLE):
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(JOIN_WITHIN))
        plan = chance.choice(list(Plan.objects.order_by("pk")))
        card = Sample("Visa", f"{number:04}", date(2099, 12, 31))
        joins(f"M{number:03}", on=day, agrees=chance.random() < 0.7, card=card, plan=plan)


def asks_for_a_pause(person: Person, day: date, chance: Random) -> None:
    with suppress(CannotPause):
        begins, months = day + timedelta(days=chance.randrange(20)), chance.randint(1, 4)
        pause(person=person, begins_on=begins, months=months, why=Pause.Why.PARENTAL, by=person, at=noon(day))


def moves_at_once(person: Person, day: date, _chance: Random) -> None:
    with suppress(CannotChange, NotForSale):
        pays(order_change(person=person, plan=Plan.objects.get(slug="supervisor"), at=noon(day)), at=noon(day))


def wants_another_plan(person: Person, day: date, chance: Random) -> None:
    with suppress(CannotChange, NotForSale):
        choose_next(person=person, plan=chance.choice(list(Plan.objects.order_by("pk"))), at=noon(day))


def gives_up(person: Person, day: date, _chance: Random) -> None:
    with suppress(NothingToDecline):
        decline(person=person, at=noon(day))


def renews_by_hand(person: Person, day: date, _chance: Random) -> None:
    term = last_term(person)
    if term and term.ends_on - timedelta(days=30) <= day <= term.grace_ends_on:
        order = order_next(term=term, at=noon(day))
        if not order.paid_at and not order.mandate_id:
            pays(order, at=noon(day))


def has_a_card_declined(person: Person, _day: date, chance: Random) -> None:
    cards = Mandate.objects.living().filter(person=person).values("reference")
    then, times = chance.choice([("decline", 1), ("decline", 2), ("decline_hard", 0)])
    BankCard.objects.filter(reference__in=cards).update(then=then, times=times)


WAYS: list[tuple[Callable[[Person, date, Random], None], int]] = [
    (renews_by_hand, 12),
    (has_a_card_declined, 6),
    (asks_for_a_pause, 4),
    (wants_another_plan, 4),
    (moves_at_once, 3),
    (gives_up, 1),
]


def wishes(chance: Random, first: date) -> dict[date, list[Any]]:
    """Who does what on which day of the month: about one in seven does something."""
    found: dict[date, list[Any]] = {}
    people = list(Person.objects.filter(given_name__startswith="M").order_by("pk"))
    for person in chance.sample(people, max(2, len(people) // 7)):
        way = chance.choices([way for way, _ in WAYS], [often for _, often in WAYS])[0]
        found.setdefault(first + timedelta(days=chance.randrange(28)), []).append((way, person))
    return found


def a_new_price(chance: Random, first: date) -> None:
    plan = a_plan()
    price = plan.price_on(first) + chance.choice([300, 550, 725])
    by = Person.objects.earliest("pk")
    set_price(plan=plan, price_pence=price, from_on=first + timedelta(days=45), at=noon(first), by=by)


def whose_charge_failed(first: date, last: date) -> set[str]:
    """Declined in the month, or before and tried again in it: what the bank will say cannot be rehearsed."""
    tried = Payment.objects.filter(mandate__isnull=False, failed_at__isnull=False)
    tried = tried.filter(Q(failed_at__date__range=(first, last)) | Q(order__paid_at=None))
    tried |= Payment.objects.filter(mandate__isnull=False, failed_at__isnull=False, order__paid_at__date__gte=first)
    return set(tried.values_list("order__payer_given_name", flat=True))


def a_month(chance: Random, first: date, why: Counter[str]) -> tuple[list[Done], list[Done]]:
    """Rehearse it, let it run, and hold one against the other; what was compared, and what differed with a reason."""
    last = months_later(first, 1) - A_DAY
    rehearsed = planned(rehearse(first=first, last=last, on=first))
    theirs, changed = wishes(chance, first), {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for way, person in theirs.get(day, []):
            way(person, day, chance)
            changed[person.given_name] = way.__name__
        a_day(day)
    ran = done(first, last)
    changed |= dict.fromkeys(whose_charge_failed(first, last), "declined")

    same = [one for one in rehearsed if one[1] not in changed]
    assert same == [one for one in ran if one[1] not in changed], first
    differ = sorted(set(rehearsed).symmetric_difference(ran))
    why.update(changed[one[1]] for one in differ)
    return same, differ


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1])
def test_what_was_rehearsed_is_what_ran_month_by_month(seed: int, record_property: Any) -> None:
    chance, why = Random(seed), Counter[str]()
    an_association()
    a_plan()
    a_plan(slug="friend", name="Friend", price_pence=4000)
    a_plan(slug="supervisor", name="Supervisor", price_pence=12000)
    everybody(chance)

    same: list[Done] = []
    for number in range(-1, MONTHS):
        first = months_later(BEGINS, number)
        if number % 9 == 2:
            a_new_price(chance, first)
        told, _differ = a_month(chance, first, why)
        same += told

    charged = sum(pence for _day, _who, what, pence in same if what == "charge")
    record_property("months", MONTHS + 1)
    record_property("people", PEOPLE)
    record_property("deeds as rehearsed", len(same))
    record_property("pounds charged as rehearsed", f"{charged / 100:.2f}")
    record_property("differences, each with its reason", dict(why) or "none")
    assert len(same) > PEOPLE / 2
    assert charged
    whole = -balance("income:membership")
    paid = Order.objects.filter(paid_at__isnull=False)
    assert whole == sum(order.received_pence for order in paid), "what the ledger says is what was paid, to the penny"
    assert Price.objects.count() > 0 < Term.objects.filter(starts_on__gte=BEGINS).count()


@pytest.mark.django_db(transaction=True)
def test_a_change_without_a_reason_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: something is done for one, and the price for the other rises unseen after the rehearsal."""
    an_association()
    joins("M000", on=date(2026, 2, 20))
    joins("M001", on=date(2026, 7, 20))

    def rises(_person: Person, _day: date, _chance: Random) -> None:
        Plan.objects.update(price_pence=8000)

    other = Person.objects.get(given_name="M001")
    monkeypatch.setattr(f"{__name__}.wishes", lambda *_: {date(2027, 2, 5): [(rises, other)]})
    with pytest.raises(AssertionError, match=r"M000.*announce.*7500"):
        a_month(Random(0), date(2027, 2, 1), Counter())
