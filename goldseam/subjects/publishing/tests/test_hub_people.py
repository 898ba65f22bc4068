"""Who stands on a hub's page: its lead with a yes of theirs, members who chose to be found."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.people.actions import end_role
from goldseam.core.people.models import Person, RoleGrant
from goldseam.foundation import clock
from goldseam.subjects.hubs.actions import choose
from goldseam.subjects.hubs.tests.factories import a_member, found_by
from goldseam.subjects.membership.models import Term
from goldseam.subjects.publishing.tests.factories import a_hub, a_lead, a_site

pytestmark = pytest.mark.django_db
HERE = "/hubs/yorkshire-and-the-north/"


def read(address: str = HERE, *, by: Person | None = None) -> str:
    client = Client()
    if by:
        client.force_login(by)
    return client.get(address).content.decode()


def test_a_lead_is_named_only_with_a_yes_and_only_while_the_role_runs() -> None:
    joel = a_lead(a_hub(), is_named=False)
    a_site()
    places = (HERE, "/hubs/", "/")
    assert not any("Hartigan" in read(place) for place in places)
    choose(person=joel, chosen={"is_named_as_lead": True}, at=clock.now())
    assert all("Joel Hartigan" in read(place) for place in places)
    end_role(grant=RoleGrant.objects.get(person=joel), at=clock.now(), by=joel)
    assert not any("Hartigan" in read(place) for place in places)


def test_members_stand_there_for_whom_they_chose() -> None:
    hub, at = a_hub(), clock.now() - timedelta(days=1)
    a_site()
    found_by(a_member("Ada", at=at, hub=hub), "everyone", shows=["hub"], at=at)
    found_by(a_member("Bea", at=at, hub=hub), "members", shows=["hub"], at=at)
    found_by(a_member("Cleo", at=at, hub=hub), "everyone", shows=["profession"], at=at)
    said, to_members = read(), read(by=a_member("Dora", at=at))
    assert [name in said for name in ("Ada", "Bea", "Cleo")] == [True, False, False]
    assert [name in to_members for name in ("Ada", "Bea", "Cleo")] == [True, True, False]


def test_a_page_that_may_name_somebody_is_kept_by_nobody() -> None:
    hub, at = a_hub(), clock.now() - timedelta(days=1)
    a_site()
    assert "no-store" not in Client().get(HERE).get("Cache-Control", "")
    ada = a_member("Ada", at=at, hub=hub)
    found_by(ada, "everyone", shows=["hub"], at=at)
    assert "no-store" in Client().get(HERE)["Cache-Control"]
    assert "Ada" in read()
    Term.objects.of(ada).update(cut_short_on=at.date() - timedelta(days=1))
    assert "Ada" not in read()
