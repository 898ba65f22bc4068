import pytest
from django.test import Client

from goldseam.foundation.theme import colours

PLUM, SLATE = "#5a2a6b", "#3d5a80"


def test_contrast_is_measured_as_the_guidelines_do():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast(colours.SEA, colours.DAY_GROUNDS["paper"]) == pytest.approx(8.7, abs=0.05)


def test_the_theme_keeps_its_own_rule():
    assert colours.complaints(colours.SEA, colours.POT) == []


@pytest.mark.parametrize("sea", [PLUM, "#0000c8", "#7a0019", "#1d3a1a", "#000000"])
def test_an_association_s_links_are_read_by_day_and_by_night(sea: str):
    assert colours.complaints(sea, SLATE) == []
    day, night = colours.by_day(sea, SLATE), colours.by_night(sea, SLATE)
    for shades, grounds in ((day, colours.DAY_GROUNDS), (night, colours.NIGHT_GROUNDS)):
        for link in (shades.sea, shades.sea_deep):
            assert min(colours.contrast(link, ground) for ground in grounds.values()) >= 7
            assert colours.contrast(link, shades.on_sea) >= 7


@pytest.mark.parametrize("pot", [colours.POT, SLATE, "#2f4f2f", "#101010"])
def test_gold_shows_on_an_association_s_clay_by_day_and_by_night(pot: str):
    assert colours.contrast(colours.by_day(PLUM, pot).pot, colours.GOLD_LIT_DAY) >= 3
    assert colours.contrast(colours.by_night(PLUM, pot).pot, colours.GOLD_LIT_NIGHT) >= 3


def test_a_pale_link_colour_is_refused_with_its_figures():
    said = colours.complaints("#3a7bd5", colours.POT)
    assert len(said) == 4
    assert said[0] == "The contrast of links on #f5efe3 is 3.7; it must be 7 or more. Choose a darker colour."
    with pytest.raises(colours.UnreadableColour, match="Choose a darker colour"):
        colours.stylesheet("#3a7bd5", colours.POT)


def test_a_clay_on_which_gold_would_drown_is_refused():
    assert [words for words in colours.complaints(colours.SEA, "#c98a5a") if "gold" in words]


@pytest.mark.parametrize("written", ["red", "#fff", "#12345g", "", "#0e4a4d; } body { display: none"])
def test_only_a_colour_is_taken_for_a_colour(written: str):
    with pytest.raises(colours.UnreadableColour):
        colours.stylesheet(written, colours.POT)


def test_the_sheet_sets_both_halves_of_the_day():
    day, night = colours.stylesheet(PLUM, SLATE.upper()).split("@media")
    assert f"--sea: {PLUM};" in day
    assert f"--pot: {SLATE};" in day
    assert "prefers-color-scheme: dark" in night
    assert f"--sea: {colours.by_night(PLUM, SLATE).sea};" in night


def test_the_colours_are_kept_by_browsers_for_a_year(client: Client):
    response = client.get("/theme/colours.css", {"sea": "5a2a6b", "pot": "3d5a80"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]


def test_an_address_with_unreadable_colours_leads_nowhere(client: Client, db: None):
    assert client.get("/theme/colours.css", {"sea": "ffffff", "pot": "3d5a80"}).status_code == 404
