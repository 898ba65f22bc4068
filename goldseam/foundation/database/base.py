"""PostgreSQL as Django speaks to it, but asked less often whether it is still there."""

import select
import time

from django.db.backends.postgresql import base
from psycopg import OperationalError

TRUSTED_S = 5


class DatabaseWrapper(base.DatabaseWrapper):
    """Django asks `SELECT 1` of a kept connection at every request; on pages with few questions that is one in eight.

    A server that goes says so, and what it says waits in the socket: so a connection that answered a moment ago and
    has been silent since is taken to be alive. Only a network in between can lose it without a word, and does so over
    minutes; hence the pause after which the server is asked all the same.
    """

    _trusted_until = 0.0

    def is_usable(self) -> bool:
        # After an error it may be in the middle of something: then only the server knows.
        if not self.errors_occurred and time.monotonic() < self._trusted_until and self._is_silent():
            return True
        answers = bool(super().is_usable())
        self._trusted_until = time.monotonic() + TRUSTED_S if answers else 0.0
        return answers

    def _is_silent(self) -> bool:
        """Whether the connection is open and nothing has come that nobody asked for."""
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        try:
            waiting.register(self.connection.fileno(), select.POLLIN)
        except OperationalError:
            return False
        return not waiting.poll(0)
