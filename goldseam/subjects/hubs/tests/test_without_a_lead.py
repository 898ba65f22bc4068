from datetime import datetime, timedelta
from typing import Any

import pytest

from goldseam.core.mail.models import Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.subjects.hubs.leading import ask_for_a_lead
from goldseam.subjects.hubs.ruptures import WITHOUT, HubWithoutALead
from goldseam.subjects.hubs.tests.factories import NOON, a_hub, a_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def broken(*, at: datetime = NOON) -> list[str]:
    keys = [found.subject.rpartition(":")[2] for found in HubWithoutALead().broken(at=at)]
    return list(Hub.objects.filter(pk__in=keys).values_list("slug", flat=True))


def founded(name: str, *, days_ago: int) -> Hub:
    details = {"name": name, "slug": name.lower()}
    return people.enter_hub(details=details, at=NOON - days_ago * DAY, by=joel())


def joel() -> Person:
    return people.find("joel@fife.example") or people.meet(
        email="joel@fife.example", given_name="Joel", family_name="Hartigan", at=NOON
    )


def test_a_hub_is_left_alone_for_two_weeks_after_its_last_lead() -> None:
    hub = a_hub()
    a_member(hub=hub)
    first, last = (
        people.give_role(person=person, role="hublead", hub=hub, at=NOON - 30 * DAY, by=None)
        for person in (joel(), a_member("Bea", hub=hub))
    )
    people.end_role(grant=first, at=NOON - 20 * DAY, by=joel())
    assert broken() == []
    people.end_role(grant=last, at=NOON - WITHOUT + DAY, by=joel())
    assert broken() == []
    assert broken(at=NOON + DAY) == [hub.slug]


def test_a_hub_that_never_had_a_lead_counts_from_its_entry_and_only_with_members() -> None:
    new, old = founded("New", days_ago=5), founded("Old", days_ago=15)
    founded("Empty", days_ago=15)
    for hub in (new, old):
        a_member(f"Ada-{hub.slug}", hub=hub)
    assert broken() == ["old"]
    assert sorted(broken(at=NOON + 30 * DAY)) == ["new", "old"]


def test_only_members_who_said_yes_are_asked_in_few_questions(django_assert_max_num_queries: Any) -> None:
    hub = a_hub()
    for number in range(6):
        member = a_member(f"Ada{number}", hub=hub)
        if number != 3:
            people.set_consents(person=member, purposes=["hub"], at=NOON, by=member)
    with django_assert_max_num_queries(9):
        assert ask_for_a_lead(hub=hub, about=None, at=NOON) == 5
    letter = Message.objects.order_by("pk")[0]
    assert letter.subject == "Who would lead Fife and the East?"
    assert "Dear Ada0," in letter.text
    assert (letter.basis, letter.purpose) == ("consent", "hub")
    assert not Message.objects.filter(person__given_name="Ada3").exists()
