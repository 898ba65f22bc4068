"""Our side of the demo bank: the same calls a real provider offers, answered by its own tables."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.demo.bank import owe_notices
from goldseam.core.gateways.demo.models import BankRefund, BankSession
from goldseam.core.gateways.protocol import Charge, ForgedNotice, Notice, Outcome, Started
from goldseam.core.gateways.signing import verify

HEADER = "Bank-Signature"


def secret() -> str:
    """The signing secret shared with the demo bank."""
    return f"whsec_demo_{settings.SECRET_KEY}"


class DemoBank:
    slug = "demo"
    account = "clearing:demo"
    is_prompt = True
    label = _("Card")
    hint = _("You pay on our bank’s page and come back. Your membership starts at once.")

    def start(self, charge: Charge) -> Started:
        session = self._open(charge)
        return Started(session.reference, f"/demo/bank/{session.reference}/")

    def _open(self, charge: Charge) -> BankSession:
        asked = BankSession(
            key=charge.key,
            reference=f"bs_{secrets.token_hex(12)}",
            amount_pence=charge.amount_pence,
            currency=charge.currency,
            description=charge.description,
            return_url=charge.return_url,
        )
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            # Asked for before, or at the same moment by another press of the button: that one's session counts.
            return BankSession.objects.get(key=charge.key)
        return asked

    def look_up(self, reference: str) -> Outcome | None:
        session = BankSession.objects.filter(reference=reference).first()
        return outcome_of(session) if session else None

    @transaction.atomic
    def refund(self, *, reference: str, amount_pence: int, key: str) -> Outcome:
        session = BankSession.objects.select_for_update().get(reference=reference)
        sent = session.refunds.exclude(key=key).aggregate(total=Sum("amount_pence"))["total"] or 0
        if session.state != "paid" or sent + amount_pence > session.amount_pence:
            return Outcome(key, "failed", amount_pence, code="exceeds_payment", is_final=True)
        made, is_new = BankRefund.objects.get_or_create(
            key=key, defaults={"session": session, "amount_pence": amount_pence}
        )
        if is_new:
            owe_notices(session, refund=made)
        return Outcome(key, "refunded", amount_pence)

    def read_notice(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Notice:
        verify(body, headers.get(HEADER, ""), secret=secret(), at=at)
        try:
            told = json.loads(body)
            outcome = Outcome(told["reference"], told["state"], told["amount_pence"], told["code"], told["is_final"])
            return Notice(told["id"], outcome, told["refund_reference"], told["refund_key"])
        except (ValueError, KeyError, TypeError) as error:
            raise ForgedNotice("form") from error


def outcome_of(session: BankSession) -> Outcome:
    return Outcome(session.reference, session.state, session.amount_pence, session.code, session.is_final)


GATEWAY = DemoBank()
