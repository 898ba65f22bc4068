"""What the tests of gifts begin with: Oda, who gives a student membership to Wren."""

from datetime import datetime
from typing import Any

from goldseam.core.people.actions import meet
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import confirm_payment, start_payment
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.gifts.codes import opened
from goldseam.subjects.gifts.models import Delivery, Gift
from goldseam.subjects.gifts.ordering import Wish, order_gift
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.tests.factories import a_student_plan, an_association

WREN = "wren@students.example"


def a_gift_plan(**details: Any) -> Plan:
    """The plan of students, which can be given."""
    an_association()
    plan = a_student_plan(**details)
    Plan.objects.filter(pk=plan.pk).update(is_giftable=True)
    return Plan.objects.get(pk=plan.pk)


def known(given_name: str, *, at: datetime = NOON, **details: Any) -> Person:
    """Somebody with a proved address."""
    address = f"{given_name.lower()}@givers.example"
    found = Person.objects.filter(email=address).first()
    details = {"email_proved_at": at} | details
    return found or meet(email=address, given_name=given_name, family_name="Halloran", at=at, **details)


def wishes(*, for_pool: bool = False, **changes: Any) -> Wish:
    """What Oda wishes for."""
    if for_pool:
        return Wish(is_for_pool=True)
    told = {"recipient_name": "Wren", "recipient_email": WREN, "message": "For your first year."}
    return Wish(**(told | changes))


def orders(*, at: datetime = NOON, by: Person | None = None, wish: Wish | None = None, key: str | None = None) -> Order:
    """Oda orders a gift."""
    by = by or known("Oda")
    giver = Applicant(by.given_name, by.family_name, by.email or "")
    plan = a_gift_plan()
    return order_gift(plan=plan, wish=wish or wishes(), giver=giver, signed_in=by, key=key, at=at)


def pays(order: Order, *, at: datetime = NOON) -> Order:
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=at)
    return confirm_payment(payment=payment, received_pence=order.total_pence, at=at)


def a_gift(*, at: datetime = NOON, by: Person | None = None, **wish: Any) -> Gift:
    """A gift that was paid for."""
    order = pays(orders(at=at, by=by, wish=wishes(**wish)), at=at)
    return Gift.objects.with_giver().get(order_line__order=order)


def the_delivery(gift: Gift) -> Delivery:
    """For whom it is now."""
    delivery = Gift.objects.get(pk=gift.pk).delivery
    assert delivery
    return delivery


def the_code(gift: Gift) -> str:
    """As it stands on the card."""
    code = opened(the_delivery(gift).sealed_code)
    assert code
    return code
