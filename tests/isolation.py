"""How the database is put back after a test that commits.

Django's own way empties every table, loses the rows that migrations made (content types, Wagtail's root page, the
association's settings), leaves the queue's unmanaged tables full, and takes a second. Ours remembers the rows there
were at the beginning and puts exactly those back. It needs a superuser of the test database, because rows that may only
be added are removed here, and rows that point at each other return in any order.
"""

from contextlib import suppress
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from goldseam.foundation.pagecache import shelf

BEGINNING = "test_beginning"
# The statements that bring the rows of a remembered state, by its name.
_returning: dict[str, list[str]] = {}


def remember(state: str = BEGINNING) -> None:
    """Keep a copy of every row there is now, as a state to return to."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {state} CASCADE")
        cursor.execute(f"CREATE SCHEMA {state}")
        returning = _returning[state] = []
        for table in _stored(cursor):
            own = f'{state}."{table}"'
            cursor.execute(f'CREATE TABLE {own} AS TABLE public."{table}"')
            columns = ", ".join(f'"{name}"' for name in _writable_columns(cursor, table))
            returning.append(
                f'INSERT INTO public."{table}" ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {own}'
            )


def put_back(*_test_case: Any, state: str = BEGINNING) -> None:
    """Return to what was remembered. Raises OperationalError when another connection still holds a row for 10 s."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        emptying = [f'DELETE FROM public."{table}"' for table in _stored(cursor)]
        # In one message: a hundred small questions took longer than their answers.
        cursor.execute("; ".join(emptying + _returning[state]))
    connection.close()
    forget_pages()


def forget_pages() -> None:
    """Nothing said so, and yet all rows have changed."""
    with suppress(NotADirectoryError, FileExistsError), shelf.locked():  # a test may have put a file there
        shelf.turn()


def _stored(cursor: CursorWrapper) -> list[str]:
    """The tables with anything in their files: rows, or what is left of them."""
    cursor.execute(
        "SELECT relname FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0 ORDER BY relname"
    )
    return [name for (name,) in cursor.fetchall()]


def _writable_columns(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]
