"""What the demo's tests begin with: somebody on the way to pay, and the bank's outbox."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from goldseam.core.gateways.demo.gateway import HEADER, secret
from goldseam.core.gateways.demo.models import BankNotice, BankSession
from goldseam.core.gateways.signing import sign
from goldseam.core.sales.models import Order
from goldseam.subjects.membership.tests.factories import a_plan, an_association, join_form

NOTICE_PATH = "/gateways/demo/notice/"


def at_the_bank(client: Client, **changes: Any) -> tuple[Order, str]:
    """Nia has filled the form and stands before the bank's page: her order, and that page's path."""
    an_association()
    a_plan()
    placed = client.post("/join/qualified/", join_form(**changes))
    assert placed.status_code == 302, placed.content.decode()
    bank = client.post(placed["Location"], {"method": "demo"})
    return Order.objects.latest("pk"), bank["Location"]


def the_only_notice() -> dict[str, Any]:
    """What the bank has to tell, as it would stand in the body of its request."""
    return dict(BankNotice.objects.get().body)


def send(
    client: Client,
    body: dict[str, Any] | bytes,
    *,
    key: str = "",
    ago: timedelta = timedelta(0),
    header: str | None = None,
) -> int:
    """Send a notice as somebody who signs with `key` (the bank's own by default) `ago`; the status of the answer."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    signature = sign(raw, secret=key or secret(), at=datetime.now(UTC) - ago) if header is None else header
    answer = client.post(NOTICE_PATH, raw, content_type="application/json", headers={HEADER: signature})
    return int(answer.status_code)


def session() -> BankSession:
    return BankSession.objects.latest("reference")
