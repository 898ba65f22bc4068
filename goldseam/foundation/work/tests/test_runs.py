"""Long runs: how far they are is seen from outside, they stop when asked and are taken up again."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection

from config import schedule
from goldseam.foundation.work import runs
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import CannotRun, Tell

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
STEPS: list[str] = []


class Torn(Exception):
    """What goes wrong in these tests."""


def counts_to_three(*, subject: str, at: datetime, tell: Tell) -> None:
    for number in range(3):
        STEPS.append(f"{subject} {number}")
        tell(number, 3)


def is_asked_to_stop(*, subject: str, at: datetime, tell: Tell) -> None:
    STEPS.append("begun")
    runs.stop(run=Run.objects.get(subject=subject))
    tell(1, 3)
    STEPS.append("went on")


def refuses(*, subject: str, at: datetime, tell: Tell) -> None:
    raise CannotRun("The file is gone.")


def breaks(*, subject: str, at: datetime, tell: Tell) -> None:
    raise Torn


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    STEPS.clear()
    for work in (counts_to_three, is_asked_to_stop, refuses, breaks):
        monkeypatch.setitem(schedule.RUNS, work.__name__, f"{__name__}.{work.__name__}")


def _begun(kind: str, subject: str = "importers.import:7") -> Run:
    return runs.begin(kind=kind, subject=subject, by=None, at=NOON)


def test_a_run_is_worked_on_once() -> None:
    run = _begun("counts_to_three")
    runs.carry_on(at=NOON)
    runs.carry_on(at=NOON)
    run.refresh_from_db()
    assert (run.state, run.ended_at, len(STEPS)) == (Run.State.DONE, NOON, 3)


def test_a_run_stops_when_asked_and_goes_on_later() -> None:
    run = _begun("is_asked_to_stop")
    runs.carry_on(at=NOON)
    run.refresh_from_db()
    assert (run.state, STEPS) == (Run.State.STOPPED, ["begun"])
    Run.objects.update(kind="counts_to_three")
    runs.resume(run=run)
    runs.carry_on(at=NOON)
    run.refresh_from_db()
    assert (run.state, run.is_to_stop) == (Run.State.DONE, False)


def test_what_waits_stops_at_once() -> None:
    run = _begun("counts_to_three")
    runs.stop(run=run)
    runs.carry_on(at=NOON)
    assert STEPS == []


def test_a_run_whose_worker_died_is_taken_up() -> None:
    run = _begun("counts_to_three")
    Run.objects.update(state=Run.State.RUNNING)
    runs.carry_on(at=NOON)
    run.refresh_from_db()
    assert run.state == Run.State.DONE


def test_a_run_that_somebody_works_on_is_left_alone() -> None:
    run = _begun("counts_to_three")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [runs.LOCKS, run.pk])
        runs.carry_on(at=NOON)
        assert STEPS == []
        # Closing the connection alone would let go of it some time later.
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [runs.LOCKS, run.pk])
    other.close()
    runs.carry_on(at=NOON)
    assert len(STEPS) == 3


def test_a_refusal_is_kept_for_whoever_asked_and_one_broken_run_keeps_no_other_from_running() -> None:
    refused, broken = _begun("refuses"), _begun("breaks", "importers.import:8")
    good = _begun("counts_to_three", "importers.import:9")
    runs.carry_on(at=NOON)
    for run in (refused, broken, good):
        run.refresh_from_db()
    assert (refused.state, refused.answer) == (Run.State.FAILED, "The file is gone.")
    assert (broken.state, broken.answer) == (
        Run.State.FAILED,
        "Something went wrong on our side. Nothing was changed.",
    )
    assert good.state == Run.State.DONE


def test_one_run_at_a_time_on_a_subject() -> None:
    _begun("counts_to_three")
    with pytest.raises(IntegrityError):
        _begun("counts_to_three")
