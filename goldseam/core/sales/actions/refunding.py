"""Money back, by the road it came. Access ends when it is asked for; the provider is asked outside the transaction."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from goldseam.core.gateways.protocol import GatewayAway, Outcome
from goldseam.core.gateways.ways import gateway as gateway_named
from goldseam.core.gateways.ways import gateway_to_move_money
from goldseam.core.ledger import accounts
from goldseam.core.ledger.actions import post
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.fulfilling import income_account
from goldseam.core.sales.actions.invoicing import issue_credit_note
from goldseam.core.sales.actions.letters import tell_refund
from goldseam.core.sales.actions.ordering import end_waiver, withdraw
from goldseam.core.sales.models import Invoice, Order, OrderLine, Payment, Refund
from goldseam.core.sales.shares import refunded_pence, shares, split_of
from goldseam.foundation.contracts import sellables
from goldseam.foundation.livecopy.actions import is_mute
from goldseam.foundation.timeline.record import record
from goldseam.foundation.work.kick import kick

PAUSE = timedelta(minutes=15)


class TooMuch(Exception):
    """More is asked back than was received and not yet returned."""


@transaction.atomic
def refund_order(
    *, order: Order, amount_pence: int, reason: str, by: Person | None, at: datetime, payment: Payment | None = None
) -> Refund:
    """Send `amount_pence` of an order back. All of it back ends what it bought, at once. Raises TooMuch.

    It goes out of `payment`, else out of one that is large enough.

    An order that was not paid in full is set aside with it: what still arrives for it goes back too.
    """
    order = Order.objects.locked().get(pk=order.pk)
    left = order.received_pence - order.returned_pence
    if not 0 < amount_pence <= left:
        raise TooMuch(left)
    payment = payment or payment_to_refund(order=order, amount_pence=amount_pence)
    refund = _ask(payment, amount_pence, reason, by, at)
    lines = list(order.lines.select_for_update().order_by("id"))
    _unearn(refund, lines, at)
    if amount_pence == left:
        _revoke(lines, at, by)
        _end_waiver(order, lines, by, at)
        if not order.paid_at:
            withdraw(order=order, at=at)
    if order.invoices.filter(kind=Invoice.Kind.INVOICE).exists():
        issue_credit_note(refund=refund, at=at)
    tell_refund(order=order, amount_pence=amount_pence, at=at)
    return refund


@transaction.atomic
def return_all(*, order: Order, reason: str, by: Person | None, at: datetime) -> None:
    """Send back all that is left of an order, each payment by its own road, and end what it bought."""
    left = _left(order)
    for payment, pence in left:
        refund_order(order=order, amount_pence=pence, reason=reason, by=by, at=at, payment=payment)
    if not left:
        revoke_lines(order=order, at=at, by=by)


@transaction.atomic
def return_part(*, order: Order, amount_pence: int, reason: str, by: Person | None, at: datetime) -> int:
    """Send so much of an order back, or what is left of it, each payment by its own road; returns how much."""
    order = Order.objects.locked().get(pk=order.pk)
    rest = amount_pence
    for payment, pence in _left(order):
        part = min(pence, rest)
        if part:
            refund_order(order=order, amount_pence=part, reason=reason, by=by, at=at, payment=payment)
            rest -= part
    return amount_pence - rest


def _left(order: Order) -> list[tuple[Payment, int]]:
    """The payments of which something is left, and how much."""
    left = []
    for payment in order.payments.filter(confirmed_at__isnull=False, taken_back_at=None).order_by("pk"):
        standing = payment.refunds.exclude(state=Refund.State.DROPPED)
        pence = payment.received_pence - sum(standing.values_list("amount_pence", flat=True))
        left += [(payment, pence)] if pence > 0 else []
    return left


def payment_to_refund(*, order: Order, amount_pence: int) -> Payment:
    """The payment of which so much is left. Raises TooMuch with the most that is left of any one payment."""
    most = 0
    confirmed = order.payments.filter(confirmed_at__isnull=False, taken_back_at=None)
    for payment in confirmed.order_by("-received_pence"):
        standing = payment.refunds.exclude(state=Refund.State.DROPPED)
        spent = sum(standing.values_list("amount_pence", flat=True))
        if payment.received_pence - spent >= amount_pence:
            return payment
        most = max(most, payment.received_pence - spent)
    raise TooMuch(most)


def _ask(
    payment: Payment, amount_pence: int, reason: str, by: Person | None, at: datetime, *, is_surplus: bool = False
) -> Refund:
    refund = Refund.objects.create(
        order_id=payment.order_id,
        payment=payment,
        key=f"ref_{uuid4().hex}",
        amount_pence=amount_pence,
        reason=reason,
        by=by,
        asked_at=at,
        next_try_at=at,
        is_surplus=is_surplus,
    )
    record(
        facts.REFUND_ASKED, person=payment.order.person, subject=payment.order, by=by, at=at, amount_pence=amount_pence
    )
    kick("sales.send_refunds")
    return refund


def _unearn(refund: Refund, lines: list[OrderLine], at: datetime) -> None:
    """Take the refunded part out of income and VAT, by each line's share.

    Shares are counted from the first refund on, so that many small ones leave no rounding behind.
    """
    before = refunded_pence(refund.order_id, before=refund)
    postings: list[tuple[str, int]] = []
    for line, old, new in zip(lines, shares(lines, before), shares(lines, before + refund.amount_pence), strict=True):
        if line.fulfilled_at:
            net, vat = (now - then for now, then in zip(split_of(line, new), split_of(line, old), strict=True))
            postings += [(income_account(line), net), (accounts.VAT, vat)]
        else:
            postings.append((accounts.RECEIVED, new - old))
    _owe(refund, postings, at)


def _owe(refund: Refund, postings: list[tuple[str, int]], at: datetime) -> None:
    post(
        key=f"refund-owed:{refund.key}",
        memo=f"Refund for {refund.order.reference}",
        at=at,
        by=refund.by,
        about=f"sales.order:{refund.order_id}",
        lines=[*postings, (accounts.REFUNDS_OWED, -refund.amount_pence)],
    )


def _revoke(lines: list[OrderLine], at: datetime, by: Person | None) -> None:
    for line in lines:
        if line.fulfilled_at and not line.revoked_at:
            sellables[line.kind].revoke(line, at=at, by=by)
        line.revoked_at = at
        line.save(update_fields=["revoked_at"])


@transaction.atomic
def revoke_lines(*, order: Order, at: datetime, by: Person | None) -> None:
    """Take back what an order bought for which no money came: it was let off."""
    lines = list(order.lines.select_for_update().order_by("id"))
    _revoke(lines, at, by)
    _end_waiver(order, lines, by, at)


def _end_waiver(order: Order, lines: list[OrderLine], by: Person | None, at: datetime) -> None:
    """What was let off of lines that will never be handed over was let off for nothing."""
    parts = shares(lines, order.waived_pence) if order.waived_pence else []
    pence = sum(part for line, part in zip(lines, parts, strict=False) if not line.fulfilled_at)
    end_waiver(order=order, pence=pence, at=at, by=by)


def return_surplus(*, payment: Payment, amount_pence: int, at: datetime) -> Refund:
    """Send back what was not due: paid twice, too much, or for an order set aside. The transaction is the caller's."""
    refund = _ask(payment, amount_pence, "more than was due", None, at, is_surplus=True)
    _owe(refund, [(accounts.RECEIVED, amount_pence)], at)
    return refund


def send_refunds(*, at: datetime) -> None:
    """Ask the providers for every refund that is due to be asked for; in a copy they wait."""
    if is_mute():
        return
    due = Refund.objects.filter(state=Refund.State.ASKED, next_try_at__lte=at).select_related("payment")
    for refund in due.order_by("next_try_at")[:200]:
        Refund.objects.filter(pk=refund.pk).update(next_try_at=at + PAUSE)
        try:
            outcome = gateway_to_move_money(refund.payment.gateway).refund(
                reference=refund.payment.reference or "", amount_pence=refund.amount_pence, key=refund.key
            )
        except GatewayAway as error:
            Refund.objects.filter(pk=refund.pk).update(answer=str(error)[:200])
            continue
        take_refund_outcome(refund=refund, outcome=outcome, at=at)


@transaction.atomic
def take_refund_outcome(*, refund: Refund, outcome: Outcome, at: datetime) -> None:
    """Take over what the provider says of a refund. Idempotent; `pending` changes nothing, and made wins over refused.

    A refund that the provider refused stays owed until the treasurer has made it by hand.
    """
    order, refund = _locked(refund)
    if outcome.state == "failed" and refund.state == Refund.State.ASKED:
        refund.state, refund.answer = Refund.State.FAILED, outcome.code
        refund.save(update_fields=["state", "answer"])
        told: dict[str, Any] = {"amount_pence": refund.amount_pence, "code": outcome.code}
        record(facts.REFUND_FAILED, person=order.person, subject=order, at=at, **told)
    elif outcome.state == "refunded":
        _made(order, refund, gateway_named(refund.payment.gateway).account, at, None)


@transaction.atomic
def confirm_hand_refund(*, refund: Refund, at: datetime, by: Person) -> None:
    """The treasurer says that a refund has been made from the bank account. Doing it twice changes nothing."""
    order, refund = _locked(refund)
    _made(order, refund, accounts.BANK, at, by)


def _locked(refund: Refund) -> tuple[Order, Refund]:
    order = Order.objects.locked().get(pk=refund.order_id)
    return order, Refund.objects.select_for_update().get(pk=refund.pk)


def _made(order: Order, refund: Refund, account: str, at: datetime, by: Person | None) -> None:
    if refund.state in (Refund.State.MADE, Refund.State.DROPPED):
        return
    refund.state, refund.made_at = Refund.State.MADE, at
    refund.save(update_fields=["state", "made_at"])
    post(
        key=f"refund-made:{refund.key}",
        memo=f"Refund for {order.reference}",
        at=at,
        by=by,
        about=f"sales.order:{order.pk}",
        lines=[(accounts.REFUNDS_OWED, refund.amount_pence), (account, -refund.amount_pence)],
    )
    record(facts.REFUND_MADE, person=order.person, subject=order, by=by, at=at, amount_pence=refund.amount_pence)
