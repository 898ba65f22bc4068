"""Ruptures are found by looking: what is broken now is compared with what is on record.

New ones are opened, what is no longer broken is closed with its repair, and the steps that are due are taken. Nothing
depends on having been told, so an imported or restored database shows its ruptures at the first look.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from goldseam.core.repairs import facts
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.core.repairs.steps import take_steps
from goldseam.foundation.contracts import Broken, RuptureKind, ruptures
from goldseam.foundation.timeline.record import record_many

logger = logging.getLogger(__name__)
AT_ONCE = 2000


def look(*, at: datetime, only: Collection[str] = ()) -> None:
    """One look at all kinds, or at some. One that fails is logged and does not keep the others from it."""
    seen = {}
    for slug, kind in ruptures.items():
        if only and slug not in only:
            continue
        try:
            _compare(slug, kind, at)
            seen[slug] = kind
        except Exception:
            # Nothing may break silently, least of all the engine: the log names the kind, the next look tries again.
            logger.exception("Looking for ruptures of kind %s failed", slug)
    take_steps(seen, at=at)


def _compare(slug: str, kind: RuptureKind, at: datetime) -> None:
    """Compare what is broken in one kind with what is on record, and act on the difference."""
    broken = {finding.subject: finding for finding in kind.broken(at=at)}
    on_record = _on_record(slug)
    mended = [pk for subject, pk in on_record.items() if subject not in broken]
    if mended:
        _close(kind, mended, at)
    new = [finding for subject, finding in broken.items() if subject not in on_record]
    if new:
        _open(slug, kind, new, at)


def _on_record(slug: str) -> dict[str, int]:
    """The open ruptures of a kind: subject → key."""
    return dict(Rupture.objects.filter(kind=slug, closed_at=None).values_list("subject", "pk").iterator())


@transaction.atomic
def _open(slug: str, kind: RuptureKind, findings: Sequence[Broken], at: datetime) -> None:
    # Two who look at once would both insert: the second waits for the first here, and finds nothing left to open.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"open ruptures of {slug}"])
    known = _on_record(slug)
    opened = Rupture.objects.bulk_create(
        [
            Rupture(
                kind=slug,
                subject=finding.subject,
                person_id=finding.person_id,
                since=finding.since,
                noticed_at=at,
                detail=dict(finding.detail),
            )
            for finding in sorted(findings, key=lambda finding: (len(finding.subject), finding.subject))
            if finding.subject not in known
        ],
        batch_size=AT_ONCE,
    )
    record_many(facts.NOTICED, [(row.person_id, row) for row in opened], at=at, kind=str(kind.label))


def _close(kind: RuptureKind, keys: Sequence[int], at: datetime) -> None:
    """Close what is no longer broken, with what mended it."""
    by = {}
    for rupture in Rupture.objects.filter(pk__in=keys).select_related("person"):
        try:
            by[rupture.pk] = kind.mended_by(rupture, at=at)
        except Exception:
            # What cannot be told of one must not keep the others open; the next look tries again.
            logger.exception("What mended %s cannot be told", rupture)
    _enter_ends(kind, by, at)


@transaction.atomic
def _enter_ends(kind: RuptureKind, by: Mapping[int, str], at: datetime) -> None:
    still_open = Rupture.objects.filter(pk__in=by, closed_at=None)
    rows = list(still_open.select_for_update(of=("self",)).order_by("pk"))
    Rupture.objects.filter(pk__in=[row.pk for row in rows]).update(closed_at=at)
    mended = [row for row in rows if by[row.pk]]
    Repair.objects.bulk_create([Repair(rupture=row, at=at, mended_by=by[row.pk]) for row in mended])
    ways: dict[str, list[tuple[int | None, Rupture]]] = defaultdict(list)
    for row in rows:
        ways[by[row.pk]].append((row.person_id, row))
    for way, theirs in ways.items():
        fact = facts.MENDED if way else facts.LET_GO
        record_many(fact, theirs, at=at, kind=str(kind.label), mended_by=way)
