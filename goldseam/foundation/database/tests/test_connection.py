"""A kept connection: the server is not asked at every request, and one that has gone is not believed to be there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from goldseam.foundation.database import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Iterator[Any]:
    """A connection of its own, as a web worker keeps one between requests; it has answered a moment ago."""
    own = connection.copy()
    own.ensure_connection()
    assert own.is_usable()
    yield own
    own.close()


@pytest.fixture
def watcher() -> Iterator[Any]:
    """Another connection, which sees what the server knows of the first."""
    own = connection.copy()
    yield own
    own.close()


def last_asked(watcher: Any, pid: int) -> Any:
    """When the server was last asked something there; None when it has ended."""
    with watcher.cursor() as cursor:
        cursor.execute("SELECT query_start FROM pg_stat_activity WHERE pid = %s", [pid])
        return cursor.fetchone()


def end(watcher: Any, pid: int) -> None:
    with watcher.cursor() as cursor:
        # Waits until it is gone.
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
        assert cursor.fetchone() == (True,)


def test_the_next_request_does_not_ask_the_server_whether_it_is_there(kept: Any, watcher: Any) -> None:
    pid = kept.connection.info.backend_pid
    before = last_asked(watcher, pid)

    assert kept.is_usable()
    assert last_asked(watcher, pid) == before


def test_after_a_pause_it_is_asked_again(kept: Any, watcher: Any) -> None:
    pid = kept.connection.info.backend_pid
    before = last_asked(watcher, pid)
    kept._trusted_until = 0.0

    assert kept.is_usable()
    assert last_asked(watcher, pid) > before


def test_a_connection_left_in_the_middle_of_something_is_not_used(kept: Any) -> None:
    # As when the wait for an answer is broken off: the answer is still to come, so the socket is silent.
    kept.connection.pgconn.send_query(b"SELECT pg_sleep(30)")
    kept.errors_occurred = True

    assert not kept.is_usable()


def test_a_server_that_has_gone_is_noticed_at_once(kept: Any, watcher: Any) -> None:
    end(watcher, kept.connection.info.backend_pid)

    assert not kept.is_usable()


def test_control_without_a_look_at_the_socket_it_would_be_believed_to_be_there(
    kept: Any, watcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base.DatabaseWrapper, "_is_silent", lambda _self: True)
    end(watcher, kept.connection.info.backend_pid)

    assert kept.is_usable()


def test_one_that_was_closed_here_is_not_used(kept: Any) -> None:
    kept.connection.close()

    assert not kept.is_usable()
