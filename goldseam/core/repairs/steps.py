"""The steps that are due, across all kinds: what writes to nobody runs at once; letters are gathered per person.

One person gets one letter at a look: the most urgent kind's leads, the others are told in it, and all their steps are
taken with it. Who may be written to now is for `waiting` to say.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from goldseam.core.mail.actions import can_write, send
from goldseam.core.mail.models import Message
from goldseam.core.mail.restraint import awake, has_room, one_at_a_time
from goldseam.core.repairs import facts
from goldseam.core.repairs.models import Rupture, StepTaken
from goldseam.core.repairs.waiting import due_at, keeps_back
from goldseam.foundation.contracts import Notice, RuptureKind, Step
from goldseam.foundation.timeline.record import record

logger = logging.getLogger(__name__)
Kinds = Mapping[str, RuptureKind]

# By the delays alone, so that of what is on record only what may be due is read.
_PERHAPS_DUE = """
SELECT r.id, p.step
FROM unnest(%s::text[], %s::text[], %s::interval[]) AS p (kind, step, after)
JOIN repairs_rupture r ON r.kind = p.kind AND r.closed_at IS NULL AND r.noticed_at <= %s - p.after
WHERE NOT EXISTS (SELECT FROM repairs_steptaken s WHERE s.rupture_id = r.id AND s.step = p.step)
"""


@dataclass(frozen=True)
class Due:
    """Steps of one rupture that are due together; the last of them says how things stand."""

    rupture: Rupture
    kind: RuptureKind
    steps: Sequence[Step]

    def __str__(self) -> str:
        return f"{self.rupture}: {self.steps[-1].name}"

    @property
    def is_required(self) -> bool:
        return any(step.is_required for step in self.steps)

    @property
    def answers(self) -> bool:
        return any(step.answers for step in self.steps)


@dataclass(frozen=True)
class Told:
    """What is to be told to one person about one rupture, and to which address; without a notice: nothing."""

    due: Due
    notice: Notice | None
    address: str


def take_steps(kinds: Kinds, *, at: datetime) -> None:
    """Take all steps that are due and may be taken now. What fails for one does not keep the others waiting."""
    due = list(_due(kinds, at))
    for one in due:
        if not one.steps[-1].writes:
            with _alone([one]):
                _run(one, at)
    for told in _gathered([one for one in due if one.steps[-1].writes], at):
        with _alone([one.due for one in told]):
            _write(told, at)


@contextmanager
def _alone(due: Sequence[Due]) -> Iterator[None]:
    """What fails for one person must not keep the others from being written to; the next look tries again."""
    try:
        yield
    except Exception:
        logger.exception("Could not be done: %s", "; ".join(map(str, due)))


def _due(kinds: Kinds, at: datetime) -> Iterator[Due]:
    """Every rupture's due steps: the letters of one together, each step that writes to nobody for itself."""
    names = _perhaps_due(kinds, at)
    found = Rupture.objects.filter(pk__in=names).select_related("person").prefetch_related("steps")
    rows = list(found.with_what_keeps_back(at=at).order_by("pk")) if names else []
    come = _come_to_it(kinds, rows, names, at)
    for rupture in rows:
        playbook = kinds[rupture.kind].playbook
        taken = {step.step: step.at for step in rupture.steps.all()}
        letters = []
        for step in playbook:
            due = due_at(rupture.noticed_at, taken, playbook, step)
            if step.name not in names[rupture.pk] or due is None or due > at:
                continue
            if step.when and rupture.pk not in come[rupture.kind, step.name]:
                continue
            if step.writes:
                letters.append(step)
            else:
                yield Due(rupture, kinds[rupture.kind], [step])
        if letters:
            yield Due(rupture, kinds[rupture.kind], letters)


def _perhaps_due(kinds: Kinds, at: datetime) -> dict[int, set[str]]:
    """Key of a rupture → names of the steps whose delay is over and that were not taken."""
    # At night only what somebody did a moment ago is answered, so no other letter has to be asked for.
    is_night = awake(at) > at
    every = [(slug, step) for slug, kind in kinds.items() for step in kind.playbook]
    steps = [(slug, step) for slug, step in every if not (is_night and step.writes and not step.answers)]
    delays: list[timedelta] = [step.after for _slug, step in steps]
    found: dict[int, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_PERHAPS_DUE, [[slug for slug, _ in steps], [step.name for _, step in steps], delays, at])
        for key, step in cursor.fetchall():
            found[key].add(step)
    return found


def _come_to_it(
    kinds: Kinds, rows: Sequence[Rupture], names: Mapping[int, set[str]], at: datetime
) -> dict[tuple[str, str], Collection[int]]:
    """For each step that waits for something: the keys of the ruptures for which it has come to that."""
    come: dict[tuple[str, str], Collection[int]] = {}
    for slug, kind in kinds.items():
        for step in kind.playbook:
            asked = [row for row in rows if row.kind == slug and step.name in names[row.pk]] if step.when else []
            come[slug, step.name] = ()
            with _alone([Due(row, kind, [step]) for row in asked]):
                come[slug, step.name] = step.when(asked, at=at) if step.when and asked else ()
    return come


def _gathered(due: Sequence[Due], at: datetime) -> Iterable[list[Told]]:
    """What may be written now, by recipient."""
    # A letter that has to go makes room for what waits: told in it, it is no letter more.
    goes_anyway = {one.rupture.person_id for one in due if one.is_required}
    found: dict[tuple[int | None, str], list[Told]] = defaultdict(list)
    for one in due:
        rupture = one.rupture
        is_required = one.is_required or rupture.person_id in goes_anyway
        if keeps_back(rupture, is_required=is_required, answers=one.answers, at=at):
            continue
        with _alone([one]):
            notice = one.steps[-1].act(rupture, at=at)
            address = (notice.address if notice else "") or (rupture.person.email if rupture.person else "") or ""
            found[rupture.person_id, address.casefold()].append(Told(one, notice, address))
    return found.values()


@transaction.atomic
def _run(due: Due, at: datetime) -> None:
    """Take a step that writes to nobody."""
    rupture = due.rupture
    # Somebody else may have looked since, and found it mended or taken the step.
    if _untaken([due]):
        StepTaken.objects.create(rupture=rupture, step=due.steps[0].name, at=at)
        assert due.steps[0].act(rupture, at=at) is None, "It says that it does not write."
        record(facts.STEP_TAKEN, person=rupture.person, subject=rupture, at=at, step=due.steps[0].name)


@transaction.atomic
def _write(told: Sequence[Told], at: datetime) -> None:
    """Write one letter about all of this and take the steps with it; or wait, when it may not be written after all."""
    person, address = told[0].due.rupture.person, told[0].address
    one_at_a_time(person=person, address=address)
    # Somebody else may have looked since, and found it mended or written: then nobody is to be written to.
    untaken = _untaken([one.due for one in told])
    told = [one for one in told if one.due in untaken]
    letters = [one for one in told if one.notice and address]
    if letters and not _may_write(letters, at):
        told = [one for one in told if one not in letters]
        letters = []
    letters.sort(key=lambda one: (one.due.kind.urgency, one.due.rupture.since, one.due.rupture.pk))
    message = _send(letters, at) if letters else None
    StepTaken.objects.bulk_create(
        StepTaken(rupture=one.due.rupture, step=step.name, at=at, message=message if one in letters else None)
        for one in told
        for step in one.due.steps
    )
    for one in told:
        rupture = one.due.rupture
        for step in one.due.steps:
            record(facts.STEP_TAKEN, person=rupture.person, subject=rupture, at=at, step=step.name)


def _untaken(due: Sequence[Due]) -> list[Due]:
    """Those whose rupture is still open, and whose steps nobody has taken: asked under the ruptures' locks."""
    keys = [one.rupture.pk for one in due]
    open_rows = Rupture.objects.select_for_update().filter(pk__in=keys, closed_at=None).order_by("pk")
    still_open = set(open_rows.values_list("pk", flat=True))
    taken = set(StepTaken.objects.filter(rupture__in=keys).values_list("rupture", "step"))
    return [
        one
        for one in due
        if one.rupture.pk in still_open and not any((one.rupture.pk, step.name) in taken for step in one.steps)
    ]


def _may_write(letters: Sequence[Told], at: datetime) -> bool:
    person, address = letters[0].due.rupture.person, letters[0].address
    if not can_write(person=person, address=address, at=at):
        return False
    return any(one.due.is_required for one in letters) or has_room(person=person, address=address, at=at)


def _send(letters: Sequence[Told], at: datetime) -> Message:
    """The letter that leads, with what the others say told in it."""
    notices = [(one.due.rupture, one.notice) for one in letters if one.notice]
    (rupture, lead), *others = notices
    return send(
        template=lead.template,
        person=rupture.person,
        address=letters[0].address,
        context={"rupture": rupture, **lead.context},
        also=[(other.template, {"rupture": about, **other.context}) for about, other in others],
        documents=list(dict.fromkeys(document for _, notice in notices for document in notice.documents)),
        about=rupture,
        at=at,
    )
