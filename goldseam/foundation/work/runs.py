"""Long runs: begun by a person, worked on by the worker, stopped, taken up again. config/schedule.py names their work.

The work of a run is a function of `subject`, `at` and `tell`. It calls `tell(done, total)` between steps; `tell` raises
Stopped when somebody asked for that. It has to leave things so that calling it again is right: after a stop, and after
the death of its worker.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from goldseam.foundation.work.kick import kick
from goldseam.foundation.work.models import Run

logger = logging.getLogger(__name__)

Tell = Callable[[int, int], None]
TELLS_EVERY_S = 0.5
# Any number that no other lock of ours uses; the second half of the key is the run's.
LOCKS = 7_305


class Stopped(Exception):
    """Somebody asked the run to stop."""


class CannotRun(Exception):
    """The work cannot be done as things stand; the message says why, for whoever asked."""


class NotNow(Exception):
    """The work waits for something that comes back by itself; the run stays open and is carried on a minute later."""


@transaction.atomic
def begin(*, kind: str, subject: str, by: Any, at: datetime) -> Run:
    """Ask for a run. Raises IntegrityError while another one on the same subject is open."""
    run = Run.objects.create(kind=kind, subject=subject, asked_by=by, asked_at=at)
    kick("work.carry_on")
    return run


def stop(*, run: Run) -> None:
    """Ask an open run to stop; what waits stops at once, what is under way at its next step."""
    if not Run.objects.filter(pk=run.pk, state=Run.State.WAITING).update(state=Run.State.STOPPED):
        Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(is_to_stop=True)


@transaction.atomic
def resume(*, run: Run) -> None:
    """Take up a run that was stopped or failed. Raises IntegrityError while another one on its subject is open."""
    again = Run.objects.filter(pk=run.pk, state__in=[Run.State.STOPPED, Run.State.FAILED])
    if again.update(state=Run.State.WAITING, is_to_stop=False, ended_at=None, answer=""):
        kick("work.carry_on")


def latest(subject: str) -> Run | None:
    """The last run asked for on a subject."""
    return Run.objects.filter(subject=subject).order_by("-id").first()


def carry_on(*, at: datetime) -> None:
    """Work on every open run that nobody works on, the ones whose worker died among them."""
    for run in Run.objects.filter(state__in=[Run.State.WAITING, Run.State.RUNNING]).order_by("id"):
        with _alone(run) as is_mine:
            if is_mine:
                run.refresh_from_db()
                _work(run, at)


@contextmanager
def _alone(run: Run) -> Iterator[bool]:
    """A lock that ends with its connection: who dies gives it up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, run.pk])
        is_mine = cursor.fetchone()[0]
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, run.pk])


def _work(run: Run, at: datetime) -> None:
    if not run.is_open:
        return
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, answer="")
    teller = _Teller(run)
    try:
        works: dict[str, str] = import_string("config.schedule.RUNS")
        import_string(works[run.kind])(subject=run.subject, at=at, tell=teller.tell)
    except Stopped:
        _end(run, Run.State.STOPPED, at)
    except NotNow as reason:
        Run.objects.filter(pk=run.pk).update(state=Run.State.WAITING, answer=str(reason)[:300])
    except CannotRun as refusal:
        _end(run, Run.State.FAILED, at, str(refusal))
    except Exception:
        # One broken run must not keep the others from running; the log has the cause, whoever asked a sentence.
        logger.exception("The run %s failed", run.pk)
        _end(run, Run.State.FAILED, at, _("Something went wrong on our side. Nothing was changed."))
    else:
        _end(run, Run.State.DONE, at)
    finally:
        teller.close()


def _end(run: Run, state: Run.State, at: datetime, answer: str = "") -> None:
    Run.objects.filter(pk=run.pk).update(state=state, ended_at=at, answer=answer[:300], is_to_stop=False)


class _Teller:
    """Writes how far a run is, on a connection of its own: others see it while the work's transaction is open."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.connection = connection.copy()
        self.last = -TELLS_EVERY_S

    def tell(self, done: int, total: int) -> None:
        if monotonic() - self.last < TELLS_EVERY_S and done < total:
            return
        self.last = monotonic()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE work_run SET done = %s, total = %s WHERE id = %s RETURNING is_to_stop",
                [done, total, self.run.pk],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise Stopped

    def close(self) -> None:
        self.connection.close()
