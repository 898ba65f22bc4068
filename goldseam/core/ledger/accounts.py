"""The chart of accounts that the code posts to; an association's own names and codes are a matter of its books."""

from goldseam.core.ledger.models import Account

BANK = "bank"
RECEIVED = "payments-received"
REFUNDS_OWED = "refunds-owed"
VAT = "vat-output"
WAIVED = "waived"

CHART = {
    BANK: ("Bank account", Account.Kind.ASSET),
    "clearing:demo": ("Demo bank, on its way to us", Account.Kind.ASSET),
    RECEIVED: ("Received for orders not yet fulfilled", Account.Kind.LIABILITY),
    REFUNDS_OWED: ("Refunds on their way to people", Account.Kind.LIABILITY),
    VAT: ("VAT charged", Account.Kind.LIABILITY),
    WAIVED: ("Waived for people", Account.Kind.EXPENSE),
    "income:membership": ("Membership subscriptions", Account.Kind.INCOME),
}
