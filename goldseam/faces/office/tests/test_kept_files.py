"""Files in a person's record: kept with a note, handed out to those who may read the history only."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from goldseam.core.people.models import KeptFile, Person
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.privacy.erasing import erase
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db

FORM = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def nia() -> Person:
    return somebody("Nia", hub=a_hub("yorkshire"))


@pytest.fixture
def olive() -> Client:
    """The office at its desk."""
    return at_the_desk(staff("office", given_name="Olive"))


def keeps(client: Client, person: Person, content: bytes = FORM, name: str = "signed form.pdf") -> KeptFile:
    upload = SimpleUploadedFile(name, content, content_type="text/html")
    answer = press(client, f"/office/people/{person.pk}/files/add/", {"file": upload, "note": "The student's proof"})
    assert answer.status_code == 302, answer.content.decode()
    return KeptFile.objects.get()


def stored(kept: KeptFile) -> Path:
    return Path(settings.PRIVATE_ROOT) / (kept.file.name or "")


def test_a_file_stands_in_the_record_and_is_a_download_and_never_a_page(nia: Person, olive: Client) -> None:
    kept = keeps(olive, nia)

    shown = olive.get(f"/office/people/{nia.pk}/").content.decode()
    assert "signed form.pdf" in shown
    assert "The student&#x27;s proof" in shown
    assert "by Olive Staff" in shown
    answer = olive.get(f"/office/people/{nia.pk}/files/{kept.pk}/")
    assert b"".join(answer) == FORM
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert Fact.objects.get(kind="people.file_kept").person == nia
    assert "signed" not in str(kept.file.name), "what people call their files never becomes a path"


def test_what_is_no_such_file_is_refused_and_nothing_is_kept(nia: Person, olive: Client) -> None:
    upload = SimpleUploadedFile("form.pdf", b"<script>alert(1)</script>", content_type="application/pdf")

    answer = press(olive, f"/office/people/{nia.pk}/files/add/", {"file": upload, "note": "Her proof"})

    assert answer.status_code == 422
    assert "whatever its name says" in answer.content.decode()
    assert "Her proof" in answer.content.decode()
    assert not KeptFile.objects.exists()


def test_who_may_not_read_the_history_gets_no_byte_and_nobody_by_another_persons_address(
    nia: Person, olive: Client
) -> None:
    kept = keeps(olive, nia)
    path = f"/office/people/{nia.pk}/files/{kept.pk}/"

    for role in ("treasurer", "hublead", "editor"):
        client = at_the_desk(staff(role, hub=nia.hub if role == "hublead" else None))
        assert client.get(path).status_code == 403
        assert "signed form.pdf" not in client.get(f"/office/people/{nia.pk}/").content.decode()
    assert Client().get(path).status_code == 302
    ben = somebody("Ben")
    assert olive.get(f"/office/people/{ben.pk}/files/{kept.pk}/").status_code == 404


def test_a_file_taken_out_is_gone_and_the_history_says_that_it_was_there(
    nia: Person, olive: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = keeps(olive, nia)
    path = stored(kept)
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        press(olive, f"/office/people/{nia.pk}/files/{kept.pk}/remove/", {}, confirmed=True)

    assert not path.exists()
    assert not KeptFile.objects.exists()
    assert "Took a file out of the record" in olive.get(f"/office/people/{nia.pk}/").content.decode()


def test_erasure_deletes_the_file_itself(
    nia: Person, olive: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = keeps(olive, nia)
    path = stored(kept)

    with django_capture_on_commit_callbacks(execute=True):
        erase(person=nia, by=Person.objects.get(given_name="Olive"), at=NOON)

    assert not KeptFile.objects.exists()
    assert not path.exists()
