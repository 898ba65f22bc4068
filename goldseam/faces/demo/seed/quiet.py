"""A queue on which nobody works: while the demo is told, what jobs would do the telling does itself."""

from typing import Any, NoReturn

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
