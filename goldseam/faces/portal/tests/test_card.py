import re

import pytest
from django.test import Client

from goldseam.faces.portal.tests.factories import a_lapsed_member, a_member, a_person, words_of
from goldseam.subjects.membership.cards import card_path

pytestmark = pytest.mark.django_db


def test_nia_shows_her_card_and_takes_it_along(client: Client) -> None:
    nia = a_member("Nia", profession="Health visitor")
    client.force_login(nia)
    page = client.get("/me/card/").content.decode()
    assert "Nia Ferreday" in page
    assert "Qualified Professional, Health visitor" in page
    assert str(nia.membership.number) in page
    assert '<div class="qr" role="img"' in page
    assert card_path(nia.membership) in page
    assert "Nia Ferreday" in words_of(client.get("/me/card/download/"))


def test_a_partner_learns_name_plan_and_until_when_and_nothing_more() -> None:
    nia = a_member("Nia", profession="Health visitor", employer="Leeds Community", postcode_district="LS6")
    answer = Client().get(card_path(nia.membership))
    page = answer.content.decode()
    until = nia.membership.terms.get().ends_on
    # Her number may be that of a year.
    without_dates = re.sub(r"\d+ \w+ 20\d\d", "", page.partition("<main")[2].partition("</main>")[0])
    assert "Nia Ferreday" in without_dates
    for word in ("Nia Ferreday", "Qualified Professional", f"{until:%-d %B %Y}", "valid today"):
        assert word in page
    for word in ("nia@families.example", "Health visitor", "Leeds Community", "LS6", str(nia.membership.number)):
        assert word not in without_dates
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_a_card_that_is_not_valid_today_says_so_and_no_more() -> None:
    greta = a_lapsed_member("Greta")
    page = Client().get(card_path(greta.membership)).content.decode()
    main = page.partition("<main")[2]
    assert "This card is not valid today." in main
    assert "Qualified Professional" not in main
    assert "Valid until" not in main


def test_a_forged_code_is_no_card() -> None:
    nia = a_member("Nia")
    path = card_path(nia.membership)
    assert Client().get(path[:-3] + "xx/").status_code == 404
    assert Client().get(re.sub(r"/\d+:", "/999:", path)).status_code == 404


def test_without_a_running_membership_there_is_no_card(client: Client) -> None:
    client.force_login(a_person("Joel"))
    assert b"No card at the moment" in client.get("/me/card/").content
    assert client.get("/me/card/download/").status_code == 404
