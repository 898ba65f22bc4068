"""From the wish to pay to money confirmed. Rows are locked in one order: order, payment, refund, counter.

The money is committed first; what it bought is handed over afterwards (`fulfilling`), so that a crash between the two
heals and real money is never rolled back.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from goldseam.core.gateways.protocol import Charge, GatewayAway, Outcome, SavedMethod
from goldseam.core.gateways.ways import gateway as gateway_named
from goldseam.core.gateways.ways import gateway_to_move_money
from goldseam.core.ledger import accounts
from goldseam.core.ledger.actions import post
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.invoicing import issue_invoice
from goldseam.core.sales.actions.letters import tell_short, tell_surplus, tell_transfer
from goldseam.core.sales.actions.mandates import end_mandate, keep_card
from goldseam.core.sales.actions.ordering import KEPT_OPEN
from goldseam.core.sales.actions.refunding import return_surplus
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.foundation.clock import local_date
from goldseam.foundation.rows import insert
from goldseam.foundation.timeline.record import Happened, record, record_each
from goldseam.foundation.work.kick import kick

logger = logging.getLogger(__name__)
NO_ANSWER = "no_answer"
NO_ANSWER_AFTER = timedelta(hours=1)


class AlreadyPaid(Exception):
    """There is nothing left to pay for this order."""


class OrderClosed(Exception):
    """The order was replaced or has expired."""


def start_payment(*, order: Order, way: str, return_url: str, at: datetime, agreed_words: str = "") -> Payment:
    """Begin to pay what is due by the gateway `way`; pressing twice leads to the same payment.

    `agreed_words` are those the payer ticked: then the card is to be kept. Raises LookupError for an unknown way,
    AlreadyPaid, OrderClosed, GatewayAway, and of these IsACopy in a copy.
    """
    provider = gateway_to_move_money(way)
    payment = _open_payment(order, way, agreed_words if provider.keeps_cards else "", at)
    if payment.reference is None and payment.mandate_id is None:
        charge = Charge(
            key=payment.key,
            amount_pence=payment.amount_pence,
            currency=order.currency,
            description=order.reference,
            email=order.payer_email,
            return_url=return_url,
            keep=bool(payment.agreed_words),
        )
        started = provider.start(charge)
        Payment.objects.filter(pk=payment.pk, reference=None).update(reference=started.reference, url=started.url)
        payment.reference, payment.url = started.reference, started.url
    return payment


@transaction.atomic
def _open_payment(order: Order, way: str, agreed_words: str, at: datetime) -> Payment:
    order = Order.objects.locked().get(pk=order.pk)
    if order.paid_at:
        raise AlreadyPaid
    if order.withdrawn_at or order.expires_at <= at:
        raise OrderClosed
    payments = order.count_payments()
    open_payment = next((payment for payment in payments if payment.gateway == way and payment.state == "open"), None)
    if open_payment and open_payment.amount_pence == order.due_pence and open_payment.may_go_on(agreed_words):
        return open_payment
    if open_payment:
        Payment.objects.filter(pk=open_payment.pk).update(failed_at=at, code="replaced")
    payment = new_payment(order=order, way=way, at=at, agreed_words=agreed_words)
    if not gateway_named(way).is_prompt:
        issue_invoice(order=order, at=at)
        tell_transfer(order=order, due_on=payment.due_on, at=at)
    return payment


def new_payment(*, order: Order, way: str, at: datetime, **agreed: Any) -> Payment:
    """Enter an attempt to pay what is due, in the caller's transaction, which has locked the order."""
    return enter_payments(payments=[attempt(order=order, way=way, at=at, **agreed)], at=at)[0]


def attempt(*, order: Order, way: str, at: datetime, **agreed: Any) -> Payment:
    """An attempt to pay what is due of an order, not entered yet."""
    key = f"pay_{uuid4().hex}"
    return Payment(order=order, gateway=way, key=key, amount_pence=order.due_pence, started_at=at, **agreed)


def enter_payments(*, payments: Sequence[Payment], at: datetime) -> list[Payment]:
    """Enter attempts, in the caller's transaction, which has locked their orders."""
    entered = insert(payments)
    record_each(facts.PAYMENT_STARTED, map(_started, entered), at=at)
    return entered


def _started(payment: Payment) -> Happened:
    order = payment.order
    told = {"amount_pence": payment.amount_pence, "way": payment.gateway, "reference": order.reference}
    return Happened(order.person_id, order, data=told)


def take_outcome(*, payment: Payment, outcome: Outcome, at: datetime) -> Order | None:
    """Take over what the provider says of a payment, whoever brought the news and however often; the order, if it is
    said to be paid.
    """
    if outcome.state == "paid":
        return confirm_payment(payment=payment, received_pence=outcome.amount_pence, at=at, saved=outcome.saved)
    if outcome.state == "failed":
        fail_payment(payment=payment, code=outcome.code, is_final=outcome.is_final, at=at)
    return None


def confirm_payment(
    *,
    payment: Payment,
    received_pence: int,
    at: datetime,
    by: Person | None = None,
    saved: SavedMethod | None = None,
) -> Order:
    """Note that money came, post it, and then hand over what it bought. Idempotent on the payment.

    `saved` is the card that the provider kept, if the payer had agreed to that.
    """
    order = _confirm(payment, received_pence, at, by, saved)
    if order.paid_at:
        fulfil(order=order, at=at)
    return order


@transaction.atomic
def _confirm(
    payment: Payment, received_pence: int, at: datetime, by: Person | None, saved: SavedMethod | None = None
) -> Order:
    order = Order.objects.locked().get(pk=payment.order_id)
    payments = order.count_payments(lock=True)
    payment = next(found for found in payments if found.pk == payment.pk)
    if payment.confirmed_at:
        return order
    wanted = 0 if order.withdrawn_at else order.due_pence
    payment.confirmed_at, payment.received_pence = at, received_pence
    payment.save(update_fields=["confirmed_at", "received_pence"])
    if saved and payment.agreed_words:
        keep_card(payment=payment, order=order, saved=saved, at=at)
    account = gateway_named(payment.gateway).account
    post(
        key=f"payment:{payment.key}",
        memo=f"Payment for {order.reference}",
        at=at,
        by=by,
        about=f"sales.order:{order.pk}",
        lines=[(account, received_pence), (accounts.RECEIVED, -received_pence)],
    )
    record(
        facts.PAYMENT_CONFIRMED,
        person=order.person,
        subject=order,
        by=by,
        at=at,
        amount_pence=received_pence,
        way=payment.gateway,
        reference=order.reference,
    )
    _settle(order, payment, received_pence, wanted, at)
    order.note_received(received_pence, is_too_much=received_pence > wanted)
    if order.paid_at and any(payment.failed_at for payment in payments):
        # What was broken is mended: the person is about to look at her pages.
        kick("work.look_now")
    return order


def _settle(order: Order, payment: Payment, received_pence: int, wanted_pence: int, at: datetime) -> None:
    """Say what the money means: paid in full, too little, or more than was wanted."""
    if received_pence > wanted_pence:
        surplus = received_pence - wanted_pence
        record(
            facts.PAYMENT_SURPLUS,
            person=order.person,
            subject=order,
            at=at,
            amount_pence=surplus,
            reference=order.reference,
        )
        return_surplus(payment=payment, amount_pence=surplus, at=at)
        tell_surplus(order=order, amount_pence=surplus, at=at)
    if order.withdrawn_at or order.paid_at:
        return
    if received_pence >= wanted_pence:
        order.paid_at = at
        order.save(update_fields=["paid_at"])
        issue_invoice(order=order, at=at)
    else:
        due = wanted_pence - received_pence
        # Whoever sent most of it has as long for the rest as anybody has for the whole.
        order.expires_at = max(order.expires_at, at + KEPT_OPEN)
        order.save(update_fields=["expires_at"])
        record(
            facts.PAYMENT_SHORT,
            person=order.person,
            subject=order,
            at=at,
            amount_pence=received_pence,
            due_pence=due,
            reference=order.reference,
        )
        tell_short(order=order, received_pence=received_pence, due_pence=due, at=at)


@transaction.atomic
def fail_payment(*, payment: Payment, code: str, is_final: bool, at: datetime) -> None:
    """Note that a payment did not go through. News of a failure after the money came changes nothing."""
    order = Order.objects.locked().get(pk=payment.order_id)
    failed = Payment.objects.filter(pk=payment.pk, confirmed_at=None, failed_at=None).update(
        failed_at=at, code=code, is_final=is_final
    )
    if failed:
        if is_final and payment.mandate:
            end_mandate(mandate=payment.mandate, why=Mandate.Why.REFUSED, by=None, at=at)
        record(
            facts.PAYMENT_FAILED,
            person=order.person,
            subject=order,
            at=at,
            amount_pence=payment.amount_pence,
            way=payment.gateway,
            code=code,
        )
        kick("work.look_now")


def look_up_payment(*, payment: Payment, at: datetime) -> Order | None:
    """Ask the provider what became of a payment, also of one that had no answer in time; the order, if it is said to be
    paid. Raises GatewayAway.
    """
    if payment.reference and (payment.state == "open" or payment.code == NO_ANSWER):
        outcome = gateway_named(payment.gateway).look_up(payment.reference)
        return take_outcome(payment=payment, outcome=outcome, at=at) if outcome else None
    return None


def ask_about_open_payments(*, at: datetime) -> None:
    """Ask about payments begun a while ago; one without an answer for an hour counts as failed, until news comes."""
    begun = Payment.objects.filter(confirmed_at=None, failed_at=None, started_at__lt=at - timedelta(minutes=2))
    # A charge to a kept card that the provider was not asked for yet has nothing to be asked about.
    begun = begun.exclude(mandate__isnull=False, reference=None)
    for payment in begun.exclude(gateway="transfer").order_by("started_at")[:200]:
        if not _was_asked(payment, at):
            continue
        payment.refresh_from_db()
        if payment.state == "open" and payment.started_at < at - NO_ANSWER_AFTER:
            fail_payment(payment=payment, code=NO_ANSWER, is_final=False, at=at)


def ask_about_unanswered_payments(*, at: datetime) -> None:
    """Ask again, as long as an order is kept, about payments that had no answer: their notice may have been lost."""
    unanswered = Payment.objects.filter(confirmed_at=None, code=NO_ANSWER, started_at__gt=at - KEPT_OPEN)
    for payment in unanswered.order_by("started_at")[:1000]:
        _was_asked(payment, at)


def _was_asked(payment: Payment, at: datetime) -> bool:
    """Ask about one of many; False when the provider is away."""
    try:
        look_up_payment(payment=payment, at=at)
    except GatewayAway:
        return False
    except Exception:
        # One answer that cannot be made sense of must not keep the others waiting.
        logger.exception("What became of the payment %s could not be noted", payment.key)
    return True


def record_transfer(*, order: Order, amount_pence: int, at: datetime, by: Person) -> Order:
    """Match money seen on the bank statement to an order, by hand. Raises OrderClosed for an amount of nothing."""
    order = note_transfer(order=order, amount_pence=amount_pence, at=at, by=by).order
    if order.paid_at:
        fulfil(order=order, at=at)
    return order


@transaction.atomic
def note_transfer(*, order: Order, amount_pence: int, at: datetime, by: Person | None) -> Payment:
    """Note that money for an order is in the bank, and post it; what it bought is handed over by the caller, after the
    commit. Raises OrderClosed for an amount of nothing.
    """
    if amount_pence <= 0:
        raise OrderClosed
    order = Order.objects.locked().get(pk=order.pk)
    payment = order.payments.filter(gateway="transfer", confirmed_at=None, failed_at=None).first()
    payment = payment or Payment.objects.create(
        order=order, gateway="transfer", key=f"pay_{uuid4().hex}", amount_pence=order.due_pence, started_at=at
    )
    payment.order = _confirm(payment, amount_pence, at, by)
    return payment


def arrival(*, day: date, order: Order, at: datetime) -> datetime:
    """The moment money counts from that came on `day`: now for today, else noon, never before the order was placed."""
    if day == local_date(at):
        return at
    noon = datetime.combine(day, time(12), ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
    return max(noon, order.placed_at)
