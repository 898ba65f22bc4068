"""Money back, by the road it came. Access ends when it is asked for; the provider is asked outside the transaction."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from goldseam.core.gateways.protocol import GatewayAway, Outcome
from goldseam.core.gateways.ways import gateway as gateway_named
from goldseam.core.ledger import accounts
from goldseam.core.ledger.actions import post
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.fulfilling import income_account
from goldseam.core.sales.actions.invoicing import issue_credit_note
from goldseam.core.sales.actions.letters import tell_refund
from goldseam.core.sales.models import Order, OrderLine, Payment, Refund
from goldseam.foundation.contracts import sellables
from goldseam.foundation.timeline.record import record
from goldseam.foundation.work.kick import kick

PAUSE = timedelta(minutes=15)


class TooMuch(Exception):
    """More is asked back than was received and not yet returned."""


@transaction.atomic
def refund_order(*, order: Order, amount_pence: int, reason: str, by: Person | None, at: datetime) -> Refund:
    """Send `amount_pence` of an order back. All of it back ends what it bought, at once. Raises TooMuch."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    left = order.received_pence - order.returned_pence
    if not 0 < amount_pence <= left:
        raise TooMuch(left)
    payment = payment_to_refund(order=order, amount_pence=amount_pence)
    refund = _ask(payment, amount_pence, reason, by, at)
    lines = list(order.lines.select_for_update().order_by("id"))
    _unearn(refund, lines, at)
    if amount_pence == left:
        _revoke(lines, at, by)
    issue_credit_note(refund=refund, at=at)
    tell_refund(order=order, amount_pence=amount_pence, at=at)
    return refund


def payment_to_refund(*, order: Order, amount_pence: int) -> Payment:
    """The payment of which so much is left. Raises TooMuch with the most that is left of any one payment."""
    most = 0
    for payment in order.payments.filter(confirmed_at__isnull=False).order_by("-received_pence"):
        spent = sum(payment.refunds.exclude(state=Refund.State.FAILED).values_list("amount_pence", flat=True))
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
    """Take the refunded part out of income and VAT, by each line's share; the last line takes the rounding."""
    total = sum(line.total_pence for line in lines)
    postings: list[tuple[str, int]] = []
    rest = refund.amount_pence
    for number, line in enumerate(lines, start=1):
        share = rest if number == len(lines) else refund.amount_pence * line.total_pence // total
        rest -= share
        if line.fulfilled_at:
            vat = round(share * line.vat_rate / (100 + line.vat_rate))
            postings += [(income_account(line), share - vat), (accounts.VAT, vat)]
        else:
            postings.append((accounts.RECEIVED, share))
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


def return_surplus(*, payment: Payment, amount_pence: int, at: datetime) -> Refund:
    """Send back what was not due: paid twice, too much, or for an order set aside. The transaction is the caller's."""
    refund = _ask(payment, amount_pence, "more than was due", None, at, is_surplus=True)
    _owe(refund, [(accounts.RECEIVED, amount_pence)], at)
    return refund


def send_refunds(*, at: datetime) -> None:
    """Ask the providers for every refund that is due to be asked for."""
    due = Refund.objects.filter(state=Refund.State.ASKED, next_try_at__lte=at).select_related("payment")
    for refund in due.order_by("next_try_at")[:200]:
        Refund.objects.filter(pk=refund.pk).update(next_try_at=at + PAUSE)
        try:
            outcome = gateway_named(refund.payment.gateway).refund(
                reference=refund.payment.reference or "", amount_pence=refund.amount_pence, key=refund.key
            )
        except GatewayAway as error:
            Refund.objects.filter(pk=refund.pk).update(answer=str(error)[:200])
            continue
        take_refund_outcome(refund=refund, outcome=outcome, at=at)


@transaction.atomic
def take_refund_outcome(*, refund: Refund, outcome: Outcome, at: datetime, by: Person | None = None) -> None:
    """Take over what became of a refund. Idempotent; `pending` changes nothing."""
    order = Order.objects.select_for_update().get(pk=refund.order_id)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    if refund.state != Refund.State.ASKED or outcome.state == "pending":
        return
    if outcome.state == "failed":
        refund.state, refund.answer = Refund.State.FAILED, outcome.code
        refund.save(update_fields=["state", "answer"])
        record(
            facts.REFUND_FAILED,
            person=order.person,
            subject=order,
            at=at,
            amount_pence=refund.amount_pence,
            code=outcome.code,
        )
        return
    refund.state, refund.made_at = Refund.State.MADE, at
    refund.save(update_fields=["state", "made_at"])
    account = gateway_named(refund.payment.gateway).account
    post(
        key=f"refund-made:{refund.key}",
        memo=f"Refund for {order.reference}",
        at=at,
        by=by,
        about=f"sales.order:{order.pk}",
        lines=[(accounts.REFUNDS_OWED, refund.amount_pence), (account, -refund.amount_pence)],
    )
    record(facts.REFUND_MADE, person=order.person, subject=order, by=by, at=at, amount_pence=refund.amount_pence)


def confirm_hand_refund(*, refund: Refund, at: datetime, by: Person) -> None:
    """The treasurer says that a refund by transfer has been made."""
    take_refund_outcome(refund=refund, outcome=Outcome(refund.key, "refunded", refund.amount_pence), at=at, by=by)
