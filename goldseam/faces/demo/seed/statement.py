"""The treasurer's last statement: one transfer is sure, one doubtful, one is anybody's, and something was paid out."""

from datetime import timedelta
from typing import Any

from goldseam.core.sales.models import Order
from goldseam.core.treasury.actions.receiving import receive
from goldseam.faces.demo.seed.stage import Stage
from goldseam.foundation.clock import local_date
from goldseam.foundation.work import runs


def hand_in_statement(stage: Stage) -> None:
    """The oldest transfer came without its reference, the next one says it plainly; others are still to come."""
    at = stage.telling.end
    waiting: Any = Order.objects.open().filter(payments__gateway="transfer").with_money()
    nameless, plain = [order for order in waiting.order_by("placed_at") if not order.received][:2]
    rows = [
        (f"FASTER PAYMENT {plain.payer_name.upper()} {plain.reference}", plain.total_pence),
        (f"FASTER PAYMENT {nameless.payer_name.upper()} MEMBERSHIP", nameless.total_pence),
        ("CASH PAID IN, YORK", 4_000),
        ("HALL HIRE, INVOICE 118", -12_500),
    ]
    day = local_date(at) - timedelta(days=1)
    lines = [f'{day},"{text}",{pence / 100:.2f}' for text, pence in rows]
    content = "\n".join(["Date,Description,Amount", *lines, ""]).encode()
    receive(filename="statement.csv", content=content, account="Current account", by=stage.treasurer, at=at)
    runs.carry_on(at=at)
