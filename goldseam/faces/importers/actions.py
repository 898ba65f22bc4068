"""Bringing in a file of people: taken in, read, decided on, brought in as a whole, undone as a whole."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goldseam.core.people.models import Person
from goldseam.faces.importers import facts
from goldseam.faces.importers.models import Import, ImportRow
from goldseam.faces.importers.people.applying import bring_in
from goldseam.faces.importers.people.matching import count, match, overlaps
from goldseam.faces.importers.people.staging import read_file
from goldseam.faces.importers.people.undoing import built_on_by, take_back
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.runs import CannotRun, Tell

KEPT_FOR = timedelta(days=30)
Decision = ImportRow.Decision


class AlreadyBroughtIn(Exception):
    """The same file, byte for byte, has been brought in and not undone."""


class NotReady(Exception):
    """The import cannot be brought in or undone as it stands; the message says why."""


@transaction.atomic
def receive(*, filename: str, content: Any, day_order: str, by: Person | None, at: datetime) -> Import:
    """Keep a file to be read. `content` is a Django file. Raises AlreadyBroughtIn."""
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    fingerprint = digest.hexdigest()
    if Import.objects.filter(fingerprint=fingerprint, applied_at__isnull=False, undone_at=None).exists():
        raise AlreadyBroughtIn
    content.seek(0)
    upload = Import(
        filename=filename[-200:], fingerprint=fingerprint, day_order=day_order, brought_by=by, brought_at=at
    )
    upload.file.save("", content, save=True)
    return upload


@transaction.atomic
def ask_to_read(*, upload: Import, at: datetime, by: Person | None, day_order: str = "") -> None:
    """Have the worker read the file, anew when somebody has said how its dates are written."""
    if day_order:
        upload.day_order = day_order
        upload.save(update_fields=["day_order"])
    _begin("import.read", upload, by, at)


@transaction.atomic
def ask_to_apply(*, upload: Import, at: datetime, by: Person | None) -> None:
    """Have the worker bring the people in. Raises NotReady."""
    if not upload.is_ready:
        raise NotReady(_("It cannot be brought in yet."))
    _begin("import.apply", upload, by, at)


@transaction.atomic
def ask_to_undo(*, upload: Import, at: datetime, by: Person | None) -> None:
    """Have the worker undo the import. Raises NotReady."""
    if refusal := why_not_undo(upload):
        raise NotReady(refusal)
    _begin("import.undo", upload, by, at)


def _begin(kind: str, upload: Import, by: Person | None, at: datetime) -> None:
    try:
        with transaction.atomic():
            runs.begin(kind=kind, subject=subject_key(upload), by=by, at=at)
    except IntegrityError as error:
        raise NotReady(_("Something is under way on this file already.")) from error


@transaction.atomic
def decide(*, upload: Import, decisions: Mapping[int, str]) -> None:
    """Keep what was decided on rows that look like people we know, by their numbers; '' leaves one open."""
    Import.objects.select_for_update().get(pk=upload.pk, applied_at=None)
    rows = upload.rows.filter(alike__isnull=False, is_sure=False, number__in=decisions).select_related("alike")
    changed = [row for row in rows if row.decision != decisions[row.number]]
    for row in changed:
        row.decision = decisions[row.number]
    ImportRow.objects.bulk_update(changed, ["decision"], batch_size=1000)
    match(upload)
    upload.counts = upload.counts | count(upload)
    upload.save(update_fields=["counts"])


def may_be_new(row: ImportRow) -> bool:
    """Whether a row can be somebody else than the person it looks like: one address belongs to one person."""
    email = row.told.get("email", "").casefold()
    return not email or not Person.objects.filter(email__iexact=email).exists()


def read(*, subject: str, at: datetime, tell: Tell) -> None:
    """Read and check the file of an import."""
    upload = _named(subject)
    if upload.applied_at or not upload.file:
        raise CannotRun(_("This file has been dealt with."))
    read_file(upload, tell)
    upload.read_at = at
    upload.save()


@transaction.atomic
def apply(*, subject: str, at: datetime, tell: Tell) -> None:
    """Bring the people in: all of them or nobody. Raises CannotRun."""
    upload = Import.objects.select_for_update().get(pk=_key(subject))
    if upload.applied_at:
        return
    match(upload)
    upload.counts = upload.counts | count(upload)
    if not upload.is_ready or overlaps(upload):
        raise CannotRun(_("Since the file was read, something has changed here. Please have it read again."))
    try:
        with transaction.atomic():
            people = bring_in(upload, by=upload.brought_by_id, at=at, tell=tell)
    except IntegrityError as error:
        raise CannotRun(_("Somebody of the file was entered at this moment. Please have it read again.")) from error
    upload.applied_at = at
    _forget_file(upload)
    upload.save()
    record(facts.APPLIED, subject=upload, by=upload.brought_by, at=at, people=people)


@transaction.atomic
def undo(*, subject: str, at: datetime, tell: Tell) -> None:
    """Undo an import as a whole: by corrections, nothing is deleted. Raises CannotRun."""
    upload = Import.objects.select_for_update().get(pk=_key(subject))
    if upload.undone_at:
        return
    if refusal := why_not_undo(upload):
        raise CannotRun(refusal)
    run = runs.latest(subject)
    by = run.asked_by if run else None
    take_back(upload, by=by.pk if by else None, at=at)
    upload.undone_at = at
    upload.save(update_fields=["undone_at"])
    record(facts.UNDONE, subject=upload, by=by, at=at, people=upload.counts.get("people", 0))


def why_not_undo(upload: Import) -> str:
    """Why the import cannot be undone; '' when it can."""
    if not upload.applied_at or upload.undone_at:
        return _("There is nothing to undo.")
    if name := built_on_by(upload):
        return _("Something has happened to %(name)s since, so that the import can no longer be undone as a whole.") % {
            "name": name
        }
    return ""


@transaction.atomic
def discard(*, upload: Import) -> None:
    """Forget a file that was not brought in, with all that was read from it."""
    if Import.objects.select_for_update().get(pk=upload.pk).applied_at is None:
        _forget_file(upload)
        upload.delete()


def forget_old_files(*, at: datetime) -> int:
    """Discard the files that nobody brought in for thirty days; returns how many."""
    old = list(Import.objects.filter(applied_at=None, brought_at__lt=at - KEPT_FOR))
    for upload in old:
        discard(upload=upload)
    return len(old)


def _forget_file(upload: Import) -> None:
    if upload.file.name:
        transaction.on_commit(partial(upload.file.storage.delete, upload.file.name), robust=True)
        upload.file = ""


def _key(subject: str) -> int:
    return int(subject.rpartition(":")[2])


def _named(subject: str) -> Import:
    return Import.objects.get(pk=_key(subject))
