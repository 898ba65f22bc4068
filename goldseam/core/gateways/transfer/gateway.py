"""Bank transfer: the person pays from their own bank, the office matches what arrives."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.protocol import Charge, ForgedNotice, Notice, Outcome, Started


class BankTransfer:
    slug = "transfer"
    account = "bank"
    is_prompt = False
    keeps_cards = False
    label = _("Bank transfer")
    hint = _("We show our account and your reference. It starts when the money arrives, usually the next working day.")

    def start(self, charge: Charge) -> Started:
        return Started(reference=charge.key)

    def look_up(self, reference: str) -> Outcome | None:
        return None

    def refund(self, *, reference: str, amount_pence: int, key: str) -> Outcome:
        """The treasurer makes the transfer by hand and says so; until then it is on its way."""
        return Outcome(reference=key, state="pending", amount_pence=amount_pence)

    def read_notice(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Notice:
        raise ForgedNotice("banks send no notices")

    def charge_saved(self, saved_reference: str, charge: Charge, *, at: datetime) -> Started:
        raise LookupError("a transfer is made by the person")

    def forget(self, saved_reference: str) -> None:
        raise LookupError("there is nothing kept")

    def retry_after(self, code: str, *, tries: int) -> timedelta | None:
        return None


GATEWAY = BankTransfer()
