"""The demo bank's side: what happens when somebody presses a button on its page, and the notices it owes for it."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from goldseam.core.gateways.demo.cards import Sample, keep_card
from goldseam.core.gateways.demo.models import BankNotice, BankRefund, BankSession
from goldseam.foundation.work.kick import kick


@dataclass(frozen=True)
class Decision:
    """What the bank makes of a button: the state it keeps, and how many notices it sends about it."""

    state: str
    code: str = ""
    is_final: bool = False
    notices: int = 1


DECISIONS = {
    "pay": Decision("paid"),
    "decline": Decision("failed", code="insufficient_funds"),
    "decline_hard": Decision("failed", code="stolen_card", is_final=True),
    "hang": Decision("pending", notices=0),
    "twice": Decision("paid", notices=2),
    "first": Decision("paid"),
}


@transaction.atomic
def decide(*, reference: str, outcome: str, card: Sample | None = None) -> list[BankNotice]:
    """Decide a session once; returns the notices the bank owes for it. Deciding again changes nothing and owes nothing.

    `card` is kept if the shop asked for that and it pays. Raises LookupError for an unknown outcome, and
    BankSession.DoesNotExist.
    """
    decision = DECISIONS[outcome]
    session = BankSession.objects.select_for_update().get(reference=reference)
    if session.decision:
        return []
    session.decision, session.state = outcome, decision.state
    session.code, session.is_final = decision.code, decision.is_final
    if session.keep and card and session.state == "paid":
        session.card = keep_card(card)
        session.state = "paid" if session.amount_pence else "kept"
    session.save(update_fields=["decision", "state", "code", "is_final", "card"])
    return owe_notices(session, times=decision.notices)


def owe_notices(session: BankSession, *, times: int = 1, refund: BankRefund | None = None) -> list[BankNotice]:
    """Put notices on what became of the session (or of a refund) into the outbox, `times` with the same id, unsent."""
    body = notice_body(session, refund)
    owed = [BankNotice(id=f"{body['id']}{'.' * number}", body=body) for number in range(times)]
    if owed:
        kick("gateways.demo.send_notices")
    return BankNotice.objects.bulk_create(owed)


def notice_body(session: BankSession, refund: BankRefund | None = None) -> dict[str, Any]:
    """What a notice says, under an id of its own. Amounts in pence."""
    return {
        "id": f"bn_{secrets.token_hex(12)}",
        "reference": session.reference,
        "state": "refunded" if refund else session.state,
        "amount_pence": refund.amount_pence if refund else session.amount_pence,
        "code": session.code,
        "is_final": session.is_final,
        "saved": None if refund else saved_of(session),
        "refund_reference": refund.key if refund else "",
        "refund_key": refund.key if refund else "",
    }


def saved_of(session: BankSession) -> dict[str, str] | None:
    """The card that was kept because the session asked for it, as the bank tells of it."""
    card = session.card
    if not (session.keep and card):
        return None
    return {
        "reference": card.reference,
        "brand": card.brand,
        "last_four": card.last_four,
        "expires_on": card.expires_on.isoformat(),
    }
