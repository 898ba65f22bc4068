import pytest
from bs4 import BeautifulSoup
from django.test import Client

from goldseam.faces.portal.tests.factories import SECRET_WORD, a_member, mailed_code, sign_in_by_code

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "/\t/evil.example/",
    "http://127.0.0.1:8000/me/",
    " //evil.example",
]


def test_after_signing_in_nia_is_where_she_wanted_to_be(client: Client) -> None:
    a_member("Nia")
    wanted = client.get("/me/history/?page=2")
    assert wanted["Location"] == "/sign-in/?next=%2Fme%2Fhistory%2F%3Fpage%3D2"
    answer = sign_in_by_code(client, "nia@families.example", next="/me/history/?page=2")
    assert answer["Location"] == "/me/history/?page=2"


def test_who_signs_in_on_the_way_of_a_form_is_where_it_stood() -> None:
    a_member("Nia")
    door = "/sign-in/?next="
    for came_from, goes_on in {
        "http://testserver/me/renewal/?from=letter": "%2Fme%2Frenewal%2F%3Ffrom%3Dletter",
        "https://evil.example/me/renewal/": "%2Fme%2F",
        "http://testserver.evil.example/x/": "%2Fme%2F",
        "http://[": "%2Fme%2F",
        "": "%2Fme%2F",
    }.items():
        answer = Client().post("/me/renewal/change/", {"to": "stop"}, headers={"Referer": came_from})
        assert answer["Location"] == door + goes_on, came_from


def test_an_address_that_only_takes_a_form_says_so_with_a_way_on(client: Client) -> None:
    client.force_login(a_member("Nia"))
    answer = client.get("/me/renewal/change/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "no-store" in answer["Cache-Control"]
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.h1.text == "A form is missing"
    assert shown.main.find("a", class_="button")["href"] == "/me/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_nowhere_else(target: str) -> None:
    a_member("Nia", password=SECRET_WORD)
    code = Client()
    asked = code.post("/sign-in/", {"email": "nia@families.example", "next": target})
    ends = [asked["Location"], code.post("/sign-in/code/", {"code": mailed_code(), "next": target})["Location"]]
    password = {"login": "nia@families.example", "password": SECRET_WORD, "next": target}
    client = Client()
    ends.append(client.post("/sign-in/password/", password)["Location"])
    ends.append(client.get("/sign-in/", {"next": target})["Location"])
    ends.append(client.get("/sign-in/password/", {"next": target})["Location"])
    ends.append(client.post("/sign-in/out/", {"next": target})["Location"])
    assert {end.partition("?")[0] for end in ends} <= {"/sign-in/code/", "/me/", "/"}
    assert "evil" not in "".join(ends)
