"""Which column of a statement is what, by the names that UK banks and bookkeeping programs give them.

Read as they are: Barclays, Lloyds, Halifax, HSBC, NatWest, RBS, Santander, Nationwide, Monzo, Starling, Metro Bank,
the Co-operative Bank, CAF Bank, Tide and the exports of Xero.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# What we look for, and every header it goes by, the best first. All columns of TEXT are kept, in their order.
TEXT = "text"
FIELDS = {
    "on": (
        "date|transaction date|posting date|post date|posted date|date posted|value date|completed date|"
        "date completed utc|booking date"
    ),
    "amount": "amount|value|amount gbp|transaction amount|net amount|amount in gbp",
    "paid_in": "paid in|money in|credit|credit amount|credits|in|receipts|deposits|amount credited|paid in gbp",
    "paid_out": "paid out|money out|debit|debit amount|debits|out|payments|withdrawals|amount debited|paid out gbp",
    "balance": "balance|balance gbp|running balance|closing balance|account balance",
    "bank_id": "transaction id|transaction reference number|fitid|id",
    "account": "account number|account|account no|iban",
    "sort_code": "sort code",
    "currency": "currency|currency code",
    TEXT: (
        "description|transaction description|details|transaction details|memo|narrative|reference|name|payee|"
        "counter party|counterparty|counterparty name|notes and tags|notes|narrative 1|narrative 2|narrative 3|"
        "narrative 4|narrative 5|payment reference|customer reference|particulars|payer|sender"
    ),
    "other": "type|transaction type|subcategory|category|number|time|account name|check number|spending category|day",
}
_RANKED = [(name, field) for field, names in FIELDS.items() for name in names.split("|")]
_FIELD_OF = dict(_RANKED)
_RANK = {name: rank for rank, (name, _field) in enumerate(_RANKED)}


def plain(header: str) -> str:
    """`Amount (GBP)` → `amount gbp`, `*Date` → `date`."""
    return " ".join(re.findall(r"[^\W_]+", header.lower()))


def knows(header: str) -> bool:
    """Whether a word is the name of a column of statements."""
    return plain(header) in _FIELD_OF


@dataclass(frozen=True)
class Columns:
    """The place of each field among the cells; several for the text."""

    places: dict[str, int]
    text: Sequence[int]

    def __contains__(self, field: str) -> bool:
        return field in self.places

    def cell(self, cells: Sequence[str], field: str) -> str:
        place = self.places.get(field, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    def words(self, cells: Sequence[str]) -> str:
        told = [" ".join(cells[place].split()) for place in self.text if place < len(cells)]
        return " ".join(dict.fromkeys(word for word in told if word))


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns that a row of headers names; None when it is not one: a day and an amount are what it takes."""
    best: dict[str, int] = {}
    text = []
    names = [plain(cell) for cell in cells]
    for place, name in enumerate(names):
        field = _FIELD_OF.get(name, "")
        if field == TEXT:
            text.append(place)
        elif field and (field not in best or _RANK[name] < _RANK[names[best[field]]]):
            best[field] = place
    has_amount = "amount" in best or "paid_in" in best or "paid_out" in best
    return Columns(best, text) if "on" in best and has_amount else None
