"""Plain dicts as the makers of the subjects write them."""

from datetime import UTC, date, datetime
from typing import Any

from goldseam.foundation.documents import qr

ISSUED_AT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
ASSOCIATION = {
    "name": "Association for Infant Mental Health (demo)",
    "address": ["4 Lantern Yard", "Leeds LS1 9ZZ"],
    "charity_number": "1234567",
    "vat_number": "GB 123 4567 89",
    "email": "office@example.org",
    "website": "example.org",
}
MEMBERSHIP = {
    "description": "Membership, Qualified professional",
    "detail": "1 April 2026 to 31 March 2027",
    "quantity": 1,
    "unit": "£75.00",
    "vat": "Exempt",
    "total": "£75.00",
}


def money(kind: str = "receipt", **changes: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "created_at": ISSUED_AT,
        "association": ASSOCIATION,
        "number": "2026-0388",
        "date": date(2026, 4, 1),
        "payer": {"name": "Nia Ferreday", "address": ["2 Mill Lane", "Leeds LS2 1AA"]},
        "lines": [MEMBERSHIP],
        "total": "£75.00",
        "notes": ["Exempt: VATA 1994, Sch 9, Group 9"],
    } | changes


def card(**changes: Any) -> dict[str, Any]:
    return {
        "created_at": ISSUED_AT,
        "association": ASSOCIATION,
        "name": "Nia Ferreday",
        "plan": "Qualified professional",
        "detail": "Member since 2023",
        "number": "2041",
        "valid_until": date(2027, 3, 31),
        "qr": qr("https://example.org/card/abcdefghijklmnopqrstuvwxyz/"),
    } | changes


def factsheet(**changes: Any) -> dict[str, Any]:
    return {
        "created_at": ISSUED_AT,
        "association": ASSOCIATION,
        "label": "Factsheet 14, for members",
        "title": "Infant sleep: what families can expect",
        "summary": "What is ordinary in the first year.",
        "version": "2",
        "date": date(2023, 5, 9),
        "authors": ["Samira Quayle, health visitor", "Dr Owen Bexley, paediatrician"],
        "review_on": date(2025, 5, 1),
        "body": [{"type": "paragraph", "runs": [{"text": "Waking at night is ordinary."}]}],
    } | changes


def learning(**changes: Any) -> dict[str, Any]:
    return {
        "created_at": ISSUED_AT,
        "association": ASSOCIATION,
        "name": "Nia Ferreday",
        "plan": "Qualified professional",
        "number": "2041",
        "period": "1 April 2026 to 31 March 2027",
        "rows": [
            {"what": "National conference, Leeds", "when": date(2026, 6, 18), "hours": "6", "note": "Listen first."}
        ],
        "total": "6",
        "drawn_up": date(2026, 11, 22),
    } | changes


EVERY_PAPER = {
    "receipt": ("money", money(paid={"date": date(2026, 4, 1), "how": "Card ending 4417"})),
    "invoice": ("money", money("invoice", pay={"reference": "GS-0389", "due": date(2026, 5, 1)})),
    "quote": ("money", money("quote", valid_until=date(2026, 5, 1))),
    "credit note": ("money", money("credit_note", corrects={"number": "2026-0388", "date": date(2026, 4, 1)})),
    "card": ("card", card()),
    "factsheet": ("factsheet", factsheet()),
    "superseded": ("factsheet", factsheet(superseded={"version": "3", "date": date(2026, 9, 14)})),
    "learning record": ("cpd", learning()),
}
