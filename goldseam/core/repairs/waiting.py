"""Why a step that is due waits: asked by the engine before it writes, and by the office's screens, which say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.mail.restraint import CEILING, WINDOW, awake, is_fresh
from goldseam.core.people.models import Hold
from goldseam.foundation import clock
from goldseam.foundation.contracts import Step


@dataclass(frozen=True)
class KeptBack:
    """Why nothing is written to somebody now, in words for the office, and until when, where that is known."""

    why: str
    until: datetime | None = None


def due_at(
    noticed_at: datetime, taken: Mapping[str, datetime], playbook: Sequence[Step], step: Step
) -> datetime | None:
    """When a step is due by the days of its playbook; None while the letter before it has not been written.

    A letter that had to wait moves those after it: between two there is never less time than the playbook says.
    """
    due = noticed_at + step.after
    if not step.writes or step.when:
        return due
    for before in playbook[: list(playbook).index(step)]:
        if before.writes and not before.when:
            written = taken.get(before.name)
            if written is None:
                return None
            due = max(due, written + step.after - before.after)
    return due


def keeps_back(rupture: Any, *, is_required: bool, answers: bool, at: datetime) -> KeptBack | None:
    """What keeps us from writing about a rupture that came `with_what_keeps_back`; None when nothing does."""
    if rupture.hold:
        return KeptBack(_("not to be written to (%(why)s)") % {"why": Hold.Reason(rupture.hold).label})
    if rupture.is_leaving:
        return KeptBack(_("the account is being closed"))
    if rupture.is_suppressed:
        return KeptBack(_("letters to the address come back, or are not wanted"))
    if not is_required and rupture.room_from and rupture.room_from > at:
        told = {"count": CEILING, "days": WINDOW.days}
        return KeptBack(_("%(count)s letters in %(days)s days are enough") % told, rupture.room_from)
    if awake(at) > at and not (answers and is_fresh(rupture.since, at)):
        return KeptBack(_("at night we do not write"), awake(at))
    return None


def in_words(step: str, kept: KeptBack) -> str:
    """ "write at once waits until 5 March, 08:00: at night we do not write"."""
    told = {"step": step, "why": kept.why}
    if kept.until is None:
        return _("%(step)s waits: %(why)s") % told
    day = date_format(clock.local(awake(kept.until)), "j F, H:i")
    return _("%(step)s waits until %(day)s: %(why)s") % (told | {"day": day})
