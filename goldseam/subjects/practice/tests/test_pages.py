import hashlib
import json
import re
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from goldseam.foundation import documents
from goldseam.foundation.contracts import teasers
from goldseam.subjects.practice.models import Country

PAGE = "/rupture-and-repair/"
pytestmark = pytest.mark.django_db


def page(path: str = PAGE) -> Any:
    return BeautifulSoup(Client().get(path).content, "html.parser")


def known() -> dict[str, Any]:
    """What the worker keeps."""
    script = Client().get(f"{PAGE}worker.js").content.decode()
    found: dict[str, Any] = json.loads(re.match(r"const KNOWN = (.*);\n", script)[1])
    return found


def test_the_page_sets_no_cookie_and_allows_nothing_inline():
    response = Client().get(PAGE)
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert page().find(style=True) is None
    assert [
        script
        for script in page().find_all("script")
        if not (script.get("src") or script["type"] == "application/json")
    ] == []


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}practitioners/"])
def test_the_contents_stand_at_the_foot_as_on_every_page(path: str):
    shown = page(path)
    assert shown.find("footer", class_="foot").find("a", href="/join/")
    assert shown.find(id=shown.find("a", class_="to-menu")["href"].removeprefix("#"))


def test_the_worker_may_run_under_the_policy_of_the_page():
    response = Client().get(f"{PAGE}worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_the_worker_keeps_every_module_that_the_page_asks_for():
    kept = known()["kept"]
    named = [link["href"] for link in page().find_all("link", rel=["modulepreload", "stylesheet"])]
    scripts = [script["src"] for script in page().find_all("script", src=True)]
    assert [address for address in [*named, *scripts] if address not in kept] == []
    assert {PAGE, f"{PAGE}practitioners/", f"{PAGE}leaflet.pdf"} < set(kept)


def test_every_module_of_the_practice_is_named_by_the_page(settings: Any):
    """A module that only another one names would be fetched late, and missed by the worker."""
    from goldseam.foundation.theme.tests.test_bowl import STATIC

    modules = [path for folder in ("practice", "bowl") for path in (STATIC / "theme" / folder).glob("*.js")]
    html = str(page())
    assert [path.name for path in modules if f"/{path.parent.name}/{path.name}" not in html] == []


def test_the_worker_changes_when_the_help_changes():
    before = known()["name"]
    Country.objects.filter(name="Ireland").update(emergency="If someone is in danger now, call 112.")
    assert known()["name"] != before


def test_the_help_of_the_first_country_stands_open_with_numbers_to_press():
    first, second = page().find_all("details", class_="country")
    assert (first.has_attr("open"), second.has_attr("open")) == (True, False)
    assert "call 999" in first.text
    assert first.find("a", href="tel:116123").text == "116 123"


def test_the_office_says_when_the_help_was_checked():
    assert "Checked on" not in page().text
    Country.objects.filter(position=0).update(checked_on=date(2026, 11, 20))
    assert "Checked on 20 November 2026." in page().text


def test_the_leaflet_is_the_same_for_the_same_words():
    made = [documents.render("practice.leaflet", "families") for _ in range(2)]
    assert made[0].filename == "rupture-and-repair.pdf"
    assert len({hashlib.sha256(paper.body).hexdigest() for paper in made}) == 1
    assert made[0].body.count(b"/Type /Page\n") + made[0].body.count(b"/Type /Page ") <= 1


def test_every_work_that_is_cited_stands_among_the_references():
    practitioners = page(f"{PAGE}practitioners/")
    cited = [link["href"][1:] for link in practitioners.article.find_all("a") if link["href"].startswith("#r-")]
    references = practitioners.find(class_="refs")
    assert cited
    assert all(references.find(id=name) for name in cited)
    for author in ("Schore", "Siegel", "Tronick", "Gianino", "Cohn"):
        assert author in references.text


def test_the_practice_is_found_by_searching_and_stands_in_the_sitemap(client: Client):
    from goldseam.foundation import clock

    teaser, at = teasers["practice.page"], clock.now()
    assert [found.url for found in teaser.search("mend parents", at=at, limit=5)] == [PAGE]
    assert teaser.search("xyzzy", at=at, limit=5) == []
    assert (PAGE, None) in teaser.addresses(at=at)
    assert client.get("/sitemap.xml").content.decode().count("/rupture-and-repair/") == 2
