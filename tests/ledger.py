"""Promise 3, after every test of the whole suite: what a test left in the ledger sums to zero."""

from django.db import connection

_UNBALANCED = """
SELECT entry_id, currency, sum(pence) FROM ledger_posting GROUP BY entry_id, currency HAVING sum(pence) <> 0
UNION ALL
SELECT id, 'empty', 0 FROM ledger_entry e WHERE NOT EXISTS (SELECT FROM ledger_posting p WHERE p.entry_id = e.id)
"""


def unbalanced_entries() -> list[tuple[int, str, int]]:
    """Entries whose postings do not sum to zero in each currency, and entries without postings."""
    with connection.cursor() as cursor:
        cursor.execute(_UNBALANCED)
        return list(cursor.fetchall())


def check_what_a_test_left() -> None:
    """Raises AssertionError when the ledger does not balance. A test without the database has left nothing."""
    try:
        connection.ensure_connection()
    except RuntimeError:
        return
    if not connection.needs_rollback:
        left = unbalanced_entries()
        assert left == [], f"The test left entries that do not sum to zero: {left}"
