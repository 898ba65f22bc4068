"""Bringing in a file of people or of articles: taken in, read, decided on, brought in as a whole, undone as a whole."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from goldseam.core.people.models import Person
from goldseam.faces.importers.articles.kind import ARTICLES
from goldseam.faces.importers.articles.placing import place_all
from goldseam.faces.importers.kinds import Kind
from goldseam.faces.importers.models import Import, ImportRow
from goldseam.faces.importers.people.kind import PEOPLE
from goldseam.faces.importers.people.matching import count, match
from goldseam.foundation.files import delete_after_commit
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.runs import CannotRun, Tell

KEPT_FOR = timedelta(days=30)
Decision = ImportRow.Decision
KINDS: dict[str, Kind] = {Import.Kind.PEOPLE: PEOPLE, Import.Kind.ARTICLES: ARTICLES}


class AlreadyBroughtIn(Exception):
    """The same file, byte for byte, has been brought in and not undone."""


class NotReady(Exception):
    """The import cannot be brought in or undone as it stands; the message says why."""


@transaction.atomic
def receive(
    *,
    filename: str,
    content: Any,
    by: Person | None,
    at: datetime,
    day_order: str = "",
    kind: str = Import.Kind.PEOPLE,
    pictures: Any = None,
    choices: Mapping[str, Any] | None = None,
) -> Import:
    """Keep a file to be read. `content` and `pictures` are Django files. Raises AlreadyBroughtIn."""
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    fingerprint = digest.hexdigest()
    if Import.objects.filter(fingerprint=fingerprint, applied_at__isnull=False, undone_at=None).exists():
        raise AlreadyBroughtIn
    content.seek(0)
    upload = Import(
        filename=filename[-200:], fingerprint=fingerprint, day_order=day_order, brought_by=by, brought_at=at,
        kind=kind, choices=dict(choices or {}),
    )  # fmt: skip
    if pictures:
        upload.pictures.save("", pictures, save=False)
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
    """Have the worker bring it in. Raises NotReady."""
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


@transaction.atomic
def set_rule(*, upload: Import, rule: Mapping[str, str]) -> None:
    """Keep where each word leads to, as an editor confirmed it: to the blog, to the news, or nowhere."""
    locked = Import.objects.select_for_update().get(pk=upload.pk, applied_at=None)
    locked.choices = locked.choices | {"rule": {**locked.choices.get("rule", {}), **rule}, "confirmed": True}
    locked.counts = locked.counts | {"undecided": 0}
    place_all(locked)
    locked.save(update_fields=["choices", "counts"])


def may_be_new(row: ImportRow) -> bool:
    """Whether a row can be somebody else than the person it looks like: one address belongs to one person."""
    email = row.told.get("email", "").casefold()
    return not email or not Person.objects.filter(email__iexact=email).exists()


def read(*, subject: str, at: datetime, tell: Tell) -> None:
    """Read and check the file of an import."""
    upload = _named(subject)
    if upload.applied_at or not upload.file:
        raise CannotRun(_("This file has been dealt with."))
    KINDS[upload.kind].read(upload, tell)
    upload.read_at = at
    upload.save()


@transaction.atomic
def apply(*, subject: str, at: datetime, tell: Tell) -> None:
    """Bring in what the file holds: all of it or nothing. Raises CannotRun."""
    upload = Import.objects.select_for_update().get(pk=_key(subject))
    if upload.applied_at:
        return
    kind = KINDS[upload.kind]
    if not kind.still_fits(upload) or not upload.is_ready:
        raise CannotRun(_("Since the file was read, something has changed here. Please have it read again."))
    try:
        with transaction.atomic():
            people = kind.bring_in(upload, by=upload.brought_by_id, at=at, tell=tell)
    except IntegrityError as error:
        raise CannotRun(_("Something of the file was entered at this moment. Please have it read again.")) from error
    upload.applied_at = at
    _forget_file(upload)
    upload.save()
    record(kind.applied, subject=upload, by=upload.brought_by, at=at, people=people)


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
    kind = KINDS[upload.kind]
    kind.take_back(upload, by=by.pk if by else None, at=at)
    upload.undone_at = at
    upload.save(update_fields=["undone_at"])
    record(kind.undone, subject=upload, by=by, at=at, people=upload.counts.get("people", 0))


def why_not_undo(upload: Import) -> str:
    """Why the import cannot be undone; '' when it can."""
    if not upload.applied_at or upload.undone_at:
        return _("There is nothing to undo.")
    return KINDS[upload.kind].why_not_undo(upload)


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


@transaction.atomic
def forget_files_that_name(people: Sequence[int]) -> None:
    """Discard the files not yet brought in that hold one of these people: brought in, they would be here again."""
    addresses = Person.objects.filter(pk__in=people).exclude(email=None).values_list(Lower("email"), flat=True)
    rows = ImportRow.objects.filter(upload__applied_at=None).annotate(email=Lower(KeyTextTransform("email", "told")))
    theirs = rows.filter(Q(alike__in=people) | Q(email__in=list(addresses)))
    for upload in Import.objects.filter(pk__in=theirs.values("upload")):
        discard(upload=upload)


def _forget_file(upload: Import) -> None:
    pictures = [row.file for row in upload.picture_rows.exclude(file="")]
    for file in (upload.file, upload.pictures, *pictures):
        delete_after_commit(file.storage, file.name)
    upload.file = upload.pictures = ""
    upload.picture_rows.update(file="")


def _key(subject: str) -> int:
    return int(subject.rpartition(":")[2])


def _named(subject: str) -> Import:
    return Import.objects.get(pk=_key(subject))
