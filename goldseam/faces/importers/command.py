"""`goldseam import people FILE`: the same road as in the office, walked to its end at once."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from goldseam.faces.importers import actions
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.people.columns import Columns
from goldseam.faces.importers.people.report import mendable, sentences
from goldseam.foundation.money import exact
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.runs import CannotRun

SHOWN = 50
Say = Callable[[str], None]


def import_people(
    file: Path, *, dry_run: bool, day_order: str, alike: str, report: Path | None, at: datetime, say: Say
) -> int:
    """Read a file and, unless it is a dry run, bring its people in; exit code 1 when nothing could be brought in."""
    try:
        with file.open("rb") as opened:
            upload = actions.receive(filename=file.name, content=File(opened), day_order=day_order, by=None, at=at)
    except actions.AlreadyBroughtIn:
        say(_("This very file has been brought in already. Nothing was changed."))
        return 1
    try:
        is_good = _read(upload, alike, at, say)
        if report:
            report.write_text("".join(mendable(upload)), encoding="utf-8", newline="")
            say(_("The file with what to mend beside each row: %(path)s") % {"path": report})
        if dry_run:
            say(_("This was a dry run: nothing was changed."))
            return 0 if is_good else 1
        return _apply(upload, at, say) if is_good else _nothing(say)
    finally:
        upload.refresh_from_db()
        actions.discard(upload=upload)


def _nothing(say: Say) -> int:
    say(_("Nothing was changed."))
    return 1


def _read(upload: Import, alike: str, at: datetime, say: Say) -> bool:
    actions.read(subject=subject_key(upload), at=at, tell=_counting(say))
    upload.refresh_from_db()
    for header, meaning in Columns(upload.headers, upload.columns, upload.source).shown:
        say(f"  {header} → {meaning}")
    if upload.trouble:
        say(upload.trouble)
    if alike and upload.counts.get("undecided"):
        rows = upload.rows.filter(alike__isnull=False, is_sure=False)
        actions.decide(upload=upload, decisions=dict.fromkeys(rows.values_list("number", flat=True), alike))
        upload.refresh_from_db()
    _tell_counts(upload, say)
    return upload.is_ready


def _tell_counts(upload: Import, say: Say) -> None:
    counts = upload.counts
    if not counts:
        return
    for sentence in sentences(upload, most=SHOWN):
        say(sentence)
    summary = _(
        "%(rows)s rows, %(people)s people: %(new)s new, %(known)s known for sure; %(terms)s terms; "
        "%(payments)s past payments, %(paid)s."
    )
    say(summary % (counts | {"paid": exact(counts["paid_pence"])}))
    if counts["faulty"]:
        say(_("%(faulty)s rows have to be mended first.") % counts)
    for row in upload.rows.filter(alike__isnull=False, is_sure=False, decision="").select_related("alike")[:SHOWN]:
        told = {"number": row.number, "name": row.alike, "key": row.alike_id}
        say(_("Row %(number)s: it looks like %(name)s, number %(key)s, whom we know.") % told)
    if counts["undecided"]:
        say(_("%(undecided)s rows look like people we know. Say --alike same, new or leave.") % counts)


def _apply(upload: Import, at: datetime, say: Say) -> int:
    try:
        actions.apply(subject=subject_key(upload), at=at, tell=lambda done, total: None)
    except CannotRun as refusal:
        say(str(refusal))
        return 1
    say(_("Brought in, as import %(number)s. It can be undone in the office.") % {"number": upload.pk})
    return 0


def _counting(say: Say) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if done % 20_000 == 0:
            say(_("%(count)s rows are read.") % {"count": done})

    return tell
