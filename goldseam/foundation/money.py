"""Money as people read it. Amounts are integer minor units (pence) everywhere; only here do they become text."""

from decimal import Decimal

from django.utils.formats import number_format

SIGNS = {"GBP": "£", "EUR": "€"}


def exact(pence: int, currency: str = "GBP") -> str:
    """`7500` → `£75.00`; negative amounts carry a true minus sign."""
    whole = number_format(abs(pence) // 100, use_l10n=True, force_grouping=True)
    return f"{'−' if pence < 0 else ''}{SIGNS.get(currency, currency + ' ')}{whole}.{abs(pence) % 100:02d}"


def pounds(pence: int, currency: str = "GBP") -> str:
    """`7500` → `£75`, `7550` → `£75.50`: for running text."""
    return exact(pence, currency).removesuffix(".00")


def in_pounds(pence: int) -> Decimal:
    """`7550` → `Decimal("75.50")`: for spreadsheets, which reckon with it."""
    return Decimal(pence).scaleb(-2)


def vat_in(pence: int, rate: int) -> int:
    """The VAT contained in an amount, rounded to the nearest penny (VAT Notice 700, 17.5)."""
    whole = 100 + rate
    vat = (2 * abs(pence) * rate + whole) // (2 * whole)
    return vat if pence >= 0 else -vat
