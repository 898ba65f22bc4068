"""A transfer that was put to the wrong order: taken back by reversing entries, so that it can go where it belongs."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.core.ledger.actions import reverse
from goldseam.core.ledger.models import Entry
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.fulfilling import earned_key
from goldseam.core.sales.actions.letters import tell_taken_back
from goldseam.core.sales.actions.ordering import KEPT_OPEN
from goldseam.core.sales.models import Order, Payment, Refund
from goldseam.foundation.contracts import sellables
from goldseam.foundation.timeline.record import record


class CannotTakeBack(Exception):
    """The transfer has to stay where it is; the message says why."""


@transaction.atomic
def take_back_transfer(*, payment: Payment, reason: str, by: Person, at: datetime) -> Order:
    """Undo the recording of a transfer. Doing it twice changes nothing. Raises CannotTakeBack.

    What the order then lacks is due again; what it had bought ends, and is handed over anew when the right money comes.
    """
    order = Order.objects.locked().get(pk=payment.order_id)
    payment = next(found for found in order.count_payments(lock=True) if found.pk == payment.pk)
    if payment.taken_back_at:
        return order
    if why := why_not_take_back(payment):
        raise CannotTakeBack(why)
    _reverse(f"payment:{payment.key}", _("Transfer not for %(reference)s") % {"reference": order.reference}, by, at)
    for refund in _surplus(payment):
        _drop(refund, order, by, at)
    payment.taken_back_at = at
    payment.save(update_fields=["taken_back_at"])
    told: dict[str, Any] = {"amount_pence": payment.received_pence, "reference": order.reference}
    record(facts.TRANSFER_TAKEN_BACK, person=order.person, subject=order, by=by, at=at, text=reason, **told)
    order = Order.objects.select_related("person").get(pk=order.pk)
    if order.paid_at and order.received_pence + order.waived_pence < order.total_pence + order.returned_pence:
        _open_again(order, by, at)
        tell_taken_back(order=order, amount_pence=payment.received_pence, at=at)
    return order


def why_not_take_back(payment: Payment) -> str:
    """Why a payment cannot be taken back; '' when it can."""
    if payment.gateway != "transfer" or not payment.has_money:
        return _("This is not a transfer that could be taken back.")
    if payment.refunds.exclude(state=Refund.State.DROPPED).exclude(is_surplus=True, state=Refund.State.ASKED).exists():
        return _("Some of this money has been sent back already, so it has to stay where it is.")
    standing = Refund.objects.filter(order=payment.order_id).exclude(state=Refund.State.DROPPED)
    if standing.exclude(payment=payment).exists():
        return _("Money that came for the same order is on its way back. Please take that transfer back first.")
    return ""


def _surplus(payment: Payment) -> list[Refund]:
    return list(payment.refunds.select_for_update().filter(is_surplus=True, state=Refund.State.ASKED))


def _drop(refund: Refund, order: Order, by: Person, at: datetime) -> None:
    """What was more than due is owed to nobody once the money itself was not theirs."""
    _reverse(f"refund-owed:{refund.key}", _("Refund not owed for %(ref)s") % {"ref": order.reference}, by, at)
    refund.state = Refund.State.DROPPED
    refund.save(update_fields=["state"])
    told: dict[str, Any] = {"amount_pence": refund.amount_pence}
    record(facts.REFUND_DROPPED, person=order.person, subject=order, by=by, at=at, **told)


def _open_again(order: Order, by: Person, at: datetime) -> None:
    """The order is due again, and has as long to be paid as a new one."""
    for line in order.lines.select_for_update().filter(fulfilled_at__isnull=False, revoked_at=None):
        sellables[line.kind].revoke(line, at=at, by=by)
        _reverse(earned_key(line), _("Not paid after all: %(reference)s") % {"reference": order.reference}, by, at)
        line.fulfilled_at, line.rounds = None, line.rounds + 1
        line.save(update_fields=["fulfilled_at", "rounds"])
    order.paid_at, order.expires_at = None, max(order.expires_at, at + KEPT_OPEN)
    order.save(update_fields=["paid_at", "expires_at"])


def _reverse(key: str, memo: str, by: Person, at: datetime) -> None:
    # A line that cost nothing was handed over without an entry.
    entry = Entry.objects.filter(key=key).first()
    if entry:
        reverse(entry=entry, memo=memo, at=at, by=by)
