"""Why a payment did not go through, in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    "insufficient_funds": gettext_lazy("your bank says there was not enough in the account"),
    "stolen_card": gettext_lazy("your bank does not accept this card any more"),
    "expired_card": gettext_lazy("the card has expired"),
    "no_answer": gettext_lazy("the bank did not tell us what became of it"),
}


def reason_of(code: str) -> str:
    """A provider's code in plain words."""
    return str(REASONS.get(code, _("your bank declined it")))
