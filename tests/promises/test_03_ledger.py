"""Promise 3: the ledger balances. A rule of the database, and a look after every test (`tests/ledger.py`)."""

import re

import pytest
from django.db import connection

from goldseam.core.ledger.models import Entry, Posting
from goldseam.core.sales.tests.factories import NOON
from tests.ledger import check_what_a_test_left, unbalanced_entries
from tests.promises.members import goes_to_the_bank, joins, open_for_members

pytestmark = pytest.mark.django_db(transaction=True)


def an_entry_that_lacks_a_penny() -> Entry:
    """As if somebody had got past the rule of the database."""
    open_for_members()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        entry = Entry.objects.create(key="careless", on=NOON.date(), at=NOON, memo="careless")
        Posting.objects.create(entry=entry, account_id="bank", pence=7500)
        Posting.objects.create(entry=entry, account_id="payments-received", pence=-7499)
        cursor.execute("SET session_replication_role = DEFAULT")
    return entry


def mend(entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM ledger_posting WHERE entry_id = %s", [entry.pk])
        cursor.execute("DELETE FROM ledger_entry WHERE id = %s", [entry.pk])
        cursor.execute("SET session_replication_role = DEFAULT")


def test_the_look_after_every_test_sees_a_missing_penny() -> None:
    """The control of all looks."""
    careless = an_entry_that_lacks_a_penny()

    assert unbalanced_entries() == [(careless.pk, "GBP", 1)]
    with pytest.raises(AssertionError, match="do not sum to zero"):
        check_what_a_test_left()
    mend(careless)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_posting", "timeline_fact"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_written_down_is_never_changed(table: str, change: str) -> None:
    open_for_members()
    from goldseam.core.sales.actions.paying import confirm_payment

    confirm_payment(payment=goes_to_the_bank(joins("Nia")), received_pence=7500, at=NOON)

    with connection.cursor() as cursor, pytest.raises(Exception, match="append-only"):
        cursor.execute(change.format(table))
    assert Posting.objects.count() == 4


def test_pages_and_the_worker_write_to_the_ledger_by_one_function_only() -> None:
    """Entries and postings are made in ledger/actions.py and nowhere else in our code."""
    from tests.architecture.sources import files, name

    # The directory and conversations have entries of their own.
    knows = re.compile(r"INTO ledger_|core\.ledger|core/ledger")
    makes = re.compile(
        r"INTO ledger_|\b(?:Entry|Posting)\.objects\.(?:bulk_|create|get_or|update_or)|(?<!class )\bPosting\("
    )
    texts = {name(path): path.read_text() for path in files("*.py") if "/tests/" not in path.as_posix()}
    makers = {of for of, text in texts.items() if makes.search(text) and (knows.search(text) or "core/ledger" in of)}
    # The demo writes its ordinary years in bulk, before anybody can look; a test compares them with the actions.
    told_in_bulk = "goldseam/faces/demo/seed/books.py"
    assert makers == {"goldseam/core/ledger/actions.py", told_in_bulk}
