"""What every way of being paid looks like from inside: plain data in, plain data out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol


class ForgedNotice(Exception):
    """A notice whose signature or age does not hold."""


class GatewayAway(Exception):
    """The provider could not be reached or did not answer; nothing is known about what we asked."""


@dataclass(frozen=True)
class Charge:
    """What the provider is asked to collect, in pence. `key` names the attempt: the same key never charges twice.

    `keep` asks the provider to keep the card for later charges, because the person has agreed to them.
    """

    key: str
    amount_pence: int
    currency: str
    description: str
    email: str
    return_url: str
    keep: bool = False


@dataclass(frozen=True)
class Keeping:
    """What the provider is asked to keep a card for, taking nothing now: the same key never keeps two."""

    key: str
    description: str
    email: str
    return_url: str


@dataclass(frozen=True)
class Started:
    """The provider's reference, and where to send the browser ('' when the person pays elsewhere)."""

    reference: str
    url: str = ""


@dataclass(frozen=True)
class SavedMethod:
    """A card that the provider keeps for us: its name for it, and what people know it by. `expires_on` is included."""

    reference: str
    brand: str
    last_four: str
    expires_on: date


@dataclass(frozen=True)
class Outcome:
    """What the provider says of a payment, a refund or a card it was to keep: `state` is paid, failed, refunded,
    pending, or kept when a card is kept and nothing was taken.

    `code` is the provider's reason, `is_final` whether trying the same way again is pointless (a hard decline), and
    `saved` the card that was kept because the charge asked for it.
    """

    reference: str
    state: str
    amount_pence: int
    code: str = ""
    is_final: bool = False
    saved: SavedMethod | None = None

    @staticmethod
    def read(told: Mapping[str, Any]) -> "Outcome":
        """An outcome as it was stored with its notice. Raises KeyError, TypeError and ValueError for anything else."""
        saved = told.get("saved")
        if saved:
            saved = SavedMethod(**{**saved, "expires_on": date.fromisoformat(str(saved["expires_on"]))})
        return Outcome(**{**told, "saved": saved or None})


@dataclass(frozen=True)
class Notice:
    """A provider's signed message: its own id, and the outcome it tells of. `refund_reference` is set for refunds."""

    id: str
    outcome: Outcome
    refund_reference: str = ""
    refund_key: str = ""


class Gateway(Protocol):
    """One provider. `is_prompt`: the person pays now and comes back; otherwise money arrives later by itself.

    `keeps_cards`: it can keep a card and charge it later; `start_keeping`, `charge_saved`, `forget` and `retry_after`
    are asked of no other.
    """

    slug: str
    account: str
    is_prompt: bool
    keeps_cards: bool
    label: Any
    hint: Any

    def start(self, charge: Charge) -> Started:
        """Ask for a payment; safe to repeat with the same key. Raises GatewayAway."""

    def look_up(self, reference: str) -> Outcome | None:
        """What became of a payment; None when the provider cannot be asked. Raises GatewayAway."""

    def refund(self, *, reference: str, amount_pence: int, key: str) -> Outcome:
        """Send money back; safe to repeat with the same key. Raises GatewayAway."""

    def read_notice(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Notice:
        """Check and read a notice; `at` is real time. Raises ForgedNotice."""

    def start_keeping(self, keeping: Keeping) -> Started:
        """Ask for a card to keep and take nothing; what becomes of it is told as of a payment. Raises GatewayAway."""

    def charge_saved(self, saved_reference: str, charge: Charge, *, at: datetime) -> Started:
        """Charge a kept card with nobody present; safe to repeat with the same key. What becomes of it is told as of
        any payment. Raises GatewayAway."""

    def forget(self, saved_reference: str) -> None:
        """Have a kept card forgotten; safe to repeat. Raises GatewayAway."""

    def retry_after(self, code: str, *, tries: int) -> timedelta | None:
        """How long to wait before a kept card is charged once more, after so many tries of which the last was declined
        with `code`; None when it must not be tried again."""
