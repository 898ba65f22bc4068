import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.engine import Engine
from django.template.loader import render_to_string
from django.test import RequestFactory

from goldseam.foundation.theme import samples
from goldseam.foundation.theme.navigation import Navigation, Place

LIBRARY = Navigation(running=[Place("Membership", "/join/", "join"), Place("Library", "/library/", "library")])


def soup(html: str) -> Any:
    return BeautifulSoup(html, "html.parser")


def page(template: str, path: str = "/library/sleep/", **context: object) -> Any:
    request = RequestFactory().get(path)
    return soup(Engine.get_default().get_template(template).render(Context({"request": request, **context})))


def test_the_components_page_shows_everything_once():
    shown = page(
        "theme/components.html", navigation=samples.navigation(), association=samples.association(), **samples.context()
    )
    ids = [element["id"] for element in shown.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for name in (
        "notice",
        "errors",
        "field",
        "film",
        "mcard",
        "plan",
        "order",
        "history",
        "stacks",
        "empty",
        "qr",
        "map",
    ):
        assert shown.find(class_=name), name
    assert shown.find(style=True) is None
    assert [script for script in shown.find_all("script") if not script.get("src")] == []


def test_a_page_renders_before_anybody_has_set_up_an_association():
    shown = page("theme/base.html")
    assert shown.html["lang"] == "en-GB"
    assert shown.title.text.strip() == "– Our association"
    assert shown.find(class_="running") is None
    assert shown.find(id="contents") is None


def test_what_the_navigation_does_not_carry_is_linked_nowhere():
    shown = page("theme/base.html", navigation=LIBRARY)
    assert {link["href"] for link in shown.find_all("a")} == {"#main", "#contents", "/", "/join/", "/library/"}


def test_the_nearest_place_is_the_current_one():
    current = page("theme/base.html", navigation=LIBRARY).find_all("a", attrs={"aria-current": True})
    assert [(link.text, link["aria-current"]) for link in current] == [("Library", "true")]
    current = page("theme/base.html", "/library/", navigation=LIBRARY).find_all("a", attrs={"aria-current": True})
    assert [(link.text, link["aria-current"]) for link in current] == [("Library", "page")]


def test_a_page_may_say_where_it_stands():
    current = page("theme/base.html", "/pay/x/", navigation=LIBRARY, current="join").find(attrs={"aria-current": True})
    assert current.text == "Membership"


def test_a_stranger_is_offered_to_sign_in_and_nia_to_sign_out_by_a_form():
    navigation = Navigation(running=LIBRARY.running, sign_in_url="/in/", sign_out_url="/out/", member_url="/me/")
    assert page("theme/base.html", navigation=navigation).find("a", href="/in/")
    nia = SimpleNamespace(is_authenticated=True, get_full_name="Nia Ferreday")
    shown = page("theme/base.html", navigation=navigation, user=nia)
    assert shown.find("a", href="/in/") is None
    assert shown.find("a", href="/me/").text == "Nia Ferreday"
    assert shown.find("form", action="/out/")["method"] == "post"


def test_an_association_with_colours_of_its_own_brings_them():
    plum = SimpleNamespace(name="Plum", sea="#5a2a6b", pot="#3d5a80")
    sheets = [link["href"] for link in page("theme/base.html", association=plum).find_all("link", rel="stylesheet")]
    assert sheets[-1] == "/theme/colours.css?sea=5a2a6b&pot=3d5a80"
    ours = SimpleNamespace(name="Ours", sea="#0E4A4D", pot="#9b4d32")
    assert "colours.css" not in str(page("theme/base.html", association=ours))


def test_a_page_that_came_back_with_errors_says_so_in_its_title():
    assert page("theme/base.html", form=samples.team_form()).title.text.startswith("Error:")
    assert not page("theme/base.html", form=samples.PaySample()).title.text.startswith("Error:")


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "405.html", "429.html"])
def test_every_refusal_has_a_heading_and_a_way_on(name: str):
    shown = page(name, navigation=samples.navigation(), seconds=290)
    assert len(shown.find_all("h1")) == 1
    assert shown.main.find("a") or "5 minutes" in shown.main.text


@pytest.mark.parametrize("name", ["500.html", "400.html"])
def test_when_everything_is_down_the_page_still_stands(name: str):
    shown = soup(render_to_string(name))
    assert shown.h1
    assert shown.find("a", href="/")


def test_turning_the_page_keeps_the_question():
    request = RequestFactory().get("/search/?q=sleep+well&page=4")
    template = Template("{% load theme %}{% pagination page %}")
    shown = soup(template.render(Context({"request": request, "page": Paginator(range(110), 10).page(4)})))
    links = {link.text.replace("Page ", ""): link["href"] for link in shown.find_all("a")}
    assert links["Next"] == "?q=sleep+well&page=5"
    assert links["Previous"] == "?q=sleep+well&page=3"
    assert shown.find(attrs={"aria-current": "page"}).text == "Page 4"


def test_a_list_of_one_page_has_no_page_numbers():
    shown = Template("{% load theme %}{% pagination page %}").render(Context({"page": Paginator([1], 10).page(1)}))
    assert shown.strip() == ""


def test_a_film_is_not_fetched_before_somebody_presses():
    shown = page("theme/film.html", film=samples.FILM)
    assert shown.find(["iframe", "img"]) is None
    assert shown.find("button").has_attr("hidden")
    assert shown.section["data-player"] == samples.FILM.player_url
    assert json.dumps([link["href"] for link in shown.find_all("a")]).count("vimeo.com") == 1


def test_the_numbers_on_the_map_are_the_hubs_of_the_list():
    shown = soup(Template("{% load theme %}{% hub_map hubs %}").render(Context({"hubs": samples.hubs()})))
    assert [link["aria-label"] for link in shown.svg.find_all("a")][:2] == [
        "1: Fife and the East",
        "2: Yorkshire and the North",
    ]
    assert len(shown.ol.find_all("li")) == 5


def test_a_notice_takes_the_words_of_a_message_as_text():
    template = Template("{% load theme %}{% notice level %}{{ words }}{% endnotice %}")
    shown = template.render(Context({"level": "success", "words": "<script>alert(1)</script>"}))
    assert "<script>" not in shown
    assert re.search(r'class="notice done".*Done', shown)


def test_a_message_about_a_mend_is_a_mended_notice():
    template = Template("{% load theme %}{% notice tags %}Welcome back.{% endnotice %}")
    assert 'class="notice mended"' in template.render(Context({"tags": "mended success"}))
    assert 'class="notice note"' in template.render(Context({"tags": ""}))
