import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from wagtail.models import Page, Site

from goldseam.foundation import clock
from goldseam.subjects.publishing.actions import keep_draft
from goldseam.subjects.publishing.first_pages import make_first_pages
from goldseam.subjects.publishing.models import BlogIndexPage, BlogPost
from goldseam.subjects.publishing.tests.factories import (
    a_hub,
    a_lead,
    a_news_item,
    a_post,
    a_site,
    an_author,
    copies,
    draft,
)
from goldseam.subjects.publishing.views import show

pytestmark = pytest.mark.django_db

TEXTS = ["about", "leaving", "terms", "privacy", "accessibility", "complaints"]
FIRST_PAGES = ["/", "/blog/", "/news/", "/hubs/", *(f"/{text}/" for text in TEXTS)]


def page(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def test_an_association_begins_with_its_first_pages(client: Client) -> None:
    a_site()
    for path in FIRST_PAGES:
        shown = page(client, path)
        assert len(shown.find_all("h1")) == 1, path
        assert shown.find("link", rel="canonical")["href"].endswith(path), path
        assert shown.find("meta", property="og:title")["content"], path


def test_making_the_first_pages_again_changes_nothing() -> None:
    home = a_site()
    about = Page.objects.get(slug="about")
    about.title = "About us"
    about.save()
    before = list(Page.objects.order_by("path").values_list("path", "title"))

    assert make_first_pages(at=clock.now()) == home

    assert list(Page.objects.order_by("path").values_list("path", "title")) == before
    assert Site.objects.get().root_page_id == home.pk


def test_every_link_on_the_first_page_leads_somewhere(client: Client) -> None:
    a_hub()
    a_site()
    a_post()
    a_news_item()
    links = {str(link["href"]) for link in page(client, "/").find_all("a") if str(link["href"]).startswith("/")}
    assert {"/blog/", "/news/", "/hubs/", "/hubs/yorkshire-and-the-north/", "/blog/mending-with-gold/"} <= links
    for path in links:
        assert client.get(path).status_code in (200, 302), path


def test_a_page_below_another_shows_where_it_stands(client: Client) -> None:
    a_site()
    a_post()
    crumbs = page(client, "/blog/mending-with-gold/").find(class_="crumbs")
    assert [(link.text, link["href"]) for link in crumbs.find_all("a")] == [("Home", "/"), ("Blog", "/blog/")]


def test_a_post_names_its_author_its_day_and_who_checked_it(client: Client) -> None:
    a_site()
    a_post(checked_by="Idris Pellow, editor", tags=["Repair"], at=clock.now() - timedelta(days=400))
    shown = page(client, "/blog/mending-with-gold/")
    assert shown.find(class_="author").a["href"] == "/blog/authors/dr-maren-oakshott/"
    assert "Idris Pellow, editor" in shown.find(class_="label-list").text
    assert "One minute" in shown.find(class_="label-list").text
    assert shown.find(class_="tags").a["href"] == "/blog/tags/repair/"


def test_an_author_has_a_page_with_her_posts_and_nobody_elses(client: Client) -> None:
    a_site()
    a_post()
    a_post("The man by the door", author=an_author("Joel Hartigan"))
    shown = page(client, "/blog/authors/dr-maren-oakshott/")
    assert [link.text for link in shown.main.find_all("h2") if link.a] == ["Mending with gold"]
    assert "She works in the Calder valley." in shown.main.text


def test_an_author_without_a_public_post_has_no_page(client: Client) -> None:
    a_site()
    an_author()
    assert client.get("/blog/authors/dr-maren-oakshott/").status_code == 404


def test_posts_are_found_by_tag_and_by_year(client: Client) -> None:
    a_site()
    long_ago = clock.now() - timedelta(days=800)
    a_post(tags=["Repair"])
    a_post("Ten minutes on the floor", at=long_ago)
    assert "Ten minutes" not in page(client, "/blog/tags/repair/").main.text
    year = clock.local(long_ago).year
    shown = page(client, f"/blog/{year}/").main.text
    assert "Ten minutes" in shown
    assert "Mending" not in shown
    assert client.get("/blog/1999/").status_code == 404


def test_a_draft_can_be_looked_at_before_everything_in_it_is_filled_in(rf: RequestFactory) -> None:
    a_site()
    post = draft()
    post.body = [
        ("film", {"address": "", "title": "", "length": "", "transcript": None}),
        ("bowl", {"shape": "cup", "glaze": "clay", "cracks": None, "mended": None, "caption": ""}),
        ("quote", {"words": "", "whose": ""}),
        ("picture", {"picture": None, "caption": ""}),
    ]
    keep_draft(page=post, below=BlogIndexPage.objects.get())
    request = rf.get("/")
    request.user = AnonymousUser()
    shown = BeautifulSoup(show(request, BlogPost.objects.get(pk=post.pk)).content, "html.parser")
    assert shown.find("kintsugi-bowl")
    assert shown.find(class_="film") is None


def test_a_tag_may_be_written_in_any_letters_and_one_of_signs_alone_breaks_no_post(client: Client) -> None:
    a_site()
    a_post(tags=["Attachement précoce", "関係"])
    for link in page(client, "/blog/mending-with-gold/").find(class_="tags").find_all("a"):
        assert "Mending with gold" in page(client, str(link["href"])).main.text, link.text
    a_post("Why", tags=["???"])
    assert page(client, "/blog/why/").find(class_="tags").text.strip() == "???"


def test_a_page_has_one_address_whatever_follows_it(client: Client) -> None:
    a_site()
    copies(a_post(), 11)
    for asked, canonical in {
        "/blog/?page=2": "/blog/?page=2",
        "/blog/?page=99": "/blog/?page=2",
        f"/blog/?page={'9' * 5000}": "/blog/",
        "/blog/?page=1&from=letter": "/blog/",
        "/about/?page=2": "/about/",
        "/?page=2": "/",
    }.items():
        link = page(client, asked).find("link", rel="canonical")
        assert link["href"] == f"http://127.0.0.1:8000{canonical}", asked[:40]


def test_an_address_of_a_list_is_refused_to_a_post() -> None:
    a_site()
    with pytest.raises(Exception, match="belongs to a list"):
        a_post("Tags")


def test_a_hub_page_shows_its_lead_and_its_own_news(client: Client) -> None:
    hub = a_hub(introduction="We meet on Tuesdays.")
    a_lead(hub)
    a_site()
    a_news_item("An evening about goodbyes", hub=hub)
    a_news_item("Something else")
    shown = page(client, "/hubs/yorkshire-and-the-north/").main.text
    assert "Joel Hartigan" in shown
    assert "We meet on Tuesdays." in shown
    assert "An evening about goodbyes" in shown
    assert "Something else" not in shown


def test_references_lead_there_and_back(client: Client) -> None:
    a_site()
    a_post(
        text="Well-matched pairs are often out of step.[1] Again.[1] Not one.[3]\n\nreferences:\nTronick (1989).\nA."
    )
    shown = page(client, "/blog/mending-with-gold/").main
    assert [link["href"] for link in shown.find_all("sup")[0].find_all("a")] == ["#work-1"]
    assert len(shown.find_all(id="cited-1")) == 1
    assert shown.find(id="work-1").a["href"] == "#cited-1"
    assert shown.find(id="work-2").a is None
    assert "Not one.[3]" in shown.text


def test_what_search_engines_read_is_valid_and_cannot_end_its_block(client: Client) -> None:
    a_site()
    a_post("Ends </script><script>alert(1)</script>", slug="ends")
    source = client.get("/blog/ends/").content.decode()
    assert "<script>alert" not in source
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', source)
    posting, crumbs = (json.loads(block) for block in blocks)
    assert posting["@type"] == "BlogPosting"
    assert posting["headline"] == "Ends </script><script>alert(1)</script>"
    assert posting["author"]["name"] == "Dr Maren Oakshott"
    assert [entry["position"] for entry in crumbs["itemListElement"]] == [1, 2, 3]


def test_nobody_changes_a_page_by_its_public_address(client: Client) -> None:
    a_site()
    assert client.post("/about/").status_code == 405


def test_what_is_not_there_says_so_with_a_way_on(client: Client) -> None:
    a_site()
    answer = client.get("/blog/nothing/")
    assert answer.status_code == 404
    assert 'action="/search/"' in answer.content.decode()
