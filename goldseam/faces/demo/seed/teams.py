"""The team of a nursery trust: seven places, five of them taken, and Bronwen who gives them out. Two smaller ones, with
which something went wrong: of the one it was mended, of the other it is not yet.
"""

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.cancelling import cancel_order
from goldseam.core.sales.actions.ordering import Payer
from goldseam.core.sales.models import Order
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.lives import DAY, HOUR, MINUTE
from goldseam.faces.demo.seed.stage import Stage
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.closing import close_account
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.actions import change_coordinator, order_team
from goldseam.subjects.teams.adding import order_seats
from goldseam.subjects.teams.inviting import accept, invite
from goldseam.subjects.teams.models import Invitation, Team

PLAN, TRUST = "qualified-professional", "Bramble Lane Nursery Trust"
ORDERED = 24
COLLEAGUES = [
    ("Marged", "Penrose", "Nursery or early years staff"),
    ("Idris", "Colclough", "Nursery or early years staff"),
    ("Sunniva", "Attwater", "Family support worker"),
    ("Bashir", "Wroughton", "Nursery or early years staff"),
    ("Delphine", "Okonjo-Hale", "Psychologist"),
    ("Tamsin", "Yarrowby", ""),
    ("Ottoline", "Marsh", ""),
]
ANSWERED = 5


def plan_team(stage: Stage) -> None:
    """Put the story of the team on the agenda."""
    ordered = stage.telling.days_ago(ORDERED, time(10, 12))
    stage.telling.plan(ordered, partial(_orders, stage))
    stage.telling.plan(ordered + 2 * HOUR, partial(_invites, stage))
    for number in range(ANSWERED):
        answered = ordered + (number + 1) * DAY + number * 47 * MINUTE
        stage.telling.plan(answered, partial(_answers, stage, number))
    _plan_mended(stage)
    _plan_not_yet(stage)


def _orders(stage: Stage, at: datetime) -> None:
    stage.catch_up()
    bronwen = Person.objects.get(email=ACCOUNTS["coordinator"].email)
    order = order_team(
        plan=Plan.objects.get(slug=PLAN),
        seats=len(COLLEAGUES),
        organisation=TRUST,
        purchase_order="BLN-2214",
        coordinator=Applicant(
            bronwen.given_name, bronwen.family_name, bronwen.email or "", address="2 Bramble Lane\nLeeds LS6 9ZZ"
        ),
        signed_in=bronwen,
        key=None,
        at=at,
    )
    _pays(stage, order, at)


def _address(number: int) -> str:
    given_name, family_name, _profession = COLLEAGUES[number]
    return f"{given_name}.{family_name}@bramblelane.example".lower()


def _invites(stage: Stage, at: datetime) -> None:
    team = Team.objects.get(organisation__name=TRUST)
    addresses = [_address(number) for number in range(len(COLLEAGUES))]
    invite(team=team, addresses=addresses, by=team.coordinator, at=at)
    stage.post(at)


def _answers(stage: Stage, number: int, at: datetime) -> None:
    given_name, family_name, profession = COLLEAGUES[number]
    told = Applicant(
        given_name,
        family_name,
        _address(number),
        profession=profession,
        employer=TRUST,
        postcode_district="LS6",
        hub=Team.objects.get(organisation__name=TRUST).coordinator.hub,
        consents=["hub"] if number % 2 else [],
    )
    accept(invitation=Invitation.objects.get(email=_address(number)), told=told, at=at)
    stage.post(at)


@dataclass(frozen=True)
class Small:
    """A team that gave the places it had ordered back and kept those that it had added. `began`: days ago."""

    organisation: str
    coordinator: tuple[str, str]
    began: int

    @property
    def email(self) -> str:
        return f"{self.coordinator[0]}@{self.organisation.split()[0]}.example".lower()

    @property
    def team(self) -> Team:
        return Team.objects.get(organisation__name=self.organisation)


MENDED = Small("Harbourside Children’s Centre", ("Odile", "Farnham"), 130)
NOT_YET = Small("Tidewater Family Trust", ("Corwin", "Blessington"), 13)
HARBOURSIDE = [("Agnes", "Tollemache"), ("Rufus", "Delamere"), ("Wilhelmina", "Ashgrove"), ("Ivor", "Nancarrow")]
HARBOURSIDE_LAST = ("Perdita", "Hollings")


def _plan_small(stage: Stage, small: Small, *, added: int) -> datetime:
    began = stage.telling.days_ago(small.began, time(11, 5))
    stage.telling.plan(began, partial(_orders_small, stage, small))
    stage.telling.plan(began + HOUR, partial(_adds, stage, small, added))
    stage.telling.plan(began + DAY, partial(_gives_back, stage, small))
    stage.look("team_below_minimum", began + DAY, HOUR)
    return began


def _plan_mended(stage: Stage) -> None:
    began = _plan_small(stage, MENDED, added=1)
    stage.telling.plan(began + 3 * DAY, partial(_adds, stage, MENDED, 4))
    stage.look("team_below_minimum", began + 3 * DAY, HOUR)
    for number, name in enumerate([*HARBOURSIDE, HARBOURSIDE_LAST]):
        days = 4 + number if name != HARBOURSIDE_LAST else 29
        stage.telling.plan(began + days * DAY, partial(_is_seated, stage, MENDED, name))
    stage.look("seat_not_taken", began, 25 * DAY, 29 * DAY + HOUR)
    stage.telling.plan(began + 60 * DAY, partial(_goes, stage, MENDED))
    stage.look("coordinator_gone", began + 60 * DAY, HOUR)
    stage.telling.plan(began + 62 * DAY, partial(_is_followed, stage, MENDED, HARBOURSIDE[0]))
    stage.look("coordinator_gone", began + 62 * DAY, HOUR)


def _orders_small(stage: Stage, small: Small, at: datetime) -> None:
    stage.catch_up()
    given_name, family_name = small.coordinator
    person = people.meet(email=small.email, given_name=given_name, family_name=family_name, at=at)
    people.prove_address(person=person, at=at)
    order = order_team(
        plan=Plan.objects.get(slug=PLAN),
        seats=5,
        organisation=small.organisation,
        purchase_order="",
        coordinator=Applicant(given_name, family_name, small.email),
        signed_in=person,
        key=None,
        at=at,
    )
    _pays(stage, order, at)


def _adds(stage: Stage, small: Small, seats: int, at: datetime) -> None:
    team = small.team
    who = team.coordinator
    payer = Payer(who.given_name, who.family_name, who.email or "")
    order = order_seats(team=team, seats=seats, payer=payer, by=who, at=at)
    _pays(stage, order, at)


def _pays(stage: Stage, order: Order, at: datetime) -> None:
    stage.catch_up()
    bank.press(bank.go_and_pay(order, at), "pay", at + MINUTE)
    stage.post(at + MINUTE)


def _gives_back(stage: Stage, small: Small, at: datetime) -> None:
    stage.catch_up()
    first = Order.objects.filter(lines__allotments__team=small.team).earliest("placed_at")
    cancel_order(order=first, by=small.team.coordinator, at=at)
    stage.send_refunds(at)


def _is_seated(stage: Stage, small: Small, name: tuple[str, str], at: datetime) -> None:
    email = f"{name[0]}.{name[1]}@harbourside.example".lower()
    team = small.team
    invite(team=team, addresses=[email], by=team.coordinator, at=at - HOUR)
    told = Applicant(*name, email, profession="Family support worker", employer=small.organisation)
    accept(invitation=Invitation.objects.get(email=email), told=told, at=at)
    stage.post(at)


def _goes(stage: Stage, small: Small, at: datetime) -> None:
    person = small.team.coordinator
    close_account(person=person, by=person, at=at)
    stage.post(at)


def _is_followed(stage: Stage, small: Small, name: tuple[str, str], at: datetime) -> None:
    follower = Person.objects.get(given_name=name[0], family_name=name[1])
    change_coordinator(team=small.team, coordinator=follower, by=stage.office, at=at)


def _plan_not_yet(stage: Stage) -> None:
    began = _plan_small(stage, NOT_YET, added=2)
    stage.telling.plan(began + 6 * DAY, partial(_goes, stage, NOT_YET))
