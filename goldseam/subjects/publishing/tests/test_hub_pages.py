import pytest
from django.test import Client

from goldseam.foundation import clock
from goldseam.subjects.publishing.actions import publish_due
from goldseam.subjects.publishing.models import HubPage
from goldseam.subjects.publishing.tests.factories import a_hub, a_site

pytestmark = pytest.mark.django_db


def test_a_hub_that_is_founded_later_gets_its_page_at_the_next_sweep(client: Client) -> None:
    a_site()
    a_hub("South Wales")
    publish_due(at=clock.now())
    assert client.get("/hubs/south-wales/").status_code == 200
    publish_due(at=clock.now())
    assert HubPage.objects.count() == 1


def test_a_hub_that_changes_its_name_keeps_its_address(client: Client) -> None:
    hub = a_hub("South Wales")
    a_site()
    hub.name = "South and West Wales"
    hub.save()
    publish_due(at=clock.now())
    assert "<h1>South and West Wales</h1>" in client.get("/hubs/south-wales/").content.decode()


def test_without_a_tree_there_is_nothing_to_keep() -> None:
    a_hub("South Wales")
    publish_due(at=clock.now())
    assert HubPage.objects.count() == 0
