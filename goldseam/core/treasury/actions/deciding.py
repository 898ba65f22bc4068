"""What becomes of a line: put to an order, set aside, and either undone. Rows are locked in one order: line, order."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.paying import arrival, note_transfer
from goldseam.core.sales.actions.taking_back import take_back_transfer
from goldseam.core.sales.models import Order
from goldseam.core.treasury import facts
from goldseam.core.treasury.finding import propose
from goldseam.core.treasury.models import Decision, StatementLine
from goldseam.foundation.timeline.record import FactKind, record
from goldseam.foundation.work.runs import Tell

BATCH = 200


class AlreadyDecided(Exception):
    """Somebody has decided on this line, or it is no money that came."""


class NotAsExpected(Exception):
    """Since the order was looked at, it has been paid or set aside."""


def match_line(
    *, line: StatementLine, order: Order, by: Person | None, at: datetime, only_if_due: bool = False
) -> Order:
    """Put the money of a line to an order, through the same door as a transfer recorded by hand. Once: a line has one
    decision. Raises AlreadyDecided, and with `only_if_due` NotAsExpected unless it is exactly what is due.
    """
    with transaction.atomic():
        line = _undecided(line)
        order = Order.objects.locked().get(pk=order.pk)
        if only_if_due and (order.withdrawn_at or order.due_pence != line.pence):
            raise NotAsExpected
        came_at = arrival(day=line.on, order=order, at=at)
        payment = note_transfer(order=order, amount_pence=line.pence, at=came_at, by=by)
        Decision.objects.create(line=line, kind=Decision.Kind.MATCHED, order=order, payment=payment, by=by, at=at)
        _tell(facts.LINE_MATCHED, line, by, at, reference=order.reference)
    if payment.order.paid_at:
        fulfil(order=payment.order, at=came_at)
    return payment.order


@transaction.atomic
def set_aside(*, line: StatementLine, reason: str, note: str, by: Person, at: datetime) -> None:
    """Say that a line is for no order, and why. Raises AlreadyDecided."""
    line = _undecided(line, also_out=True)
    Decision.objects.create(line=line, kind=Decision.Kind.ASIDE, reason=reason, note=note, by=by, at=at)
    _tell(facts.LINE_SET_ASIDE, line, by, at, text=note)


@transaction.atomic
def undo(*, decision: Decision, by: Person, at: datetime) -> None:
    """Open a line again. What was recorded for it is taken back by reversing entries. Raises CannotTakeBack."""
    line = StatementLine.objects.select_for_update().get(pk=decision.line_id)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("payment", "order").get(pk=decision.pk)
    if decision.undone_at:
        return
    if decision.payment:
        take_back_transfer(payment=decision.payment, reason=line.text, by=by, at=at)
    decision.undone_at, decision.undone_by = at, by
    decision.save(update_fields=["undone_at", "undone_by"])
    _tell(facts.LINE_REOPENED, line, by, at)


def match_sure(*, subject: str, at: datetime, tell: Tell) -> None:
    """Match of a statement what reference and amount leave no doubt about; the work of a run."""
    rows = StatementLine.objects.open().filter(statement=int(subject.rpartition(":")[2]))
    lines = list(rows.select_related("statement").order_by("on", "pk"))
    done = 0
    for begin in range(0, len(lines), BATCH):
        batch = lines[begin : begin + BATCH]
        found = propose(batch)
        for line in batch:
            for proposal in found[line.pk]:
                if proposal.is_sure:
                    _match_quietly(line, proposal.order, at)
            done += 1
            tell(done, len(lines))


def _match_quietly(line: StatementLine, order: Order, at: datetime) -> None:
    try:
        match_line(line=line, order=order, by=None, at=at, only_if_due=True)
    except (AlreadyDecided, NotAsExpected):
        # Somebody was quicker, or the same money came twice: then a person looks at it.
        return


def _undecided(line: StatementLine, *, also_out: bool = False) -> StatementLine:
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if (line.pence < 0 and not also_out) or line.decisions.standing().exists():
        raise AlreadyDecided
    return line


def _tell(kind: FactKind, line: StatementLine, by: Person | None, at: datetime, *, text: str = "", **told: Any) -> None:
    record(kind, subject=line, by=by, at=at, text=text, amount_pence=line.pence, arrived_on=line.on, **told)
