"""Our side of the demo bank: the same calls a real provider offers, answered by its own tables."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.demo import cards
from goldseam.core.gateways.demo.bank import owe_notices, saved_of
from goldseam.core.gateways.demo.models import BankCard, BankRefund, BankSession
from goldseam.core.gateways.protocol import Charge, ForgedNotice, Keeping, Notice, Outcome, Started
from goldseam.core.gateways.signing import verify
from goldseam.foundation.clock import local_date

HEADER = "Bank-Signature"


def secret() -> str:
    """The signing secret shared with the demo bank."""
    return f"whsec_demo_{settings.SECRET_KEY}"


class DemoBank:
    slug = "demo"
    account = "clearing:demo"
    is_prompt = True
    keeps_cards = True
    label = _("Card")
    hint = _("You pay on our bank’s page and come back. Your membership starts at once.")

    def start(self, charge: Charge) -> Started:
        session = self._open(charge)
        return Started(session.reference, f"/demo/bank/{session.reference}/")

    def start_keeping(self, keeping: Keeping) -> Started:
        asked = (keeping.key, 0, "GBP", keeping.description, keeping.email, keeping.return_url)
        return self.start(Charge(*asked, keep=True))

    def _open(self, charge: Charge) -> BankSession:
        asked = BankSession(
            key=charge.key,
            reference=f"bs_{secrets.token_hex(12)}",
            amount_pence=charge.amount_pence,
            currency=charge.currency,
            description=charge.description,
            return_url=charge.return_url,
            keep=charge.keep,
        )
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            # Asked for before, or at the same moment by another press of the button: that one's session counts.
            return BankSession.objects.get(key=charge.key)
        return asked

    def look_up(self, reference: str) -> Outcome | None:
        session = BankSession.objects.select_related("card").filter(reference=reference).first()
        return outcome_of(session) if session else None

    @transaction.atomic
    def charge_saved(self, saved_reference: str, charge: Charge, *, at: datetime) -> Started:
        card = BankCard.objects.select_for_update().get(reference=saved_reference)
        session = self._open(charge)
        if not session.decision:
            session.card = card
            cards.answer(session, card, on=local_date(at))
            session.save(update_fields=["decision", "state", "code", "is_final", "card"])
            owe_notices(session, times=0 if session.state == "pending" else 1)
        return Started(session.reference)

    def forget(self, saved_reference: str) -> None:
        BankCard.objects.filter(reference=saved_reference).update(is_forgotten=True)

    def retry_after(self, code: str, *, tries: int) -> timedelta | None:
        return cards.retry_after(code, tries=tries)

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
            names = ("reference", "state", "amount_pence", "code", "is_final")
            outcome = Outcome.read({name: told[name] for name in names} | {"saved": told.get("saved")})
            return Notice(told["id"], outcome, told["refund_reference"], told["refund_key"])
        except (ValueError, KeyError, TypeError) as error:
            raise ForgedNotice("form") from error


def outcome_of(session: BankSession) -> Outcome:
    told = {"state": session.state, "amount_pence": session.amount_pence, "saved": saved_of(session)}
    return Outcome.read({"reference": session.reference, "code": session.code, "is_final": session.is_final} | told)


GATEWAY = DemoBank()
