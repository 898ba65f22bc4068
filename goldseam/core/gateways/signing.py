"""Signatures of notices, in the form Stripe publishes: `t=<unix time>,v1=<HMAC-SHA256 of "t.body">`."""

import hmac
from datetime import datetime

from goldseam.core.gateways.protocol import ForgedNotice

TOLERANCE_SECONDS = 300


def sign(body: bytes, *, secret: str, at: datetime) -> str:
    """The signature header for `body` sent at `at`."""
    stamp = str(int(at.timestamp()))
    return f"t={stamp},v1={_digest(stamp, body, secret)}"


def verify(body: bytes, header: str, *, secret: str, at: datetime) -> None:
    """Raises ForgedNotice unless the header signs this body with this secret within five minutes of `at`."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    stamp, given = parts.get("t", ""), parts.get("v1", "")
    if not stamp.isdecimal() or not hmac.compare_digest(_digest(stamp, body, secret).encode(), given.encode()):
        raise ForgedNotice("signature")
    if abs(int(stamp) - at.timestamp()) > TOLERANCE_SECONDS:
        raise ForgedNotice("age")


def _digest(stamp: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, "sha256").hexdigest()
