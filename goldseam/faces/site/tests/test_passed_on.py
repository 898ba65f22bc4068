"""What stands beside a link to a page of ours in a search engine or in somebody's message."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from goldseam.core.people.models import Association
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.tests.factories import a_hub, a_news_item, a_post, a_site, days_from_today

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000"
PLACES = [
    "/", "/about/", "/blog/", "/blog/mending-with-gold/", "/blog/authors/dr-maren-oakshott/", "/contact/", "/gift/",
    "/hubs/", "/hubs/leeds/", "/join/", "/join/student/", "/library/", "/library/infant-sleep/", "/news/",
    "/news/two-more-years/", "/rupture-and-repair/", "/rupture-and-repair/practitioners/", "/teams/",
]  # fmt: skip


def told(client: Client, path: str) -> dict[str, str]:
    head = BeautifulSoup(client.get(path).content, "html.parser").head
    found = {str(one.get("property") or one.get("name")): str(one.get("content")) for one in head.find_all("meta")}
    return found | {"canonical": str(head.find("link", rel="canonical")["href"])}


def test_each_place_says_what_it_is_and_which_is_its_one_address(client: Client) -> None:
    a_hub("Leeds", introduction="We meet by the river.")
    a_plan(slug="student", for_whom="For students.")
    sheet = Factsheet.objects.create(slug="infant-sleep", number=14, title="Infant sleep", summary="What helps.")
    Version.objects.create(factsheet=sheet, number=1, published_on=days_from_today(-3), body="<p>…</p>")
    a_site()
    a_post()
    a_news_item()
    for path in PLACES:
        head = told(client, f"{path}?from=letter")
        assert head["canonical"] == head["og:url"] == f"{HERE}{path}"
        for name in ("description", "og:title", "og:description", "og:image", "og:image:alt"):
            assert head.get(name), (path, name)
        assert head["og:description"] == head["description"]
    assert client.get(told(client, "/join/")["og:image"].removeprefix(HERE)).status_code == 200


def test_an_association_with_a_mark_of_its_own_is_known_by_it(client: Client) -> None:
    a_site()
    Association.objects.update(mark="images/mark.png")
    assert told(client, "/about/")["og:image"] == f"{HERE}/media/images/mark.png"


def test_the_second_page_of_the_library_is_not_the_first(client: Client) -> None:
    a_site()
    for number in range(1, 22):
        sheet = Factsheet.objects.create(slug=f"s-{number}", number=number, title="Sleep", summary="…")
        Version.objects.create(factsheet=sheet, number=1, published_on=days_from_today(-3), body="<p>…</p>")
    assert told(client, "/library/?page=2")["canonical"] == f"{HERE}/library/?page=2"
