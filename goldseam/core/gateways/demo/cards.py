"""The cards of the demo bank: those a payer can choose from, and what becomes of a charge to one that is kept."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from goldseam.core.gateways.demo.models import BankCard, BankSession
from goldseam.foundation.calendar import months_later

DECLINED_SOFTLY, DECLINED_HARD, EXPIRED = "insufficient_funds", "stolen_card", "expired_card"
# The bank's own rule: four tries within sixteen days, and none after a refusal for good.
WAITS = {1: timedelta(days=3), 2: timedelta(days=5), 3: timedelta(days=7)}


@dataclass(frozen=True)
class Sample:
    """A card a payer of the demo can choose."""

    brand: str
    last_four: str
    expires_on: date


def samples(*, on: date) -> dict[str, Sample]:
    """The cards to choose from: one that is good for years, one for a year and a half, and one that ends soon."""
    ends = {months: months_later(on.replace(day=1), months + 1) - timedelta(days=1) for months in (46, 18, 2)}
    return {
        "4242": Sample("Visa", "4242", ends[46]),
        "5100": Sample("Mastercard", "5100", ends[18]),
        "0341": Sample("Visa Debit", "0341", ends[2]),
    }


def keep_card(sample: Sample) -> BankCard:
    """Keep a card that was paid with, under a name of its own."""
    return BankCard.objects.create(
        reference=f"bc_{secrets.token_hex(12)}",
        brand=sample.brand,
        last_four=sample.last_four,
        expires_on=sample.expires_on,
    )


def answer(session: BankSession, card: BankCard, *, on: date) -> None:
    """Decide a charge to a kept card, in the caller's transaction, which has locked the card."""
    session.decision = card.then
    session.state, session.code, session.is_final = _answer(card, on)
    if card.then == BankCard.Then.DECLINE and card.times:
        card.times -= 1
        card.then = card.then if card.times else BankCard.Then.PAY
        card.save(update_fields=["times", "then"])


def _answer(card: BankCard, on: date) -> tuple[str, str, bool]:
    if card.is_forgotten or card.then == BankCard.Then.DECLINE_HARD:
        return "failed", DECLINED_HARD, True
    if card.then == BankCard.Then.EXPIRED or card.expires_on < on:
        return "failed", EXPIRED, True
    if card.then == BankCard.Then.DECLINE:
        return "failed", DECLINED_SOFTLY, False
    return ("pending" if card.then == BankCard.Then.HANG else "paid"), "", False


def retry_after(code: str, *, tries: int) -> timedelta | None:
    """The bank's rule for trying a kept card again."""
    return WAITS.get(tries) if code == DECLINED_SOFTLY else None
