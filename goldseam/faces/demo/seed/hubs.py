"""Who lets themselves be found, and two hubs whose leads went: one has found another, one has not yet."""

from datetime import datetime, time
from functools import partial

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person, RoleGrant
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.faces.demo.seed.lives import DAY, HOUR
from goldseam.faces.demo.seed.staff import HOME_HUB
from goldseam.faces.demo.seed.stage import Stage
from goldseam.foundation.contracts import audiences
from goldseam.subjects.hubs.actions import choose, choose_hubs

KIND = "hub_without_lead"
LED_AGAIN, WITHOUT = "fife-and-the-east", "south-wales"
NEXT_LEAD = ("Morag", "Kinnell")
OFFERS = [
    ("Kirkcaldy", "English, Polish", "Baby massage groups, and an ear for colleagues who work alone."),
    ("Leeds", "English", "Supervision for health visitors, the first hour without a fee."),
    ("Derby", "English, Urdu", "Video feedback with fathers. Trainees may sit in."),
    ("Barry", "English, Welsh", "I speak at nurseries about the first thousand days."),
    ("Lewisham", "English, French", "A reading group on sleep, online, last Thursdays."),
]
SHOWN = [["hub", "letters", "profession"], ["hub", "profession"], ["area", "employer", "profession"], ["hub"], []]
# One in so many members lets themselves be found, at most so many.
ONE_IN, MOST = 5, 20


def plan_hubs(stage: Stage) -> None:
    """Put what happens with the leads on the agenda."""
    went = stage.telling.days_ago(160, time(12, 30))
    stage.telling.plan(went, partial(_goes, stage, LED_AGAIN))
    stage.look(KIND, went, 15 * DAY)
    stage.telling.plan(went + 19 * DAY, partial(_is_followed, stage, LED_AGAIN))
    stage.look(KIND, went + 19 * DAY, HOUR)
    stage.telling.plan(stage.telling.days_ago(18, time(12, 30)), partial(_goes, stage, WITHOUT))


def _goes(stage: Stage, slug: str, at: datetime) -> None:
    grant = RoleGrant.objects.get(hub__slug=slug, role="hublead", ended_at=None)
    people.end_role(grant=grant, at=at, by=stage.office)


def _is_followed(stage: Stage, slug: str, at: datetime) -> None:
    hub = Hub.objects.get(slug=slug)
    given_name, family_name = NEXT_LEAD
    email = f"{given_name}.{family_name}@hubs.aimh.example".lower()
    person = people.meet(
        email=email, given_name=given_name, family_name=family_name, at=at, hub=hub,
        profession="Hub lead", postcode_district=f"{hub.postcode_areas[0]}1",
    )  # fmt: skip
    people.prove_address(person=person, at=at)
    people.give_role(person=person, role="hublead", hub=hub, at=at, by=stage.office)
    people.amend_hub(hub=hub, details={"lead": person}, at=at, by=stage.office)


def tell_entries(stage: Stage) -> None:
    """Leads who agree to be named; members who are found by everyone, by members, and one who thought better of it."""
    at = stage.telling.days_ago(2, time(17))
    for lead in Person.objects.filter(grants__role="hublead", grants__ended_at=None).order_by("pk"):
        choose(person=lead, chosen={"is_named_as_lead": True}, at=at)
    accounts = [account.email for account in ACCOUNTS.values()]
    members = audiences["members"].people(at=at).exclude(email__in=accounts).exclude(profession="").order_by("pk")
    for number, person in enumerate(members[::ONE_IN][:MOST]):
        choose(person=person, chosen=_entry(number), at=at)
    for person in members[1 :: 4 * ONE_IN][:1]:
        choose(person=person, chosen=_entry(0), at=at)
        choose(person=person, chosen={"seen_by": "nobody"}, at=at + HOUR)
    _tell_of_nia(Person.objects.get(email=ACCOUNTS["member"].email), at)


def _entry(number: int) -> dict[str, object]:
    """What the visitor of that number chooses: not everybody shows everything."""
    town, languages, offer = OFFERS[number % len(OFFERS)]
    shows = SHOWN[number % len(SHOWN)]
    own = {"town": town, "languages": languages, "offer": offer} if number % 3 == 0 else {}
    return {"seen_by": "everyone" if number % 2 else "members", "shows": shows, **own}


def _tell_of_nia(nia: Person, at: datetime) -> None:
    choose(person=nia, chosen=_entry(0) | {"town": "Leeds", "languages": "English, Welsh"}, at=at)
    choose_hubs(person=nia, home=Hub.objects.get(slug=HOME_HUB), further=[Hub.objects.get(slug=WITHOUT)], at=at)
