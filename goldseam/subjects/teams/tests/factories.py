"""What the tests of teams begin with: prices for teams, Bronwen who looks after one, and the people of her trust."""

from datetime import datetime
from typing import Any

from goldseam.core.people.actions import meet
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Payer
from goldseam.core.sales.actions.paying import confirm_payment, start_payment
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.teams.actions import order_team
from goldseam.subjects.teams.models import Team, Tier
from goldseam.subjects.teams.prices import set_tier

TIERS = {5: 6500, 10: 6000, 25: 5500}
TRUST = "Bramble Lane Nurseries"


def prices_for_teams() -> Plan:
    """The association, and what each person costs in a team of 5, 10 and 25."""
    an_association()
    plan = a_plan(gives=["The library", "A vote"])
    for from_seats, pence in TIERS.items():
        set_tier(plan=plan, from_seats=from_seats, unit_pence=pence, at=NOON, by=None)
    return plan


def known(given_name: str, *, at: datetime = NOON, **details: Any) -> Person:
    """Somebody with a proved address."""
    address = f"{given_name.lower()}@bramble.example"
    found = Person.objects.filter(email=address).first()
    if found:
        return found
    return meet(email=address, given_name=given_name, family_name="Sayle", at=at, **({"email_proved_at": at} | details))


def orders(seats: int = 7, *, at: datetime = NOON, by: Person | None = None, organisation: str = TRUST) -> Order:
    """Bronwen orders seats."""
    plan = a_plan() if Tier.objects.exists() else prices_for_teams()
    by = by or known("Bronwen")
    return order_team(
        plan=plan,
        seats=seats,
        organisation=organisation,
        purchase_order="PO-17",
        coordinator=Applicant(by.given_name, by.family_name, by.email or "", address="2 Bramble Lane\nLeeds"),
        signed_in=by,
        key=None,
        at=at,
    )


def herself(team: Team, purchase_order: str = "") -> Payer:
    """Whoever looks after the team has the invoice too."""
    who = team.coordinator
    return Payer(who.given_name, who.family_name, who.email or "", purchase_order=purchase_order)


def pays(order: Order, *, at: datetime = NOON) -> Order:
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=at)
    return confirm_payment(payment=payment, received_pence=order.total_pence, at=at)


def a_team(seats: int = 7, *, at: datetime = NOON, **details: Any) -> Team:
    """Bronwen's team, paid for."""
    order = pays(orders(seats, at=at, **details), at=at)
    return Team.objects.get(allotments__order_line__order=order)
