"""Amounts as banks write them."""

import re

_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+−])?\s*(?:£|GBP)?\s*(?P<late>[-+−])?\s*"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{0,11})(?:\.(?P<pence>[0-9]{1,4}))?"
    r"\s*(?P<after>-|cr|dr|db)?\s*(?P<close>\))?",
    re.ASCII | re.IGNORECASE,
)


class NotAnAmount(Exception):
    """The text is no amount in pounds and pence."""


def pence_of(text: str) -> int:
    """`1,234.50`, `-£75`, `(75.00)`, `75.00 DR` in pence; 0 for an empty text or a dash. Raises NotAnAmount."""
    text = text.replace("\xa0", " ").strip().strip("'")
    if text in ("", "-", "–"):
        return 0
    match = _AMOUNT.fullmatch(text)
    if not match or not (match["whole"] or match["pence"]):
        raise NotAnAmount
    fraction = (match["pence"] or "").ljust(2, "0")
    if fraction[2:].strip("0"):
        raise NotAnAmount
    pence = int((match["whole"] or "0").replace(",", "")) * 100 + int(fraction[:2])
    after = (match["after"] or "").lower()
    is_minus = (match["sign"] or match["late"]) in ("-", "−") or after in ("-", "dr", "db") or bool(match["open"])
    return -pence if is_minus else pence
