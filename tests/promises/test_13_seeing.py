"""Promise 13, with another's eyes: staff who see the site as a member does change nothing in that member's name."""

import pytest
from django.db import transaction
from django.test import RequestFactory

from goldseam.core.people.models import Person
from goldseam.foundation.access import eyes
from goldseam.foundation.access.addresses import addresses
from tests.promises.sizes import FULL
from tests.promises.test_13_access import CHANGE_BY_READING, visit
from tests.promises.world import World, a_world, filled, viewer

pytestmark = pytest.mark.django_db
REFUSED = b"This is theirs alone"


@pytest.fixture
def world() -> World:
    with transaction.atomic():
        return a_world()


def test_every_address_is_looked_at_and_none_is_used(world: World) -> None:
    client = viewer("office", world)
    session = client.session
    request = RequestFactory().get("/")
    request.session = session
    eyes.begin(request, person=world.other.pk, permit=None)
    session.save()
    assert b"You see the site as Zuleika" in client.get("/me/").content
    done, seen = [], 0
    for found in addresses():
        if found.view_name in eyes.WAYS_OUT or (not FULL and found.view_name.startswith("wagtail")):
            continue
        path = filled(found.route, found.view_name, world.values)
        for method in ("GET", "POST", "PUT", "DELETE") if FULL else ("GET", "POST"):
            response, said, changed = visit(client, method, path)
            refused = response.status_code == 403 and REFUSED in said
            # An address that does not fit its route, and one without the last slash, meet no view.
            if method != "GET" and not refused and response.status_code not in (301, 404):
                done.append(f"{method} {path} → {response.status_code}")
            if changed and found.view_name not in CHANGE_BY_READING - {"library:factsheet", "library:download"}:
                done.append(f"{method} {path} changed {changed[0][:80]}")
            seen += method == "GET" and response.status_code == 200
    assert done == []
    assert seen > 30
    assert not Person.objects.filter(pk=world.other.pk, grants__ended_at=None).exists()
