"""The letters about an order. All of them are service messages about something the person asked for."""

from datetime import date, datetime

from django.conf import settings

from goldseam.core.mail.actions import send
from goldseam.core.mail.models import Message
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import Order
from goldseam.foundation.timeline.record import subject_key


def _tell(order: Order, template: str, at: datetime, *, documents: list[str] | None = None, **context: object) -> None:
    if not order.payer_email and not (order.person and order.person.email):
        # The payer's details have been erased: there is nobody to write to.
        return
    send(
        template=f"sales/{template}",
        person=order.person,
        address=order.payer_email,
        at=at,
        about=order,
        documents=documents or [],
        context={"order": order, "pay_url": f"{settings.BASE_URL}/pay/{order.token}/", **context},
    )


def tell_transfer(*, order: Order, due_on: date, at: datetime) -> None:
    _tell(order, "transfer", at, documents=[f"sales.invoice:{order.pk}"], due_on=due_on)


def tell_short(*, order: Order, received_pence: int, due_pence: int, at: datetime) -> None:
    _tell(order, "short", at, received_pence=received_pence, due_pence=due_pence)


def tell_surplus(*, order: Order, amount_pence: int, at: datetime) -> None:
    _tell(order, "surplus", at, amount_pence=amount_pence)


def tell_refund(*, order: Order, amount_pence: int, at: datetime) -> None:
    _tell(order, "refund", at, amount_pence=amount_pence)


def tell_corrected(*, order: Order, papers: list[int], at: datetime) -> None:
    _tell(order, "invoice_corrected", at, documents=[f"sales.paper:{pk}" for pk in papers])


def tell_taken_back(*, order: Order, amount_pence: int, at: datetime) -> None:
    _tell(order, "taken_back", at, amount_pence=amount_pence)


def tell_proof_needed(*, order: Order, at: datetime) -> None:
    """Ask, once, whoever reads the letters of that address to confirm that the paid order is theirs."""
    if Message.objects.filter(about=subject_key(order), template="sales/proof").exists():
        return
    _tell(order, "proof", at, documents=[f"sales.receipt:{order.pk}"], claim_url=claim_path(order))
