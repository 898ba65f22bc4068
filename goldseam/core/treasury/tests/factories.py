"""Statements as the bank gives them, and an association that takes them in."""

from typing import Any

from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.core.treasury.actions import deciding, receiving
from goldseam.core.treasury.models import Statement
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.models import Run

HEAD = "Date,Description,Amount"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


def silently(done: int, total: int) -> None:
    """Nobody is told how far it is."""


def taken_in(content: bytes, *, filename: str = "november.csv", at: Any = NOON) -> Statement:
    """A statement that was taken in and whose sure lines were matched, as the worker does."""
    statement, _is_new = receiving.receive(filename=filename, content=content, account="", by=None, at=at)
    deciding.match_sure(subject=subject_key(statement), at=at, tell=silently)
    Run.objects.filter(subject=subject_key(statement)).update(state=Run.State.DONE)
    return statement


def again(order: Order) -> Order:
    """The order as it stands in the database."""
    return Order.objects.get(pk=order.pk)
