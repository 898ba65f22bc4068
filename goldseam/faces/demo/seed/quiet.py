"""Queues on which nobody works: while the demo is told, what jobs would do the telling does itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NoReturn

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import UniqueViolation
from procrastinate.manager import QUEUEING_LOCK_CONSTRAINT


class Quiet(BaseConnector):
    """Answers every request for a job as if the same one were waiting already; nothing is stored.

    procrastinate's own connector for tests runs on an event loop, which a thread that drives a browser already has.
    """

    def get_sync_connector(self) -> BaseConnector:
        return self

    def execute_query_all(self, query: str, **arguments: Any) -> NoReturn:
        raise UniqueViolation(constraint_name=QUEUEING_LOCK_CONSTRAINT, queueing_lock=None)


@contextmanager
def each_task_once() -> Iterator[None]:
    """A page is saved twice on its way out, and each time Wagtail enters it into the search and its references anew:
    here once, when all are saved.
    """
    backend: Any = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    waiting: dict[tuple[Any, ...], Callable[[], Any]] = {}

    def keep(task: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        waiting[task.module_path, *args] = partial(task.call, *args, **kwargs)

    backend.enqueue = keep
    try:
        yield
    finally:
        del backend.enqueue
    for carry_out in waiting.values():
        carry_out()
