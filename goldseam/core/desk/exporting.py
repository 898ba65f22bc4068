"""Taking rows out of a list: asked for, written by the worker as a long run, kept for some days, then forgotten."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.core.desk import facts
from goldseam.core.desk.lists import Column
from goldseam.core.desk.models import Export
from goldseam.core.desk.selection import Selection, Unselectable
from goldseam.core.people.models import Person
from goldseam.foundation.files import delete_after_commit
from goldseam.foundation.tables.writing import WRITERS, Writer
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.runs import CannotRun, Tell

KEPT_FOR = timedelta(days=7)
BATCH = 2_000


@transaction.atomic
def ask_for_export(*, selection: Selection, columns: Sequence[str], form: str, by: Person, at: datetime) -> Export:
    """Have the worker write the rows to a file for `by`. Raises Unselectable."""
    export = Export.objects.create(
        selection=selection.text,
        list_name=selection.list_name,
        title=str(selection.view.page_title),
        columns=list(columns),
        form=form,
        asked_by=by,
        asked_at=at,
    )
    runs.begin(kind="desk.export", subject=subject_key(export), by=by, at=at)
    return export


def write(*, subject: str, at: datetime, tell: Tell) -> None:
    """Write the file of an export, from its beginning. Raises CannotRun."""
    export = Export.objects.select_related("asked_by").get(pk=int(subject.rpartition(":")[2]))
    if export.written_at:
        return
    try:
        # Who asked may have lost a role, or a hub, since: the rows are those of this moment.
        selection = Selection.read(export.selection, viewer=export.asked_by)
        columns = [column for column in selection.view.open_columns if column.key in export.columns]
        total = selection.count()
    except Unselectable as refusal:
        raise CannotRun(str(refusal)) from refusal
    with TemporaryDirectory(prefix="goldseam-export-") as folder:
        path = Path(folder) / "export"
        writer = WRITERS[export.form](path, title=export.title)
        with transaction.atomic():
            # The cursor of the rows lives on the server, and ends with this.
            rows = _write_rows(writer, selection, columns, total, tell)
        with path.open("rb") as written:
            _keep(export, File(written), rows, at)


def _write_rows(writer: Writer, selection: Selection, columns: Sequence[Column], total: int, tell: Tell) -> int:
    count = 0
    try:
        writer.row([str(column.label) for column in columns])
        for batch in _batches(selection):
            selection.view.look_up(batch)
            for row in batch:
                writer.row([column.exported(row) for column in columns])
            count += len(batch)
            tell(count, max(total, count))
    finally:
        writer.close()
    return count


def _batches(selection: Selection) -> Iterator[list[Any]]:
    """All rows, so many at a time: the server keeps the rest."""
    rows = selection.rows().iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch


@transaction.atomic
def _keep(export: Export, written: File, rows: int, at: datetime) -> None:
    if not Export.objects.select_for_update().filter(pk=export.pk).exists():
        # Forgotten meanwhile, because somebody in it was erased: it is not brought back.
        return
    export.rows, export.written_at = rows, at
    export.file.save("", written, save=True)
    columns = ", ".join(export.columns)
    record(facts.EXPORTED, subject=export, by=export.asked_by, at=at, rows=rows, list=export.title, columns=columns)


def forget_old_exports(*, at: datetime) -> int:
    """Delete what was exported a week ago, files and all; returns how many. That it was exported stays on record."""
    old = list(Export.objects.filter(asked_at__lt=at - KEPT_FOR))
    for export in old:
        forget_export(export=export)
    return len(old)


@transaction.atomic
def forget_export(*, export: Export) -> None:
    """Delete an export and its file; a run under way finds nothing left to do."""
    run = runs.latest(subject_key(export))
    if run and run.is_open:
        runs.stop(run=run)
    delete_after_commit(export.file.storage, export.file.name)
    export.delete()


def roles_changed_since(export: Export) -> bool:
    """Whether whoever asked gave up a role since: what they may see may be less now than what was written."""
    return export.asked_by.grants.filter(ended_at__gt=export.asked_at).exists()


def refusal(export: Export) -> str:
    """Why an export cannot be fetched; '' when it can."""
    if not export.written_at or not export.file:
        return _("It is not written yet.")
    if roles_changed_since(export):
        return _("Your roles have changed since this was written. Please export the list again.")
    return ""
