"""A parent reads, an editor writes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation import clock
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.publishing.actions import publish_due
from goldseam.subjects.publishing.models import Author, BlogPost, NewsIndexPage, NewsItem
from goldseam.subjects.publishing.tests.factories import a_hub, a_news_item, a_post, a_site
from tests.journeys.conftest import WAYS, barriers

SCHORE = "film: https://youtu.be/cbfuBex-3jE?t=1 | Schore on repair | 9 minutes"
PAGES = [
    "/",
    "/blog/",
    "/blog/mending-with-gold/",
    "/blog/authors/dr-maren-oakshott/",
    "/news/",
    "/news/give-a-student-a-year/",
    "/hubs/",
    "/hubs/yorkshire-and-the-north/",
    "/about/",
    "/search/?q=gold",
    "/search/?q=xyzzy",
    "/nothing-here/",
]


def a_full_site() -> None:
    a_hub()
    a_plan(slug="student", name="Student", price_pence=3000)
    a_site()
    a_post(
        text=f"Out of step.[1]\n\n> A break can be mended.\n\n{SCHORE}\n\nreferences:\nTronick (1989).",
        tags=["Repair"],
        checked_by="Idris Pellow",
    )
    for number in range(11):
        a_post(f"Post {number}")
    a_news_item("Give a student a year", points_to="membership.plan:student", hub=a_hub())


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_parent_reads_a_post_and_the_film_waits_until_she_presses(window: Page) -> None:
    a_full_site()
    asked: list[str] = []

    def keep(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<p>A film</p>", content_type="text/html")

    window.route(lambda address: "//localhost" not in address, keep)
    window.goto("/")
    window.get_by_role("link", name="Blog", exact=True).last.click()
    window.get_by_role("link", name="Next").click()
    window.get_by_role("link", name="Mending with gold").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Mending with gold")
    panel = window.locator(".film")
    expect(panel).to_contain_text("Film")
    assert asked == []

    panel.get_by_role("button", name="Play the film here").click()

    expect(window.frame_locator("iframe").get_by_text("A film")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/cbfuBex-3jE?rel=0&start=1"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_script_the_film_is_a_link_out(chromium: Any, live_server: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    a_full_site()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/blog/mending-with-gold/")
    link = page.get_by_role("link", name="Watch it at YouTube")
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=cbfuBex-3jE&t=1s")
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_she_searches_and_goes_on_from_what_she_found(window: Page) -> None:
    a_full_site()
    window.goto("/search/")
    window.get_by_label("What are you looking for?").fill("student year")
    window.get_by_role("button", name="Search").click()
    window.get_by_role("link", name="Give a student a year").click()
    expect(window.locator(".live")).to_contain_text("£30")
    window.get_by_role("link", name="Join as Student").click()
    expect(window).to_have_url(re.compile(r"/join/student/$"))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_no_page_has_a_barrier(window: Page, width: int, scheme: Any) -> None:
    a_full_site()
    window.set_viewport_size({"width": width, "height": 800})
    window.emulate_media(color_scheme=scheme)
    found = {}
    for path in PAGES:
        window.goto(path)
        found[path] = barriers(window)
        assert window.evaluate("document.documentElement.scrollWidth") <= width, path
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.django_db
def test_an_editor_sees_in_a_frame_what_readers_will_see() -> None:
    a_full_site()
    post = BlogPost.objects.get(slug="mending-with-gold")
    post.title = "Mended with gold"
    post.save_revision()
    desk = at_the_desk(staff("editor"))
    draft = desk.get(f"/office/pages/{post.pk}/view_draft/")
    assert draft.status_code == 200
    assert "Mended with gold" in draft.content.decode()
    assert "frame-ancestors 'self';" in f"{draft['Content-Security-Policy']};"
    assert desk.get("/blog/mending-with-gold/").content.decode().count("Mended") == 0


@pytest.mark.django_db
def test_editors_look_after_authors_and_the_treasurer_does_not() -> None:
    a_full_site()
    idris, tess = at_the_desk(staff("editor")), at_the_desk(staff("treasurer"))
    form = {
        "name": "Tobias Renwick",
        "slug": "tobias-renwick",
        "role": "Neonatal nurse",
        "biography": "",
        "portrait": "",
    }
    assert idris.post("/office/snippets/publishing/author/add/", form).status_code == 302
    assert Author.objects.filter(slug="tobias-renwick").exists()
    assert tess.get("/office/snippets/publishing/author/").status_code in (302, 403)
    tess.post("/office/snippets/publishing/author/add/", form | {"slug": "tess"})
    assert not Author.objects.filter(slug="tess").exists()


@pytest.mark.django_db
def test_an_author_who_wrote_something_cannot_be_deleted() -> None:
    a_full_site()
    author = Author.objects.get()
    at_the_desk(staff("editor")).post(f"/office/snippets/publishing/author/delete/{author.pk}/")
    assert Author.objects.filter(pk=author.pk).exists()


@pytest.mark.django_db
def test_an_editor_puts_an_item_by_and_it_goes_out_on_the_association_s_clock() -> None:
    a_full_site()
    later = clock.local(clock.now() + timedelta(days=3))
    form = {
        "title": "The awards are open",
        "slug": "the-awards-are-open",
        "standfirst": "Name a colleague.",
        "body": '{"blocks": [], "entityMap": {}}',
        "points_to": "membership.plan:student",
        "hub": "",
        "expires_on": "",
        "go_live_at": later.strftime("%Y-%m-%d %H:%M"),
        "expire_at": "",
        "seo_title": "",
        "search_description": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "publish",
    }
    index = NewsIndexPage.objects.get()
    answer = at_the_desk(staff("editor")).post(f"/office/pages/add/publishing/newsitem/{index.pk}/", form)
    assert answer.status_code == 302, answer.content.decode()
    assert not NewsItem.objects.get(slug="the-awards-are-open").live

    publish_due(at=later + timedelta(minutes=1))

    item = NewsItem.objects.get(slug="the-awards-are-open")
    assert item.live
    assert item.points_to == "membership.plan:student"
