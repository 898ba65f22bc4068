"""Posting to the ledger, reversing, and reading balances."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Sum

from goldseam.core.ledger.accounts import CHART
from goldseam.core.ledger.models import Account, Entry, Posting
from goldseam.foundation.clock import local_date


class Unbalanced(ValueError):
    """The lines of an entry do not sum to zero."""


def ensure_accounts() -> None:
    """Enter the chart of accounts; existing accounts keep their names."""
    Account.objects.bulk_create(
        [Account(code=code, name=name, kind=kind) for code, (name, kind) in CHART.items()], ignore_conflicts=True
    )


# One statement, because every payment and every handing over waits for it; it is whole by itself.
_POST = """
WITH entry AS (
    INSERT INTO ledger_entry (key, "on", at, memo, about, by_id, reverses_id)
    VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING RETURNING id
), posted AS (
    INSERT INTO ledger_posting (entry_id, account_id, pence, currency)
    SELECT entry.id, line.account, line.pence, %s
    FROM entry, unnest(%s::text[], %s::bigint[]) AS line (account, pence)
)
SELECT id FROM entry
"""


def post(
    *,
    key: str,
    memo: str,
    lines: Sequence[tuple[str, int]],
    at: datetime,
    by: Any = None,
    about: str = "",
    reverses: Entry | None = None,
    currency: str = "GBP",
) -> Entry:
    """Post one entry of (account code, pence; debit positive) lines; the same `key` again returns the entry there is.

    Raises Unbalanced when the lines do not sum to zero; the database refuses it as well.
    """
    if sum(pence for _, pence in lines):
        raise Unbalanced(memo)
    entry = Entry(key=key, on=local_date(at), at=at, memo=memo, about=about, by=by, reverses=reverses)
    told: list[Any] = [key, entry.on, at, memo, about, entry.by_id, entry.reverses_id, currency]
    moved = [(account, pence) for account, pence in lines if pence]
    with connection.cursor() as cursor:
        cursor.execute(_POST, [*told, [account for account, _ in moved], [pence for _, pence in moved]])
        row = cursor.fetchone()
    if row is None:
        return Entry.objects.get(key=key)
    entry.pk = row[0]
    entry._state.adding = False
    return entry


def reverse(*, entry: Entry, memo: str, at: datetime, by: Any) -> Entry:
    """Undo an entry by its mirror image; doing it twice returns the first reversal."""
    lines = [(posting.account_id, -posting.pence) for posting in entry.postings.all()]
    return post(key=f"reverse:{entry.key}", memo=memo, lines=lines, at=at, by=by, about=entry.about, reverses=entry)


def balance(account: str, *, on: date | None = None) -> int:
    """The balance of an account in pence at the end of a day, debit positive."""
    postings = Posting.objects.filter(account=account)
    if on:
        postings = postings.filter(entry__on__lte=on)
    return postings.aggregate(total=Sum("pence"))["total"] or 0


@dataclass(frozen=True)
class TrialLine:
    """One account's debits and credits in pence up to a day."""

    code: str
    name: str
    debit_pence: int
    credit_pence: int


def trial_balance(*, on: date) -> Iterable[TrialLine]:
    """Every account with a balance at the end of the day, in one query."""
    rows = (
        Posting.objects.filter(entry__on__lte=on)
        .values("account_id", "account__name")
        .annotate(total=Sum("pence"))
        .order_by("account_id")
    )
    for row in rows:
        total = row["total"]
        if total:
            yield TrialLine(row["account_id"], row["account__name"], max(total, 0), max(-total, 0))


def income_by_day(*, since: date, until: date) -> Mapping[date, int]:
    """What was earned on each of these days, both included, in pence; negative where more was taken back."""
    rows = (
        Posting.objects.filter(account__kind=Account.Kind.INCOME, entry__on__gte=since, entry__on__lte=until)
        .values("entry__on")
        .annotate(total=Sum("pence"))
        .order_by()
    )
    return {row["entry__on"]: -row["total"] for row in rows}
