"""How a gift is not taken up, and then is: told for the promise that nothing breaks silently."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from goldseam.core.people.models import Person
from goldseam.subjects.gifts.models import Gift
from goldseam.subjects.gifts.redeeming import take_up
from goldseam.subjects.gifts.tests.factories import WREN, a_gift, a_gift_plan, the_delivery
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.models import Plan

Happens: TypeAlias = Callable[[datetime], Person]
Mends: TypeAlias = Callable[[Person, datetime], None]


def lies_on_the_table(at: datetime) -> Person:
    """A gift that is good for two months, delivered thirty days ago."""
    plan = a_gift_plan()
    Plan.objects.filter(pk=plan.pk).update(gift_months=2)
    gift = a_gift(at=at - timedelta(days=30))
    assert gift.giver
    return gift.giver


def is_taken_up(person: Person, at: datetime) -> None:
    delivery = the_delivery(Gift.objects.get(order_line__order__person=person))
    told = Applicant("Wren", "Ashdown", WREN)
    take_up(delivery=delivery, email=WREN, told=told, is_studying=True, at=at)


# As in the test of the promise: kind, what happens, days and letters of the playbook, what mends it, and its name.
OF_GIFTS: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    (
        "gift_not_redeemed",
        lies_on_the_table,
        [0, 7, 17, 17, 31],
        ["gifts/gift_not_taken_up", "gifts/gift_ends"],
        is_taken_up,
        "gift_taken_up",
    ),
]
