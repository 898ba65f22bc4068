"""The office reads what students hand in: the oldest first, a day or a reason, and the paper goes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from goldseam.core.mail.models import Message
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.privacy.erasing import erase
from goldseam.foundation.privacy.holdings import of_person
from goldseam.subjects.membership.evidence.deeds import hand_in
from goldseam.subjects.membership.models import Evidence, Plan
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def olive() -> Client:
    """The office at its desk."""
    return at_the_desk(staff("office", given_name="Olive"))


def handed_in(name: str = "Callum", *, days_ago: int = 1) -> Evidence:
    file = SimpleUploadedFile("enrolment.pdf", PAPER)
    at = NOON - timedelta(days=days_ago)
    return hand_in(person=somebody(name), file=file, studies_end_on=date(2027, 7, 31), at=at)


def papers(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "private").rglob("*") if path.is_file()]


def test_what_waits_stands_on_the_first_screen_and_in_its_list_the_oldest_first(olive: Client) -> None:
    handed_in("Dara", days_ago=1)
    handed_in("Callum", days_ago=5)
    assert "Evidence of studies to read" in olive.get("/office/").content.decode()
    listed = olive.get("/office/evidence/").content.decode()
    assert listed.index("Callum") < listed.index("Dara")
    assert "6 May 2026" in listed, "read within seven days of 29 April"


def test_she_reads_the_paper_and_accepts_it_until_a_day(
    olive: Client, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown = handed_in()
    page = olive.get(f"/office/evidence/{shown.pk}/").content.decode()
    assert "enrolment.pdf" in page
    assert 'value="2027-07-31"' in page, "what he said is proposed"
    answer = olive.get(f"/office/evidence/{shown.pk}/paper/")
    assert b"".join(answer) == PAPER
    assert answer["Content-Disposition"].startswith("attachment")

    with django_capture_on_commit_callbacks(execute=True):
        assert press(olive, f"/office/evidence/{shown.pk}/", {"valid_until": "2027-06-30"}).status_code == 302

    shown.refresh_from_db()
    assert (shown.valid_until, str(shown.decided_by)) == (date(2027, 6, 30), "Olive Staff")
    assert papers(tmp_path) == []
    assert "30 June 2027" in Message.objects.latest("pk").text
    for path in ("", "paper/", "again/"):
        assert olive.get(f"/office/evidence/{shown.pk}/{path}").status_code == 404, "decided once"


def test_she_asks_again_in_her_own_words(olive: Client) -> None:
    shown = handed_in()
    assert press(olive, f"/office/evidence/{shown.pk}/again/", {"reason": ""}).status_code == 422
    press(olive, f"/office/evidence/{shown.pk}/again/", {"reason": "The year cannot be read."})
    assert "The year cannot be read." in Message.objects.latest("pk").text
    assert not Evidence.objects.good(on=NOON.date()).exists()


def test_a_day_that_is_over_or_far_off_is_refused(olive: Client) -> None:
    shown = handed_in()
    for day in ("2026-05-03", "2099-01-01", ""):
        assert press(olive, f"/office/evidence/{shown.pk}/", {"valid_until": day}).status_code == 422


def test_whoever_audits_and_whoever_looks_after_money_reads_no_paper() -> None:
    shown = handed_in()
    for role in ("auditor", "treasurer", "editor"):
        client = at_the_desk(staff(role))
        for path in ("", f"{shown.pk}/", f"{shown.pk}/paper/"):
            assert client.get(f"/office/evidence/{path}").status_code == 403, (role, path)


def test_the_copy_for_the_person_holds_the_paper_and_erasing_reaches_it(
    tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown = handed_in()
    held = {holding.label: holding for holding in of_person(shown.person)}["membership.evidence"]
    assert "file" in held.declaration.files
    assert len(papers(tmp_path)) == 1

    with django_capture_on_commit_callbacks(execute=True):
        erase(person=shown.person, at=NOON, by=None)

    assert not Evidence.objects.exists()
    assert papers(tmp_path) == []


def test_a_plan_that_asks_names_what_follows_and_asks_nobody_backwards(olive: Client) -> None:
    plan, after = a_plan(slug="student", name="Student"), a_plan()
    address = f"/office/plans/{plan.pk}/"
    known = {
        "name": "Student",
        "for_whom": "You study.",
        "months": "12",
        "grace_days": "30",
        "position": "0",
    }
    tax = {"vat_treatment": "exempt_group_9", "vat_rate": "0", "pause_months": "0"}
    typed = known | tax | {"evidence_from": "2026-05-04", "evidence_domains": ".ac.uk", "evidence_days": "30"}
    assert "choose the plan that follows" in press(olive, address, typed).content.decode()
    early = typed | {"afterwards": str(after.pk), "evidence_from": "2026-05-03"}
    assert "This day is over" in press(olive, address, early).content.decode()

    assert press(olive, address, typed | {"afterwards": str(after.pk)}).status_code == 302

    plan.refresh_from_db()
    assert (plan.evidence_from, plan.evidence_domains, plan.afterwards) == (NOON.date(), [".ac.uk"], after)
    assert Plan.objects.get(pk=after.pk).evidence_from is None
