"""Ruptures are found by looking: what is broken now is compared with what is on record.

New ones are opened, steps that are due are run, what is no longer broken is closed with its repair. Nothing depends on
having been told, so an imported or restored database shows its ruptures at the first look.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.mail.actions import send
from goldseam.core.people.models import Person
from goldseam.core.repairs import facts
from goldseam.core.repairs.models import Repair, Rupture, StepTaken
from goldseam.foundation.contracts import Broken, Notice, RuptureKind, Step, ruptures
from goldseam.foundation.timeline.record import record

logger = logging.getLogger(__name__)


def look(*, at: datetime) -> None:
    """One look at all kinds. A kind that fails is logged and does not keep the others from being looked at."""
    for slug, kind in ruptures.items():
        try:
            look_at(slug, kind, at=at)
        except Exception:
            # Nothing may break silently, least of all the engine: the log names the kind, the next look tries again.
            logger.exception("Looking for ruptures of kind %s failed", slug)


def look_at(slug: str, kind: RuptureKind, *, at: datetime) -> None:
    """Compare what is broken in one kind with what is on record, and act on the difference."""
    broken = {finding.subject: finding for finding in kind.broken(at=at)}
    on_record = {rupture.subject: rupture for rupture in Rupture.objects.filter(kind=slug, closed_at=None)}
    for subject, rupture in on_record.items():
        if subject not in broken:
            _close(rupture, kind, at)
    _open(slug, kind, [finding for subject, finding in broken.items() if subject not in on_record], at)
    _run_steps(slug, kind, at)


@transaction.atomic
def _open(slug: str, kind: RuptureKind, findings: Iterable[Broken], at: datetime) -> None:
    # In one order, so that two who look at once wait for each other instead of deadlocking.
    for finding in sorted(findings, key=lambda finding: finding.subject):
        rupture, is_new = Rupture.objects.get_or_create(
            kind=slug,
            subject=finding.subject,
            closed_at=None,
            defaults={
                "person_id": finding.person_id,
                "since": finding.since,
                "noticed_at": at,
                "detail": dict(finding.detail),
            },
        )
        if is_new:
            record(facts.NOTICED, person=rupture.person, subject=rupture, at=at, kind=str(kind.label))


@transaction.atomic
def _close(rupture: Rupture, kind: RuptureKind, at: datetime) -> None:
    rupture = Rupture.objects.select_for_update().get(pk=rupture.pk)
    if rupture.closed_at:
        return
    rupture.closed_at = at
    rupture.save(update_fields=["closed_at"])
    mended_by = kind.mended_by(rupture, at=at)
    if mended_by:
        Repair.objects.create(rupture=rupture, at=at, mended_by=mended_by)
    record(
        facts.MENDED if mended_by else facts.LET_GO,
        person=rupture.person,
        subject=rupture,
        at=at,
        kind=str(kind.label),
        mended_by=mended_by,
    )


def _run_steps(slug: str, kind: RuptureKind, at: datetime) -> None:
    waiting = Rupture.objects.filter(kind=slug, closed_at=None).select_related("person").prefetch_related("steps")
    for rupture in waiting:
        taken = {step.step for step in rupture.steps.all()}
        for step in kind.playbook:
            if step.name not in taken and rupture.noticed_at + step.after <= at:
                _try_step(rupture, step, at)


def _may_run(rupture: Rupture, step: Step, at: datetime) -> bool:
    """Whether it has come to what the step waits for."""
    return step.when is None or step.when(rupture, at=at)


def _try_step(rupture: Rupture, step: Step, at: datetime) -> None:
    try:
        if _may_run(rupture, step, at):
            _run_step(rupture, step, at)
    except Exception:
        # What fails for one person must not keep the others from being written to; the next look tries again.
        logger.exception("Step %r of %s failed", step.name, rupture)


@transaction.atomic
def _run_step(rupture: Rupture, step: Step, at: datetime) -> None:
    # Somebody else may have looked since, and found it mended: then nobody is to be written to.
    if Rupture.objects.select_for_update().get(pk=rupture.pk).closed_at:
        return
    taken, is_new = StepTaken.objects.get_or_create(rupture=rupture, step=step.name, defaults={"at": at})
    if not is_new:
        return
    notice = step.act(rupture, at=at)
    if notice:
        taken.message = _send(rupture.person, notice, rupture, at)
        taken.save(update_fields=["message"])
    record(facts.STEP_TAKEN, person=rupture.person, subject=rupture, at=at, step=step.name)


def _send(person: Person | None, notice: Notice, rupture: Rupture, at: datetime) -> Any:
    if not notice.address and not (person and person.email):
        # Their details have been erased: there is nobody to write to.
        return None
    return send(
        template=notice.template,
        person=person,
        address=notice.address,
        context={"rupture": rupture, **notice.context},
        documents=list(notice.documents),
        about=rupture,
        at=at,
    )
