"""What somebody keeps of a list: searches under a name, shared or not, and the columns they like to see."""

import pytest
from django.test import Client

from goldseam.core.desk.models import KeptSearch
from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import (
    NOON,
    a_hub,
    at_the_desk,
    chosen,
    members,
    press,
    somebody,
    staff,
    today_is,
)

pytestmark = pytest.mark.django_db

KEEP = "/office/people/kept/new/?list=people:list&all=yes&"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def keep(client: Client, question: str, name: str, *, is_shared: bool = False) -> KeptSearch:
    of = chosen(client, f"{KEEP}{question}")
    typed = {"name": name, "of": of} | ({"is_shared": "on"} if is_shared else {})
    answer = press(client, f"{KEEP}{question}", typed)
    assert answer.status_code == 302, answer.content.decode()
    return KeptSearch.objects.latest("pk")


def listed(client: Client, question: str = "") -> str:
    return client.get(f"/office/people/?{question}").content.decode()


def test_olive_keeps_a_search_and_follows_it() -> None:
    york = a_hub("yorkshire")
    somebody("Nia", hub=york)
    somebody("Ben")
    client = at_the_desk(staff("office", given_name="Olive"))
    assert "Keep this search" not in listed(client)
    assert "Keep this search" in listed(client, f"hub={york.pk}&p=1")

    keep(client, f"hub={york.pk}", "York <people>")

    page = listed(client)
    assert f'href="/office/people/?hub={york.pk}">York &lt;people&gt;</a>' in page
    followed = listed(client, f"hub={york.pk}")
    assert "Nia Ferreday" in followed
    assert "Ben Ferreday" not in followed
    assert "Keep this search" not in followed


def test_a_search_is_olives_own_until_she_shares_it() -> None:
    somebody("Nia")
    olive, tom = at_the_desk(staff("office", given_name="Olive")), at_the_desk(staff("treasurer", given_name="Tom"))
    kept = keep(olive, "membership=lapsed", "To win back")
    assert "To win back" not in listed(tom)

    press(olive, f"/office/people/kept/{kept.pk}/", {"name": "To win back", "is_shared": "on"})

    assert "To win back" in listed(tom)
    assert tom.get(f"/office/people/kept/{kept.pk}/").status_code == 404
    assert tom.post(f"/office/people/kept/{kept.pk}/forget/", {}).status_code == 404


def test_a_shared_search_by_what_a_role_cannot_filter_is_not_shown_to_it() -> None:
    olive, tom = at_the_desk(staff("office", given_name="Olive")), at_the_desk(staff("treasurer", given_name="Tom"))
    keep(olive, "role=hublead", "Our hub leads", is_shared=True)

    assert "Our hub leads" in listed(olive)
    assert "Our hub leads" not in listed(tom)


def test_a_hub_lead_neither_reads_what_the_office_shares_nor_shares() -> None:
    york = a_hub("yorkshire")
    members(1, hub=york)
    olive = at_the_desk(staff("office", given_name="Olive"))
    hattie = at_the_desk(staff("hublead", hub=york, given_name="Hattie"))
    keep(olive, "q=quillfeather", "Quillfeather, London", is_shared=True)
    assert "Quillfeather" not in listed(hattie)

    assert "Show it to everybody" not in hattie.get(f"{KEEP}membership=current").content.decode()
    keep(hattie, "membership=current", "My members", is_shared=True)

    assert "My members" in listed(hattie)
    assert "My members" not in listed(olive)


def test_a_kept_search_is_renamed_and_forgotten_and_a_name_stands_once() -> None:
    olive = at_the_desk(staff("office", given_name="Olive"))
    keep(olive, "q=nia", "Nia")
    kept = keep(olive, "q=ben", "Ben")

    refused = press(olive, f"/office/people/kept/{kept.pk}/", {"name": "Nia"})
    assert refused.status_code == 422
    assert "another search of this list under this name" in refused.content.decode()
    press(olive, f"/office/people/kept/{kept.pk}/", {"name": "Benjamin"})
    assert "Benjamin" in listed(olive)
    press(olive, f"/office/people/kept/{kept.pk}/forget/", {}, confirmed=True)
    assert "Benjamin" not in listed(olive)


def test_a_search_that_cannot_be_read_is_not_kept() -> None:
    olive = at_the_desk(staff("office", given_name="Olive"))

    for question in ("", "membership=nobody", "anything=1"):
        assert olive.get(f"{KEEP}{question}").status_code == 302
    assert not KeptSearch.objects.exists()


def test_columns_are_remembered_for_each_person_and_list() -> None:
    somebody("Nia", employer="Quiet Trust", profession="Midwife")
    olive, tom = at_the_desk(staff("office", given_name="Olive")), at_the_desk(staff("treasurer", given_name="Tom"))
    assert "Quiet Trust" not in listed(olive)

    press(olive, "/office/people/columns/", {"columns": ["employer", "hub"]})

    page = listed(olive)
    assert "Quiet Trust" in page
    assert "Midwife" not in page
    assert "Quiet Trust" not in listed(tom)


def test_a_hub_lead_cannot_choose_a_column_the_role_does_not_read() -> None:
    york = a_hub("yorkshire")
    members(1, hub=york)
    Person.objects.filter(given_name="Member1").update(employer="Quiet Trust")
    hattie = at_the_desk(staff("hublead", hub=york))

    assert press(hattie, "/office/people/columns/", {"columns": ["employer"]}).status_code == 422
    assert "Quiet Trust" not in listed(hattie)
