"""How somebody comes to have two records, and how it is mended: told for the promise that nothing breaks silently."""

from datetime import datetime

from goldseam.core.people import actions as people
from goldseam.core.people.merging.actions import merge
from goldseam.core.people.models import Person
from goldseam.subjects.teams.tests.factories import known
from tests.promises.in_teams import Happens, Mends


def comes_by_another_address(at: datetime) -> Person:
    """Nia forgot which of her addresses she joined with."""
    nia = known("Nia", at=at, postcode_district="LS6")
    name, family_name = nia.given_name, nia.family_name
    people.meet(email="nia@work.example", given_name=name, family_name=family_name, at=at, postcode_district="LS6")
    return nia


def the_office_puts_them_together(person: Person, at: datetime) -> None:
    merged = Person.objects.get(email="nia@work.example")
    merge(kept=person, merged=merged, choices={}, why="She told us.", at=at, by=known("Ruth"))


OF_RECORDS: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    ("two_records", comes_by_another_address, [], [], the_office_puts_them_together, "put_together"),
]
