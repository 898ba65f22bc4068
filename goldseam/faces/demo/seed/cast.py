"""Who comes when, and what happens to them."""

from datetime import date, timedelta

from goldseam.core.people.models import Person
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.faces.demo.seed.crowd import Somebody
from goldseam.faces.demo.seed.lives import DAY, Life
from goldseam.faces.demo.seed.stage import Stage
from goldseam.faces.demo.seed.troubles import Troubled
from goldseam.subjects.membership.actions import Applicant

YEARS = 3 * 365
MEMBERS = 312
FOUNDERS = 60

# What went wrong in three years, how often, and after how many days it was put right (never: None).
PAST = [
    ("is_declined", 9, (1, 5)),
    ("is_declined", 4, None),
    ("is_refused", 3, (1, 4)),
    ("hears_nothing", 2, (1, 2)),
    ("leaves", 6, (1, 6)),
    ("leaves", 9, None),
    ("sends_too_little", 3, (5, 9)),
    ("pays_twice", 3, (1, 2)),
    ("changes_mind", 4, (1, 2)),
    ("is_met_halfway", 2, (1, 2)),
    ("cannot_be_reached", 4, (3, 9)),
    ("comes_as_a_stranger", 4, (1, 3)),
    ("says_it_will_come", 3, (9, 11)),
]
# What is wrong now, and since how many days.
NOW = [
    ("is_declined", 2),
    ("is_declined", 6),
    ("is_refused", 4),
    ("hears_nothing", 1),
    ("leaves", 1),
    ("leaves", 6),
    ("says_it_will_come", 1),
    ("says_it_will_come", 3),
    ("says_it_will_come", 8),
    ("sends_too_little", 5),
    ("pays_twice", 6),
    ("comes_as_a_stranger", 1),
    ("comes_as_a_stranger", 7),
    ("cannot_be_reached", 2),
    ("cannot_be_reached", 9),
]
# The member's fourth year began some weeks ago: a declined card, mended from the letter.
ACCOUNTS_SINCE = {
    "member": 3 * 365 + 18,
    "hublead": 1080,
    "events": 640,
    "judge": 500,
    "coordinator": 290,
    "lapsed": 600,
    "student": 70,
}


def plan_lives(stage: Stage) -> None:
    """Put everybody's first deed on the agenda; the rest follows from it."""
    _plan_members(stage)
    _plan_accounts(stage)
    for deed, times, days in PAST:
        for _ in range(times):
            ago = stage.telling.random.randint(50, YEARS - 80)
            after = timedelta(days=stage.telling.random.randint(*days), hours=2) if days else None
            _plan_trouble(stage, deed, ago, after)
    for deed, ago in NOW:
        _plan_trouble(stage, deed, ago, None)


def _plan_members(stage: Stage) -> None:
    """A good number in the first weeks, and then more each year."""
    chance = stage.telling.random
    for number in range(MEMBERS):
        ago = YEARS - chance.randint(0, 60) if number < FOUNDERS else int(YEARS * (1 - chance.random() ** 0.75)) + 1
        life = Life(stage, stage.crowd.draw())
        stage.telling.plan(stage.telling.some_time(_day(stage, ago)), life.joins)


def _plan_trouble(stage: Stage, deed: str, ago: int, after: timedelta | None) -> None:
    domain = "bounce.example" if deed == "cannot_be_reached" else ""
    life = Troubled(stage, stage.crowd.draw(domain=domain), mended_after=after)
    at = stage.telling.some_time(_day(stage, ago))
    if deed == "comes_as_a_stranger":
        life.comes_back = False
        before = min(YEARS - ago - 1, stage.telling.random.randint(420, 600))
        stage.telling.plan(at - before * DAY, life.joins)
    stage.telling.plan(at, getattr(life, deed))


def _plan_accounts(stage: Stage) -> None:
    """Those whom a visitor can be, and since how many days they are with us."""
    for slug, ago in ACCOUNTS_SINCE.items():
        account = ACCOUNTS[slug]
        person = Person.objects.select_related("hub").get(email=account.email)
        life = Troubled(stage, _applying(person, account.plan), person=person, mended_after=timedelta(days=4, hours=2))
        life.comes_back = slug != "lapsed"
        life.days_before_the_end = 3
        life.is_declined_lately = slug == "member"
        stage.telling.plan(stage.telling.some_time(_day(stage, ago)), life.joins)


def _applying(person: Person, plan: str) -> Somebody:
    told = Applicant(
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email or "",
        profession=person.profession,
        postcode_district=person.postcode_district,
        hub=person.hub,
        consents=["hub", "newsletter"],
    )
    return Somebody(told, plan)


def _day(stage: Stage, ago: int) -> date:
    return stage.telling.today - timedelta(days=ago)
