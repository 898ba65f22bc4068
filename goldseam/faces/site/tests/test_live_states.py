from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from goldseam.foundation import clock
from goldseam.foundation.contracts import Live, Tease, teasers
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.forms import things
from goldseam.subjects.publishing.tests.factories import a_news_item, a_site, days_from_today, true_until

pytestmark = pytest.mark.django_db


class Rounds:
    """Stands for awards: a round that closes in three days."""

    label = "Awards"
    closes_at = clock.now() + timedelta(days=3)

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        live = Live("3 days", "left to nominate", until=clock.midnight_after(at))
        return {"2026": Tease("2026", "The awards", "/awards/", live=live)} if at < self.closes_at else {}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        return []

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        return [("2026", "The awards")]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        return []


@pytest.fixture
def awards() -> Iterator[Any]:
    teasers.register("test.round", Rounds())
    yield
    del teasers._entries["test.round"]


def live(client: Client, path: str) -> Tag | None:
    return BeautifulSoup(client.get(path).content, "html.parser").find(class_="live")


def a_factsheet(*published: int) -> Factsheet:
    sheet = Factsheet.objects.create(slug="infant-sleep", number=14, title="Infant sleep", summary="What is ordinary.")
    for number, days in enumerate(published, start=1):
        Version.objects.create(factsheet=sheet, number=number, published_on=days_from_today(days), body="<p>…</p>")
    return sheet


def test_news_of_the_student_plan_shows_its_price_on_every_list(client: Client) -> None:
    a_plan(slug="student", name="Student", price_pence=3000)
    a_site()
    item = a_news_item("Give a student a year", points_to="membership.plan:student")
    for path in ("/", "/news/", item.address):
        assert live(client, path).b.text == "£30", path
    assert live(client, item.address).a["href"] == "/join/student/"


def test_the_price_changes_with_the_plan_and_goes_with_it(client: Client) -> None:
    plan = a_plan(slug="student", name="Student", price_pence=3000)
    a_site()
    a_news_item(points_to="membership.plan:student")
    plan.price_pence = 3250
    plan.save()
    assert live(client, "/news/").b.text == "£32.50"
    Plan.objects.update(is_open=False)
    assert live(client, "/news/") is None


def test_news_of_a_factsheet_shows_the_version_in_force_until_the_next_one(client: Client) -> None:
    a_factsheet(-800, -400, -10, 5)
    a_site()
    a_news_item(points_to="library.factsheet:infant-sleep")
    answer = client.get("/news/")
    assert live(client, "/news/").b.text == "Version 3"
    changes_at = true_until(answer)
    assert changes_at
    assert clock.local(changes_at).date() == days_from_today(5)
    assert clock.local(changes_at).hour == 0


def test_a_figure_that_ends_by_itself_ends_the_kept_page(client: Client, awards: None) -> None:
    a_site()
    item = a_news_item("Who should be thanked?", points_to="test.round:2026")
    for path in ("/", "/news/", item.address):
        answer = client.get(path)
        assert "3 days" in answer.content.decode(), path
        assert true_until(answer) == clock.midnight_after(clock.now())


def test_a_page_without_such_a_figure_has_no_end(client: Client) -> None:
    a_plan(slug="student")
    a_site()
    a_news_item(points_to="membership.plan:student")
    assert true_until(client.get("/")) is None


def test_a_pointer_to_what_is_not_there_any_more_shows_the_item_without_a_figure(client: Client) -> None:
    a_site()
    item = a_news_item()
    for gone in ("membership.plan:gone", "nothing:at-all", "plain words", "publishing.post:x", ":"):
        item.points_to = gone
        item.save()
        assert live(client, "/news/") is None, gone
        assert client.get(item.address).status_code == 200, gone


def test_an_editor_chooses_from_what_there_is() -> None:
    a_plan(slug="student", name="Student")
    a_factsheet(-1)
    a_site()
    groups = dict(things()[1:])
    assert ("membership.plan:student", "Student") in groups["Membership"]
    assert ("library.factsheet:infant-sleep", "Infant sleep") in groups["Factsheets"]
