"""The team of a nursery trust: seven places, five of them taken, and Bronwen who gives them out."""

from datetime import datetime, time
from functools import partial

from goldseam.core.people.models import Person
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.lives import DAY, HOUR, MINUTE
from goldseam.faces.demo.seed.stage import Stage
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.actions import order_team
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
    bank.press(bank.go_and_pay(order, at), "pay", at + MINUTE)
    stage.post(at + MINUTE)


def _address(number: int) -> str:
    given_name, family_name, _profession = COLLEAGUES[number]
    return f"{given_name}.{family_name}@bramblelane.example".lower()


def _invites(stage: Stage, at: datetime) -> None:
    team = Team.objects.get()
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
        hub=Team.objects.get().coordinator.hub,
        consents=["hub"] if number % 2 else [],
    )
    accept(invitation=Invitation.objects.get(email=_address(number)), told=told, at=at)
    stage.post(at)
