"""Waking the worker. Jobs are accelerators only: whatever they do, a sweep of config/schedule.py does too."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def kick(name: str) -> None:
    """Ask, once the transaction is committed, for the task called `name` to run soon; one waiting request is enough."""

    def after_commit() -> None:
        _defer(name)

    transaction.on_commit(after_commit, robust=True)


def _defer(name: str) -> None:
    try:
        app.configure_task(name, queue="soon", queueing_lock=name).defer()
    except AlreadyEnqueued:
        return
