"""The office hands in a file, sees what was read, decides, brings in, and undoes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldseam.core.people.models import Person
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.tests.factories import BEN, NIA, NOON, an_association, given, known, lines
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation.uploads import MOST_BYTES, REQUEST_MB
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.membership.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    an_association()
    return at_the_desk(staff("office"))


def _press(client: Client, address: str, **typed: Any) -> Any:
    once = {"once": "k" * 20 + str(Run.objects.count()) + str(abs(hash((address, str(typed)))))[:15]}
    return client.post(address, typed | once, follow=True)


def _hand_in(client: Client, content: bytes, name: str = "members.csv") -> Import:
    page = _press(client, "/office/import/new/", file=SimpleUploadedFile(name, content))
    assert "The file is here and is being read." in page.content.decode()
    carry_on(at=NOON)
    return Import.objects.latest("id")


def _page(client: Client, upload: Import) -> str:
    response = client.get(f"/office/import/{upload.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_is_read_shown_and_brought_in(office: Client) -> None:
    upload = _hand_in(office, lines(NIA, BEN))
    page = _page(office, upload)
    assert "Ready to be brought in" in page
    assert "amount paid" in page
    assert not Term.objects.exists()
    asked = _press(office, f"/office/import/{upload.pk}/bring-in/").content.decode()
    assert "2 people are entered." in asked
    _press(office, f"/office/import/{upload.pk}/bring-in/", confirmed="yes")
    assert "Waiting to begin" in _page(office, upload)
    carry_on(at=NOON)
    assert "Brought in" in _page(office, upload)
    assert Person.objects.filter(given_name__in=["Nia", "Ben"]).count() == 2
    assert "members.csv" in office.get("/office/import/").content.decode()


def test_faults_stand_on_the_page_and_in_the_file_to_mend(office: Client) -> None:
    upload = _hand_in(office, lines(NIA, "Ben,Okafor,ben@nowhere,,,,,,,,"))
    page = _page(office, upload)
    assert "Row 3: E-mail address: “ben@nowhere” is not an e-mail address." in page
    assert "bring-in" not in page
    report: Any = office.get(f"/office/import/{upload.pk}/report/")
    assert b"is not an e-mail address" in b"".join(report.streaming_content)
    assert "members-to-mend.csv" in report["Content-Disposition"]


def test_dates_that_can_be_read_in_two_ways_are_asked_about(office: Client) -> None:
    upload = _hand_in(office, lines(NIA.replace("2025-09-01", "03/04/2025").replace("2026-08-31", "02/04/2026")))
    assert "Some dates can be read in two ways" in _page(office, upload)
    _press(office, f"/office/import/{upload.pk}/dates/", day_order="day")
    carry_on(at=NOON)
    assert "Ready to be brought in" in _page(office, upload)
    assert upload.rows.get().told["starts_on"] == "2025-04-03"


def test_the_office_says_who_is_the_same_person(office: Client) -> None:
    nia = known("Nia", is_proved=False)
    upload = _hand_in(office, lines(NIA, BEN))
    assert "Waits for you" in _page(office, upload)
    asked = office.get(f"/office/import/{upload.pk}/alike/").content.decode()
    assert "Row 2, Nia Ferreday, nia@families.example: is it Nia Ferreday, nia@families.example?" in asked
    _press(office, f"/office/import/{upload.pk}/alike/", row2="same")
    _press(office, f"/office/import/{upload.pk}/bring-in/", confirmed="yes")
    carry_on(at=NOON)
    assert Term.objects.get().membership.person == nia


def test_an_import_is_undone_from_its_page(office: Client) -> None:
    upload = _hand_in(office, lines(NIA, BEN))
    _press(office, f"/office/import/{upload.pk}/bring-in/", confirmed="yes")
    carry_on(at=NOON)
    _press(office, f"/office/import/{upload.pk}/undo/", confirmed="yes")
    carry_on(at=NOON)
    assert "Undone" in _page(office, upload)
    assert "Ferreday" not in office.get("/office/people/").content.decode()


def test_a_file_can_be_forgotten(office: Client) -> None:
    upload = _hand_in(office, lines(NIA))
    _press(office, f"/office/import/{upload.pk}/forget/", confirmed="yes")
    assert not Import.objects.exists()


@pytest.mark.parametrize("role", ["treasurer", "editor"])
@pytest.mark.parametrize("place", ["", "new/", "{}/", "{}/report/", "{}/bring-in/", "{}/undo/", "{}/alike/"])
def test_nobody_but_the_office_sees_files_of_people(role: str, place: str) -> None:
    an_association()
    upload = given(lines(NIA))
    response: Any = at_the_desk(staff(role)).get(f"/office/import/{place.format(upload.pk)}")
    assert response.status_code == 403 or (response.status_code == 302 and "/office/import" not in response.url)
    assert b"nia@families.example" not in response.content


@pytest.mark.parametrize(
    ("address", "sizes"),
    [
        ("import", {"file": MOST_BYTES + 1}),
        ("import/articles", {"file": MOST_BYTES + 1}),
        ("import/articles", {"file": 1000, "pictures": MOST_BYTES - 999}),
    ],
)
def test_what_is_too_large_is_refused_in_a_sentence_before_the_web_server_would(
    office: Client, address: str, sizes: dict[str, int]
) -> None:
    sent = {name: SimpleUploadedFile(f"{name}.csv", b"x" * size) for name, size in sizes.items()}

    page = _press(office, f"/office/{address}/new/", **sent)

    assert page.status_code == 422
    assert "more than 25 MB" in page.content.decode() or "larger than 25 MB" in page.content.decode()
    assert not Import.objects.exists()
    assert sum(sizes.values()) < REQUEST_MB * 1024 * 1024
