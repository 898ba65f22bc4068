"""Promise 16: an import that is stopped, overtaken or killed has brought in nobody; it can be taken up again."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from goldseam.core.people.models import Person
from goldseam.faces.importers import actions
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.people import applying
from goldseam.faces.importers.tests.factories import BEN, NIA, NOON, an_association, given, known, lines, silently
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import CannotRun, Stopped
from goldseam.subjects.membership.models import Term

pytestmark = pytest.mark.django_db(transaction=True)


def _apply(upload: Import, tell: runs.Tell = silently) -> None:
    actions.apply(subject=subject_key(upload), at=NOON, tell=tell)


@pytest.mark.parametrize("step", range(len(applying.STEPS)))
def test_a_stop_at_any_step_leaves_nobody_and_the_import_can_be_taken_up(step: int) -> None:
    an_association()
    upload = given(lines(NIA, BEN))

    def stop_there(done: int, total: int) -> None:
        if done == step:
            raise Stopped

    with pytest.raises(Stopped):
        _apply(upload, stop_there)
    assert (Person.objects.count(), Term.objects.count(), Fact.objects.count()) == (0, 0, 0)
    _apply(upload)
    assert (Person.objects.count(), Term.objects.count()) == (2, 1)


def test_the_office_stops_an_import_while_it_runs_and_lets_it_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    an_association()
    upload = given(lines(NIA, BEN))
    actions.ask_to_apply(upload=upload, at=NOON, by=None)
    stopping = connection.copy()

    def bring_in_while_somebody_stops_it(upload: Import, **told: object) -> int:
        with stopping.cursor() as cursor:
            cursor.execute("UPDATE work_run SET is_to_stop = true")
        return applying.bring_in(upload, **told)  # type: ignore[arg-type]

    meddled = replace(actions.KINDS[upload.kind], bring_in=bring_in_while_somebody_stops_it)
    monkeypatch.setitem(actions.KINDS, upload.kind, meddled)
    runs.carry_on(at=NOON)
    stopping.close()
    run = Run.objects.get()
    assert (run.state, Person.objects.count()) == (Run.State.STOPPED, 0)

    monkeypatch.undo()
    runs.resume(run=run)
    runs.carry_on(at=NOON)
    assert Person.objects.count() == 2


def test_applying_twice_brings_everybody_in_once() -> None:
    an_association()
    upload = given(lines(NIA, BEN))
    _apply(upload)
    _apply(upload)
    assert (Person.objects.count(), Term.objects.count()) == (2, 1)


def test_nia_who_joined_after_the_file_was_read_is_not_entered_twice() -> None:
    an_association()
    upload = given(lines(NIA, BEN))
    known("Nia", is_proved=False)
    with pytest.raises(CannotRun):
        _apply(upload)
    assert Person.objects.count() == 1


def test_a_term_that_overlaps_one_of_ours_is_a_fault_of_its_row() -> None:
    an_association()
    first = given(lines(NIA))
    _apply(first)
    Person.objects.update(email_proved_at=NOON)
    upload = given(lines(NIA.replace("2025-09-01", "2025-10-01")))
    assert upload.rows.get().faults == ["The person has another term that overlaps this one."]
    assert not upload.is_ready


def test_the_same_term_is_not_entered_twice() -> None:
    an_association()
    _apply(given(lines(NIA)))
    Person.objects.update(email_proved_at=NOON)
    _apply(given(lines(NIA, BEN)))
    assert (Person.objects.count(), Term.objects.count()) == (2, 1)


def test_a_file_nobody_brought_in_is_forgotten_after_thirty_days() -> None:
    an_association()
    upload = given(lines(NIA))
    path = upload.file.path
    assert actions.forget_old_files(at=NOON + actions.KEPT_FOR) == 0
    assert actions.forget_old_files(at=NOON + actions.KEPT_FOR * 2) == 1
    assert not Import.objects.exists()
    assert not Path(path).exists()
