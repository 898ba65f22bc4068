"""Posting to the ledger, reversing, and reading balances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
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


@transaction.atomic
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
    fields = {"on": local_date(at), "at": at, "memo": memo, "about": about, "by": by, "reverses": reverses}
    entry, is_new = Entry.objects.get_or_create(key=key, defaults=fields)
    if is_new:
        Posting.objects.bulk_create(
            Posting(entry=entry, account_id=account, pence=pence, currency=currency)
            for account, pence in lines
            if pence
        )
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
