import pytest
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
