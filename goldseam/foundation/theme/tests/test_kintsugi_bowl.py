"""The tag that puts a history in words and hands it to the element that draws it."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from goldseam.foundation.theme.tests.test_bowl import STATIC, node

EXPIRED = {
    "id": 12,
    "when": date(2026, 3, 1),
    "weight": 2,
    "mended": True,
    "mended_when": date(2026, 3, 3),
    "words": "Your card <b>expired</b>",
}
RETURNED = SimpleNamespace(id="mail:7", when=datetime(2026, 3, 5, 23, 30, tzinfo=UTC), weight=3, mended=False)


def shown(history: list[Any], options: str = "") -> Any:
    template = Template(f"{{% load bowl %}}{{% kintsugi_bowl history {options} %}}")
    return BeautifulSoup(template.render(Context({"history": history})), "html.parser")


def test_the_list_says_what_the_bowl_shows():
    page = shown([EXPIRED, RETURNED])
    assert page.find(class_="summary").text == "A bowl with 2 cracks. Mended with gold: 1. Still open: 1."
    mended, still_open = page.find_all("li")
    assert mended.text == "1 March 2026: Your card <b>expired</b>. Mended after 2 days."
    assert still_open.text == "5 March 2026: A deep break. Not yet mended."
    assert (mended["data-id"], mended["data-weight"], mended.has_attr("data-mended")) == ("12", "2", True)
    assert not still_open.has_attr("data-mended")


def test_a_bowl_says_when_it_is_whole_and_when_it_is_mended():
    assert shown([]).find(class_="summary").text == "A whole bowl, without a crack."
    assert shown([EXPIRED]).find(class_="summary").text == "A bowl with 1 crack. It is mended with gold."
    assert shown([RETURNED]).find(class_="summary").text == "A bowl with 1 crack. It is still open."


def test_a_mend_of_the_same_day_and_one_without_a_day_are_said_so():
    same_day, unknown = EXPIRED | {"mended_when": date(2026, 3, 1)}, EXPIRED | {"mended_when": None}
    texts = [item.text for item in shown([same_day, unknown]).find_all("li")]
    assert [text.rsplit("</b>. ")[1] for text in texts] == ["Mended the same day.", "Mended."]


def test_a_long_list_can_be_folded_and_stands_open_without_script():
    assert shown([EXPIRED] * 5).details is None
    assert shown([EXPIRED] * 6).details.has_attr("open")


def test_a_small_bowl_in_a_line_of_text_has_no_list():
    element = shown([EXPIRED, RETURNED], "size=48").find("kintsugi-bowl")
    assert element.find("ol") is None
    assert json.loads(element["history"])[1] == {"id": "mail:7", "weight": 3, "mended": False, "gone": False}


def test_what_was_deleted_is_not_said_and_keeps_its_place():
    page = shown([EXPIRED | {"gone": True}, RETURNED])
    gone, still_open = page.find_all("li")
    assert gone.has_attr("hidden")
    assert gone.text == ""
    assert (gone["data-id"], gone["data-weight"]) == ("12", "2")
    assert page.find(class_="summary").text == "A bowl with 1 crack. It is still open."
    assert still_open.text.startswith("5 March 2026")


def test_pictures_can_be_saved_where_it_is_asked_for_and_script_runs():
    assert shown([EXPIRED]).find(attrs={"data-save": True}) is None
    buttons = shown([EXPIRED], "can_save=True").find_all(attrs={"data-save": True})
    assert [button["data-save"] for button in buttons] == ["png", "svg"]
    assert buttons[0].parent.has_attr("hidden")


@pytest.mark.parametrize("name", ["home", "line"])
def test_the_bowls_of_the_first_page_and_the_leaflet_are_what_the_modules_draw(name: str):
    assert (STATIC / f"theme/bowl/{name}.svg").read_text() == node(f"{name}.mjs")
