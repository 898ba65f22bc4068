import pytest
from django.test import Client

from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.cpd.models import Activity
from goldseam.subjects.library.models import Version
from goldseam.subjects.library.tests.factories import BEFORE, a_factsheet, published, somebody

pytestmark = pytest.mark.django_db
SHEET, FILE = "/library/infant-sleep/", "/library/infant-sleep/download/"


@pytest.fixture
def version() -> Version:
    return published(a_factsheet(minutes=45))


def test_reading_counts_once_for_each_version(version: Version, client: Client) -> None:
    client.force_login(somebody("Nia"))
    for path in (SHEET, SHEET, FILE):
        client.get(path)
    read = Activity.objects.get()
    assert (read.title, read.minutes, read.source) == ("Infant sleep", 45, f"library.version:{version.pk}")
    assert Fact.objects.filter(kind="cpd.read").count() == 1

    published(version.factsheet)
    client.get(SHEET)
    assert Activity.objects.count() == 2


def test_downloading_counts_as_reading(version: Version, client: Client) -> None:
    client.force_login(somebody("Nia"))
    client.get(FILE)
    assert Activity.objects.count() == 1


def test_her_page_says_when_she_read_it(version: Version, client: Client) -> None:
    client.force_login(somebody("Nia"))
    assert "it is on your list of learning" in client.get(SHEET).content.decode()


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
def test_a_browser_that_looks_ahead_has_not_read(version: Version, client: Client, headers: dict[str, str]) -> None:
    client.force_login(somebody("Nia"))
    client.get(SHEET, headers=headers)
    client.get(FILE, headers=headers)
    client.head(SHEET)
    client.head(FILE)
    assert not Activity.objects.exists()


def test_a_superseded_version_is_not_learning(version: Version, client: Client) -> None:
    published(version.factsheet)
    client.force_login(somebody("Nia"))
    client.get("/library/infant-sleep/1/")
    assert not Activity.objects.exists()


def test_a_plan_without_a_record_of_learning_keeps_none(version: Version, client: Client) -> None:
    client.force_login(somebody("Fred", slug="friend", name="Friend", keeps_cpd=False))
    assert client.get(SHEET).status_code == 200
    assert not Activity.objects.exists()


def test_who_may_not_read_has_not_read(version: Version, client: Client) -> None:
    client.get(SHEET)
    client.force_login(somebody("Greta", months_ago=14))
    client.get(SHEET)
    client.get(FILE)
    assert not Activity.objects.exists()
    assert BEFORE.year == 2023
