"""What an editor places in a page."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from goldseam.foundation.theme.blocks import BowlBlock, PracticeBlock


def bowl(**chosen: Any) -> Any:
    block = BowlBlock()
    value = block.clean(
        block.to_python({"shape": "dish", "glaze": "night", "cracks": 3, "mended": 2, "caption": ""} | chosen)
    )
    return BeautifulSoup(block.render(value), "html.parser")


def test_a_bowl_in_a_text_is_drawn_and_said():
    element = bowl().find("kintsugi-bowl")
    assert (element["shape"], element["glaze"]) == ("dish", "night")
    assert [entry["mended"] for entry in json.loads(element["history"])] == [True, True, False]
    assert element.text == "A bowl with 3 cracks. Mended with gold: 2. Still open: 1."


def test_no_more_is_mended_than_was_broken():
    assert all(entry["mended"] for entry in json.loads(bowl(mended=9).find("kintsugi-bowl")["history"]))


@pytest.mark.parametrize("wrong", [{"cracks": 301}, {"cracks": -1}, {"shape": "jug"}])
def test_a_bowl_that_cannot_be_drawn_is_refused(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        bowl(**wrong)


def test_the_practice_stands_in_a_text_as_on_its_own_page():
    practice = BeautifulSoup(PracticeBlock().render(None), "html.parser")
    screens = {screen["data-screen"]: screen.has_attr("hidden") for screen in practice.select("[data-screen]")}
    assert [name for name, is_hidden in screens.items() if not is_hidden] == ["start"]
    assert json.loads(practice.find(id="practice-words").text)["what"]["shout"] == "I shouted."
