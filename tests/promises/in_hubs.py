"""How a hub is left without a lead and finds one: told for the promise that nothing breaks silently."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.subjects.hubs.tests.factories import a_hub, a_member

Happens: TypeAlias = Callable[[datetime], Person]
Mends: TypeAlias = Callable[[Person, datetime], None]
DAY = timedelta(days=1)


def its_lead_goes(at: datetime) -> Person:
    """Sixteen days ago; Ada is a member there, and said yes to letters of her hub."""
    hub = a_hub()
    ada = a_member("Ada", at=at - 20 * DAY, hub=hub)
    people.set_consents(person=ada, purposes=["hub"], at=at - 20 * DAY, by=ada)
    joel = people.meet(email="joel@fife.example", given_name="Joel", family_name="Hartigan", at=at - 20 * DAY)
    grant = people.give_role(person=joel, role="hublead", hub=hub, at=at - 20 * DAY, by=None)
    people.end_role(grant=grant, at=at - 16 * DAY, by=joel)
    return ada


def somebody_takes_it_on(person: Person, at: datetime) -> None:
    people.give_role(person=person, role="hublead", hub=Hub.objects.get(people=person), at=at, by=None)


# As in the test of the promise: kind, what happens, days and letters of the playbook, what mends it, and its name.
OF_HUBS: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    ("hub_without_lead", its_lead_goes, [7], ["hubs/lead_wanted"], somebody_takes_it_on, "lead_found"),
]
