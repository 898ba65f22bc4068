"""Requests under data protection law: asked, worked on by the worker, answered in time, their copies forgotten."""

import tempfile
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction

from goldseam.foundation.calendar import months_later
from goldseam.foundation.clock import local_date
from goldseam.foundation.files import delete_after_commit
from goldseam.foundation.privacy import facts
from goldseam.foundation.privacy.archive import write_archive
from goldseam.foundation.privacy.models import Request
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work import runs

# Data (Use and Access) Act 2025, section 103: a complaint is acknowledged within thirty days.
TO_ACKNOWLEDGE = timedelta(days=30)


@transaction.atomic
def ask_for_copy(*, person: Any, by: Any, at: datetime, received_on: date | None = None) -> Request:
    """Take in an access request and have its copy made. `received_on` is the day it reached us, today unless told.

    It is due within one month (UK GDPR article 12(3)). While a copy is being made for the same two people, that one.
    """
    type(person)._default_manager.select_for_update().get(pk=person.pk)
    waiting = Request.objects.filter(person=person, asked_by=by, kind=Request.Kind.ACCESS, made_at=None).first()
    if waiting and (run := runs.latest(subject_key(waiting))) and run.is_open:
        return waiting
    day = received_on or local_date(at)
    asked = Request.objects.create(
        person=person,
        kind=Request.Kind.ACCESS,
        asked_by=by,
        asked_at=at,
        received_on=day,
        due_on=months_later(day, 1),
    )
    record(facts.ASKED, person=person, subject=asked, by=by, at=at, due_on=asked.due_on)
    runs.begin(kind="privacy.copy", subject=subject_key(asked), by=by, at=at)
    return asked


@transaction.atomic
def note_complaint(*, person: Any, by: Any, at: datetime, received_on: date, text: str) -> Request:
    """Keep a complaint with the day by which it has to be acknowledged."""
    asked = Request.objects.create(
        person=person,
        kind=Request.Kind.COMPLAINT,
        asked_by=by,
        asked_at=at,
        received_on=received_on,
        due_on=received_on + TO_ACKNOWLEDGE,
    )
    record(facts.COMPLAINED, person=person, subject=asked, by=by, at=at, text=text, due_on=asked.due_on)
    return asked


@transaction.atomic
def answer(*, asked: Request, by: Any, at: datetime) -> None:
    """Note that the person has the answer; twice changes nothing."""
    if Request.objects.filter(pk=asked.pk, answered_at=None).update(answered_at=at, answered_by=by):
        kind = facts.HANDED_OVER if asked.kind == Request.Kind.ACCESS else facts.ACKNOWLEDGED
        record(kind, person=asked.person, subject=asked, by=by, at=at)


def make_copy(*, subject: str, at: datetime, tell: runs.Tell) -> None:
    """The work of a run: write the archive of an access request. Who asked for themselves has their answer by it."""
    asked = Request.objects.select_related("person", "asked_by").get(pk=int(subject.rpartition(":")[2]))
    if asked.made_at:
        return
    with tempfile.TemporaryFile() as to:
        write_archive(asked.person, to, at=at, by=asked.asked_by, tell=tell)
        to.seek(0)
        asked.file.save("", File(to), save=False)
    _keep(asked, at)


@transaction.atomic
def _keep(asked: Request, at: datetime) -> None:
    asked.made_at = at
    asked.save(update_fields=["file", "made_at"])
    if asked.asked_by_id == asked.person_id:
        answer(asked=asked, by=asked.person, at=at)


@transaction.atomic
def forget_copies(*, at: datetime) -> int:
    """Delete the copies that could be downloaded long enough; returns how many."""
    old = list(Request.objects.filter(made_at__lte=at - Request.COPY_KEPT).exclude(file=""))
    for asked in old:
        delete_after_commit(asked.file.storage, asked.file.name)
    Request.objects.filter(pk__in=[asked.pk for asked in old]).update(file="")
    return len(old)
