"""A file of people becomes members with their terms, past payments and words, as a whole."""

from datetime import date
from pathlib import Path

import pytest

from goldseam.core.ledger.models import Entry
from goldseam.core.people.models import Person
from goldseam.faces.importers.command import import_people
from goldseam.faces.importers.models import Import, ImportRow
from goldseam.faces.importers.people.report import mendable, sentences
from goldseam.faces.importers.tests.factories import (
    BEN,
    NIA,
    NOON,
    an_association,
    brought,
    given,
    lines,
    written,
)
from goldseam.foundation.timeline.record import history
from goldseam.subjects.membership.models import Term

pytestmark = pytest.mark.django_db


def _said(person: Person) -> list[str]:
    return [item.sentence for item in history(person, audience="office")]


def test_nia_and_ben_come_with_what_was_known_of_them() -> None:
    an_association()
    upload = brought(lines(NIA, BEN))
    nia, ben = Person.objects.get(given_name="Nia"), Person.objects.get(given_name="Ben")
    assert (nia.employer, nia.hub.name, nia.email_proved_at) == ("Leeds NHS", "Yorkshire", None)
    term = Term.objects.get()
    assert (term.membership.person, term.starts_on, term.ends_on) == (nia, date(2025, 9, 1), date(2026, 8, 31))
    said = _said(nia)
    assert any("£75" in sentence and "earlier records" in sentence for sentence in said)
    assert any(sentence.startswith("Joined as Qualified Professional") for sentence in said)
    assert [item.text for item in history(nia, audience="office") if item.text] == [
        "phone: 0113 496 0001\nNotes: Knits"
    ]
    assert not Term.objects.of(ben).exists()
    assert upload.counts["people"] == 2


def test_a_past_payment_is_history_and_in_no_books() -> None:
    an_association()
    brought(lines(NIA))
    assert not Entry.objects.exists()


def test_one_wrong_row_keeps_everybody_out(tmp_path: Path) -> None:
    an_association()
    told: list[str] = []
    path = written(tmp_path, lines(NIA, "Ben,Okafor,ben@nowhere,,,,,,,,"))
    code = import_people(path, dry_run=False, day_order="", alike="", report=None, at=NOON, say=told.append)
    assert code == 1
    assert "Row 3: E-mail address: “ben@nowhere” is not an e-mail address." in told
    assert not Person.objects.exists()
    assert not Import.objects.exists()


def test_a_dry_run_says_what_would_come_and_leaves_nothing_behind(tmp_path: Path) -> None:
    an_association()
    told: list[str] = []
    path = written(tmp_path, lines(NIA, BEN))
    code = import_people(path, dry_run=True, day_order="", alike="", report=None, at=NOON, say=told.append)
    assert code == 0
    assert "2 rows, 2 people: 2 new, 0 known for sure; 1 terms; 1 past payments, £75.00." in told
    assert "  email → E-mail address" in told
    assert not Person.objects.exists()
    assert not ImportRow.objects.exists()


def test_the_command_brings_people_in(tmp_path: Path) -> None:
    an_association()
    told: list[str] = []
    path = written(tmp_path, lines(NIA, BEN))
    assert import_people(path, dry_run=False, day_order="", alike="", report=None, at=NOON, say=told.append) == 0
    assert Person.objects.count() == 2
    assert import_people(path, dry_run=False, day_order="", alike="", report=None, at=NOON, say=told.append) == 1
    assert "This very file has been brought in already. Nothing was changed." in told
    assert Person.objects.count() == 2


def test_a_mended_report_is_brought_in_as_it_is() -> None:
    an_association()
    upload = given(lines(NIA.replace("Qualified Professional", "Gold"), BEN))
    assert sentences(upload, most=9) == [
        "Row 2: Plan: “Gold” is no plan of ours; enter it under Plans, or write one that is there."
    ]
    report = "".join(mendable(upload))
    assert "is no plan of ours" in report.splitlines()[1]
    brought(report.replace(",Gold,", ",qualified,").encode())
    assert Term.objects.count() == 1


def test_the_words_of_the_file_are_forgotten_once_it_is_brought_in() -> None:
    an_association()
    upload = brought(lines(NIA, BEN))
    assert not upload.file
    assert set(upload.rows.values_list("number", "person__given_name")) == {(2, "Nia"), (3, "Ben")}
    assert [row.told for row in upload.rows.all()] == [{}, {}]
