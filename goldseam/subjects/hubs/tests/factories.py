"""What the tests of hubs begin with: Ada in Fife and Bea in Yorkshire, who are members, and visitors who look."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.people.actions import meet
from goldseam.core.people.models import Hub, Person
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.hubs.actions import choose
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

EVERYTHING = ["area", "employer", "hub", "letters", "profession"]
WORDS: dict[str, Any] = {
    "town": "Kirkcaldy",
    "languages": "Polish",
    "offer": "Watching and waiting",
    "website": "https://ada-lindqvist.example/",
}


def a_hub(name: str = "Fife and the East", **details: Any) -> Hub:
    slug = name.lower().replace(" ", "-")
    return Hub.objects.get_or_create(slug=slug, defaults={"name": name, "postcode_areas": ["KY"]} | details)[0]


def somebody(given_name: str = "Ada", *, at: datetime = NOON, **details: Any) -> Person:
    """A person with a proved address who is no member."""
    an_association()
    known: dict[str, Any] = {
        "family_name": "Lindqvist",
        "profession": "Midwife",
        "employer": "Seagull Ward",
        "postcode_district": "KY1",
        "hub": a_hub(),
        "email_proved_at": at,
    }
    person: Person = meet(email=f"{given_name.lower()}@fife.example", given_name=given_name, at=at, **known | details)
    return person


@transaction.atomic
def a_member(given_name: str = "Ada", *, at: datetime = NOON, **details: Any) -> Person:
    person = somebody(given_name, at=at, **details)
    add_term(person=person, plan=a_plan(), at=at)
    return person


def found_by(person: Person, seen_by: str = "everyone", *, at: datetime = NOON, **chosen: Any) -> Entry:
    """She lets herself be found, by default with her name only."""
    choose(person=person, chosen={"seen_by": seen_by, "shows": []} | chosen, at=at)
    return Entry.objects.get(person=person)
