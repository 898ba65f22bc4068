"""Forgetting pages. The row makes it certain, the symlink makes it quick."""

from datetime import datetime

from django.db import connection, transaction

from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.models import PendingDrop


def drop() -> None:
    """Forget all kept pages when the caller's transaction commits.

    Turning the symlink waits for the commit: before it, a page rendered from the old rows could enter the new
    generation. Should the process die between the commit and the turning, the row stays and `heal` takes it up.
    """
    if is_to_drop():
        return
    with transaction.atomic():
        PendingDrop.objects.create()
        transaction.on_commit(carry_out, robust=True)


def is_to_drop() -> bool:
    """Whether the caller's transaction has changed something public."""
    return any(waiting is carry_out for _, waiting, *_ in connection.run_on_commit)


def carry_out() -> None:
    """Turn the symlink if a committed change asks for it.

    The rows go in the same transaction, committed after the turning: a crash between the two turns once more, never
    once less. A change that commits later has a row of its own, whatever order the numbers were drawn in.
    """
    with shelf.locked(), transaction.atomic():
        waiting, _ = PendingDrop.objects.all().delete()
        if waiting or shelf.current() is None:
            shelf.turn()


def heal(*, at: datetime) -> None:
    """The sweep: carry out what a dead process left, remove dead generations and pages whose time is over.

    `at` is the association's time and decides nothing here: validity was turned into real time when a page was stored,
    so that a hit asks no database. A demo that moves its clock calls `drop()`.
    """
    carry_out()
    shelf.clear_away()
