"""What every way of being paid looks like from inside: plain data in, plain data out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class ForgedNotice(Exception):
    """A notice whose signature or age does not hold."""


class GatewayAway(Exception):
    """The provider could not be reached or did not answer; nothing is known about what we asked."""


@dataclass(frozen=True)
class Charge:
    """What the provider is asked to collect, in pence. `key` names the attempt: the same key never charges twice."""

    key: str
    amount_pence: int
    currency: str
    description: str
    email: str
    return_url: str


@dataclass(frozen=True)
class Started:
    """The provider's reference, and where to send the browser ('' when the person pays elsewhere)."""

    reference: str
    url: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the provider says of a payment or refund: `state` is paid, failed, refunded or pending.

    `code` is the provider's reason, `is_final` whether trying the same way again is pointless (a hard decline).
    """

    reference: str
    state: str
    amount_pence: int
    code: str = ""
    is_final: bool = False


@dataclass(frozen=True)
class Notice:
    """A provider's signed message: its own id, and the outcome it tells of. `refund_reference` is set for refunds."""

    id: str
    outcome: Outcome
    refund_reference: str = ""
    refund_key: str = ""


class Gateway(Protocol):
    """One provider. `is_prompt`: the person pays now and comes back; otherwise money arrives later by itself."""

    slug: str
    account: str
    is_prompt: bool
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
