"""Memberships that people gave: one taken up at once, one after a reminder, one that still lies on the table; and two
places in the bursary pool, of which one was given to a student who asked.
"""

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from goldseam.core.people import actions as people
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.lives import DAY, HOUR, MINUTE
from goldseam.faces.demo.seed.stage import Stage
from goldseam.subjects.gifts import pool
from goldseam.subjects.gifts.models import Application, Delivery
from goldseam.subjects.gifts.ordering import Wish, order_gift
from goldseam.subjects.gifts.redeeming import take_up
from goldseam.subjects.gifts.reminding import remind_due
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.models import Plan

KIND = "gift_not_redeemed"


@dataclass(frozen=True)
class Told:
    """Who gives to whom, so many days ago, and after how many days it is taken up."""

    giver: tuple[str, str]
    given: int
    to: tuple[str, str] | None = None
    words: str = ""
    taken_up: int | None = None

    @property
    def email(self) -> str:
        return f"{self.to[0]}.{self.to[1]}@students.example".lower() if self.to else ""


AT_ONCE = Told(("Eluned", "Carraway"), 21, ("Fern", "Carraway"), "For your first year on the wards.", taken_up=2)
AFTER_A_WORD = Told(("Barnaby", "Quill"), 75, ("Jessamy", "Quill"), "Well done.", taken_up=33)
ON_THE_TABLE = Told(("Honor", "Pettigrew"), 39, ("Linus", "Abara"), "I thought of you when I read about this.")
FOR_THE_POOL = [Told(("Eluned", "Carraway"), 18), Told(("Ambrose", "Sallow"), 17)]
ASKED = [("Mirren", "Tolland", "My grant begins in spring."), ("Osian", "Vance", "")]


def plan_gifts(stage: Stage) -> None:
    """Put the stories of the gifts on the agenda."""
    for told in (AT_ONCE, AFTER_A_WORD, ON_THE_TABLE, *FOR_THE_POOL):
        at = stage.telling.days_ago(told.given, time(11, 20))
        stage.telling.plan(at, partial(_gives, stage, told))
        if told.taken_up and told.to:
            stage.telling.plan(at + told.taken_up * DAY + HOUR, partial(_takes_up, stage, told.email, told.to))
    lately = stage.telling.days_ago(AFTER_A_WORD.given, time(11, 20))
    stage.look(KIND, lately, 30 * DAY + HOUR, 33 * DAY + 2 * HOUR)
    stage.telling.plan(lately + 30 * DAY + 2 * HOUR, partial(_reminds, stage))
    now = stage.telling.days_ago(ON_THE_TABLE.given, time(11, 20))
    stage.look(KIND, now, 30 * DAY + HOUR, 37 * DAY + 2 * HOUR)
    stage.telling.plan(now + 30 * DAY + 2 * HOUR, partial(_reminds, stage))
    for number, who in enumerate(ASKED):
        stage.telling.plan(stage.telling.days_ago(14 - 8 * number, time(16, 5)), partial(_asks, stage, who))
    given = stage.telling.days_ago(12, time(10, 40))
    stage.telling.plan(given, partial(_is_given, stage))
    stage.telling.plan(given + DAY, partial(_takes_up, stage, _address(*ASKED[0][:2]), ASKED[0][:2]))


def _address(given_name: str, family_name: str) -> str:
    return f"{given_name}.{family_name}@students.example".lower()


def _gives(stage: Stage, told: Told, at: datetime) -> None:
    stage.catch_up()
    given_name, family_name = told.giver
    email = f"{given_name}.{family_name}@givers.example".lower()
    person = people.find(email)
    if person is None:
        person = people.meet(email=email, given_name=given_name, family_name=family_name, at=at)
        people.prove_address(person=person, at=at)
    wish = Wish(" ".join(told.to), told.email, told.words) if told.to else Wish(is_for_pool=True)
    order = order_gift(
        plan=Plan.objects.get(slug="student"),
        wish=wish,
        giver=Applicant(given_name, family_name, email),
        signed_in=person,
        key=None,
        at=at,
    )
    bank.press(bank.go_and_pay(order, at), "pay", at + MINUTE)
    stage.post(at + MINUTE)


def _takes_up(stage: Stage, email: str, name: tuple[str, str], at: datetime) -> None:
    told = Applicant(*name, email, profession="Student", postcode_district="LS2")
    delivery = Delivery.objects.standing().get(recipient_email=email)
    take_up(delivery=delivery, email=email, told=told, is_studying=True, at=at)
    stage.post(at)


def _reminds(stage: Stage, at: datetime) -> None:
    remind_due(at=at)
    stage.post(at)


def _asks(stage: Stage, who: tuple[str, str, str], at: datetime) -> None:
    given_name, family_name, why = who
    plan = Plan.objects.get(slug="student")
    email = _address(given_name, family_name)
    pool.ask_for_place(plan=plan, given_name=given_name, family_name=family_name, email=email, why=why, at=at)
    stage.post(at)


def _is_given(stage: Stage, at: datetime) -> None:
    pool.give_place(application=Application.objects.earliest("asked_at"), by=stage.office, at=at)
    stage.post(at)
