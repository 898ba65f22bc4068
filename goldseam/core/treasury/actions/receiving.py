"""Taking in a statement. Each line is kept once, whatever statements it stands on."""

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from goldseam.core.people.models import Person
from goldseam.core.treasury import facts
from goldseam.core.treasury.models import Statement, StatementLine
from goldseam.core.treasury.reading import AsksOrder, Read, read_statement
from goldseam.core.treasury.reading.lines import identities
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work import runs

KEPT_FOR = timedelta(days=30)
BATCH = 2_000


class FromTheFuture(Exception):
    """A line is dated after today: the dates were not read as they were meant."""


def receive(*, filename: str, content: bytes, account: str, by: Person | None, at: datetime) -> tuple[Statement, bool]:
    """Take in a file of the bank; the same file again is the statement there is. Returns it, and whether it is new.

    When nobody can tell how its dates are written, the file is kept until somebody says. Raises Unreadable,
    FromTheFuture.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    known = Statement.objects.filter(fingerprint=fingerprint).first()
    if known:
        return known, False
    statement = Statement(
        filename=filename.replace("\x00", "")[-200:],
        fingerprint=fingerprint,
        account=account.strip()[:60],
        received_by=by,
        received_at=at,
    )
    try:
        read = _read(content, "", at)
    except AsksOrder:
        read = None
    try:
        with transaction.atomic():
            if read is None:
                statement.content = content
                statement.save()
            else:
                _keep(statement, read, by=by, at=at)
    except IntegrityError:
        # Sent twice at the same moment.
        return Statement.objects.get(fingerprint=fingerprint), False
    return statement, True


def say_order(*, statement: Statement, day_order: str, by: Person, at: datetime) -> None:
    """Read a kept file now that somebody has said how it writes its dates. Raises Unreadable, FromTheFuture."""
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(pk=statement.pk)
        if statement.content is None:
            return
        _keep(statement, _read(bytes(statement.content), day_order, at), by=by, at=at)


def _read(content: bytes, day_order: str, at: datetime) -> Read:
    try:
        read = read_statement(content, day_order=day_order)
    except AsksOrder as question:
        # The same bank writes the same way: what was said of its last file counts, unless it makes no sense here.
        said = Statement.objects.filter(layout=question.layout).exclude(day_order="").order_by("-pk").first()
        if said is None:
            raise
        read = read_statement(content, day_order=said.day_order)
        if _is_ahead(read, at):
            raise
    if _is_ahead(read, at):
        raise FromTheFuture
    return read


def _is_ahead(read: Read, at: datetime) -> bool:
    return any(line.on > local_date(at) for line in read.lines)


def _keep(statement: Statement, read: Read, *, by: Person | None, at: datetime) -> None:
    """Store what was read, and have what can be matched for certain matched by the worker."""
    amounts, days = [line.pence for line in read.lines], [line.on for line in read.lines]
    statement.account = read.account or statement.account
    statement.layout, statement.day_order, statement.faults = read.layout, read.day_order, read.faults[:50]
    statement.closing_pence, statement.ties = read.closing_pence, read.ties
    statement.lines_read, statement.first_on, statement.last_on = len(days), min(days), max(days)
    statement.in_pence = sum(pence for pence in amounts if pence > 0)
    statement.out_pence = -sum(pence for pence in amounts if pence < 0)
    statement.content, statement.read_at = None, at
    statement.save()
    told = zip(read.lines, identities(read.lines, account=statement.account), strict=True)
    rows = [
        StatementLine(
            statement=statement, number=line.number, identity=identity, on=line.on, pence=line.pence, text=line.text
        )
        for line, identity in told
    ]
    StatementLine.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    new = statement.lines.count()
    record(facts.STATEMENT_READ, subject=statement, by=by, at=at, lines=len(rows), new=new)
    if new:
        runs.begin(kind="treasury.match", subject=subject_key(statement), by=by, at=at)


def forget_unread(*, at: datetime) -> int:
    """Forget the files whose dates nobody explained for thirty days; returns how many."""
    old = Statement.objects.filter(read_at=None, received_at__lt=at - KEPT_FOR)
    return old.delete()[0]
