"""Paying in the story: by card at the demo bank, or by a transfer that the treasurer matches."""

from datetime import UTC, datetime

from django.conf import settings

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.gateway import GATEWAY
from goldseam.core.gateways.demo.models import BankNotice
from goldseam.core.gateways.demo.outbox import envelope
from goldseam.core.sales.actions.notices import take_notice
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.models import Order, Payment


def go_and_pay(order: Order, at: datetime, *, way: str = "demo") -> Payment:
    """Choose a way to pay, as the page /pay/ does."""
    return start_payment(order=order, way=way, return_url=f"{settings.BASE_URL}/pay/{order.token}/done/", at=at)


def press(payment: Payment, outcome: str, at: datetime) -> None:
    """Press a button on the bank's page. Its notices come in by the front door, only without the wire between."""
    for notice in decide(reference=payment.reference or "", outcome=outcome):
        deliver(notice, at)


def deliver(notice: BankNotice, at: datetime) -> None:
    """Take a notice as the web server would, signature and all; signatures live in real time."""
    take_notice(way="demo", notice=GATEWAY.read_notice(*envelope(notice), at=datetime.now(UTC)), at=at)
    BankNotice.objects.filter(pk=notice.pk).update(sent_at=at)


def deliver_all(at: datetime) -> None:
    """What the bank still owes: notices of refunds."""
    for notice in BankNotice.objects.filter(sent_at=None).order_by("id"):
        deliver(notice, at)
