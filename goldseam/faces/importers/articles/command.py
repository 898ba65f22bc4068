"""`goldseam import articles FILE`: the same road as in the office, walked to its end at once."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from goldseam.faces.importers import actions
from goldseam.faces.importers.articles.placing import NEWS, OUT
from goldseam.faces.importers.articles.report import lost_pictures, rule_lines, sentences, summary
from goldseam.faces.importers.models import Import
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.runs import CannotRun

SHOWN = 200
Say = Callable[[str], None]


@dataclass(frozen=True)
class Wishes:
    """What was said on the command line."""

    pictures: Path | None = None
    fetch: bool = False
    site: str = ""
    news: Sequence[str] = ()
    leave_out: Sequence[str] = ()
    as_shown: bool = False
    dry_run: bool = False


def import_articles(file: Path, wishes: Wishes, *, at: datetime, say: Say) -> int:
    """Read a file and, unless it is a dry run, bring its articles in; exit code 1 when nothing could be brought in."""
    try:
        upload = _received(file, wishes, at)
    except actions.AlreadyBroughtIn:
        say(_("This very file has been brought in already. Nothing was changed."))
        return 1
    try:
        actions.read(subject=subject_key(upload), at=at, tell=lambda done, total: None)
        upload.refresh_from_db()
        is_good = _ruled(upload, wishes, say)
        if wishes.dry_run:
            say(_("This was a dry run: nothing was changed."))
            return 0 if is_good else 1
        return _apply(upload, at, say) if is_good else _nothing(say)
    finally:
        upload.refresh_from_db()
        actions.discard(upload=upload)


def _received(file: Path, wishes: Wishes, at: datetime) -> Import:
    folder = wishes.pictures if wishes.pictures and wishes.pictures.is_dir() else None
    choices = {"site": wishes.site, "fetches": wishes.fetch, "folder": str(folder.resolve()) if folder else ""}
    archive = wishes.pictures.open("rb") if wishes.pictures and not folder else nullcontext()
    with file.open("rb") as opened, archive as zipped:
        return actions.receive(
            filename=file.name,
            content=File(opened),
            pictures=File(zipped) if zipped else None,
            kind=Import.Kind.ARTICLES,
            choices=choices,
            by=None,
            at=at,
        )


def _ruled(upload: Import, wishes: Wishes, say: Say) -> bool:
    """Apply the rule, and tell everything; whether the articles can be brought in."""
    if upload.trouble:
        say(upload.trouble)
    if not upload.counts:
        return False
    said = dict.fromkeys(wishes.news, NEWS) | dict.fromkeys(wishes.leave_out, OUT)
    if said or wishes.as_shown:
        actions.set_rule(upload=upload, rule=said)
        upload.refresh_from_db()
    for word, count, place in rule_lines(upload):
        say(f"  {word or _('(no category)')}: {count} → {place}")
    for sentence in [*sentences(upload, most=SHOWN), *lost_pictures(upload, most=SHOWN)]:
        say(sentence)
    say(summary(upload))
    if not upload.trouble and not upload.is_ready:
        say(_("Say --as-shown when this is right, or --news WORD for each category that is news."))
    return upload.is_ready


def _nothing(say: Say) -> int:
    say(_("Nothing was changed."))
    return 1


def _apply(upload: Import, at: datetime, say: Say) -> int:
    try:
        actions.apply(subject=subject_key(upload), at=at, tell=lambda done, total: None)
    except CannotRun as refusal:
        say(str(refusal))
        return 1
    say(_("Brought in, as import %(number)s. It can be undone in the office.") % {"number": upload.pk})
    return 0
