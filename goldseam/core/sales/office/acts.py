"""What the office does with an order's money. Each shows first what it will do, and happens once."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import RecordAct, Refused
from goldseam.core.gateways.ways import way_words
from goldseam.core.sales.actions.paying import OrderClosed, arrival, record_transfer
from goldseam.core.sales.actions.refunding import TooMuch, confirm_hand_refund, payment_to_refund, refund_order
from goldseam.core.sales.models import Order, Refund
from goldseam.core.sales.office.file import is_by_hand
from goldseam.core.sales.office.forms import RefundForm, TransferForm
from goldseam.core.sales.office.policy import ORDER_POLICY
from goldseam.foundation import clock
from goldseam.foundation.money import pounds


class OrderAct(RecordAct):
    policy = ORDER_POLICY
    header_icon = "tasks"
    is_confirmed_first = True
    list_url_name = "orders:list"
    file_url_name = "orders:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person")

    def how_it_stands(self) -> str:
        """Whose order it is and what of its money has come and gone."""
        order = self.record
        told = {
            "reference": order.reference,
            "payer": order.payer_name,
            "total": pounds(order.total_pence),
            "received": pounds(order.received_pence),
            "returned": pounds(order.returned_pence),
        }
        words = _("%(reference)s of %(payer)s: %(total)s, of which %(received)s arrived.")
        if order.returned_pence:
            words = _("%(reference)s of %(payer)s: %(total)s, %(received)s arrived and %(returned)s went back.")
        return words % told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"introduction": self.how_it_stands()}

    def bought(self) -> str:
        return ", ".join(self.record.lines.order_by("id").values_list("description", flat=True))


def what_follows(order: Order, amount_pence: int) -> list[str]:
    """What a transfer of so much means for an order, in the sentences to confirm."""
    due = 0 if order.withdrawn_at else order.due_pence
    bought = ", ".join(order.lines.order_by("id").values_list("description", flat=True))
    told = {"due": pounds(due), "missing": pounds(max(due - amount_pence, 0)), "email": order.payer_email}
    told |= {"surplus": pounds(max(amount_pence - due, 0)), "bought": bought}
    if amount_pence < due:
        return [_("%(missing)s is still missing: we write to %(email)s and ask for it.") % told]
    handing_over = [_("The order is paid in full, and this is handed over: %(bought)s.") % told]
    if order.person is None:
        handing_over = [_("The order is paid in full. We ask %(email)s to confirm before it is handed over.") % told]
    surplus = [_("%(surplus)s is more than was due. It waits for you to send it back by hand.") % told]
    return [*(handing_over if due else []), *(surplus if amount_pence > due else [])]


class MatchTransfer(OrderAct):
    permission_required = "match"
    page_title = gettext_lazy("Match a bank transfer")
    submit_label = gettext_lazy("Record the transfer")
    form_class = TransferForm

    def form_kwargs(self) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        initial = {"amount_pence": self.record.due_pence or None, "received_on": today}
        return {"initial": initial, "earliest": clock.local_date(self.record.placed_at), "latest": today}

    def what_will_happen(self, form: Any) -> list[str]:
        order, amount = self.record, form.cleaned_data["amount_pence"]
        told = {
            "amount": pounds(amount),
            "day": date_format(form.cleaned_data["received_on"]),
            "reference": order.reference,
            "payer": order.payer_name,
        }
        first = _("%(amount)s by transfer, arrived on %(day)s, is recorded for %(reference)s of %(payer)s.") % told
        return [first, *what_follows(order, amount)]

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        at = arrival(day=told["received_on"], order=self.record, at=at)
        try:
            record_transfer(order=self.record, amount_pence=told["amount_pence"], at=at, by=self.viewer)
        except OrderClosed as error:
            raise Refused(_("This amount cannot be recorded. Nothing was changed.")) from error
        return _("%(amount)s is recorded for %(reference)s.") % {
            "amount": pounds(told["amount_pence"]),
            "reference": self.record.reference,
        }


class RefundOrder(OrderAct):
    permission_required = "refund"
    page_title = gettext_lazy("Refund")
    submit_label = gettext_lazy("Send the money back")
    form_class = RefundForm

    @property
    def left_pence(self) -> int:
        return int(self.record.received_pence - self.record.returned_pence)

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"amount_pence": self.left_pence or None}}

    def what_will_happen(self, form: Any) -> list[str]:
        amount = form.cleaned_data["amount_pence"]
        payment = self._payment_for(amount)
        told = {
            "amount": pounds(amount),
            "payer": self.record.payer_name,
            "way": way_words(payment.gateway),
            "bought": self.bought(),
            "email": self.record.payer_email,
            "left": pounds(self.left_pence - amount),
        }
        first = (
            _("%(amount)s is put down for %(payer)s; you send it by bank transfer and then say so here.")
            if payment.gateway == "transfer"
            else _("%(amount)s goes back to %(payer)s by the way it came: %(way)s.")
        )
        all_of_it = amount == self.left_pence
        end = _("What was bought ends at once: %(bought)s.") if all_of_it else _("What was bought stays: %(bought)s.")
        return [first % told, end % told, _("We issue a credit note and write to %(email)s.") % told]

    def _payment_for(self, amount: int) -> Any:
        if amount > self.left_pence:
            raise Refused(self._too_much())
        try:
            return payment_to_refund(order=self.record, amount_pence=amount)
        except TooMuch as error:
            told = {"most": pounds(error.args[0])}
            raise Refused(
                _("It came in more than one payment: send back %(most)s first, then the rest.") % told
            ) from error

    def _too_much(self) -> str:
        if self.left_pence <= 0:
            return _("There is nothing left to send back for this order.")
        return _("Only %(left)s can still be sent back for this order.") % {"left": pounds(self.left_pence)}

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        try:
            refund_order(
                order=self.record, amount_pence=told["amount_pence"], reason=told["reason"], by=self.viewer, at=at
            )
        except TooMuch as error:
            self.record = self.find()
            raise Refused(self._too_much()) from error
        return _("%(amount)s is on its way back.") % {"amount": pounds(told["amount_pence"])}


class ConfirmRefund(OrderAct):
    permission_required = "refund"
    page_title = gettext_lazy("Say that a refund was made")
    submit_label = gettext_lazy("Yes, the money was sent")

    def refund(self) -> Refund:
        found = self.record.refunds.filter(pk=self.kwargs["refund"]).select_related("payment").first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"amount": pounds(self.refund().amount_pence), "payer": self.record.payer_name}
        introduction = _("%(amount)s to %(payer)s, sent from our bank account by hand.") % told
        return super().get_context_data(**kwargs) | {"introduction": introduction}

    def what_will_happen(self, form: Any) -> list[str]:
        refund = self.refund()
        if not is_by_hand(refund):
            raise Refused(_("This refund is not waiting for you any more."))
        told = {"amount": pounds(refund.amount_pence), "payer": self.record.payer_name}
        return [
            _("The refund of %(amount)s to %(payer)s is closed.") % told,
            _("The books show %(amount)s less in the bank account from today.") % told,
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        refund = self.refund()
        if not is_by_hand(refund):
            raise Refused(_("This refund is not waiting for you any more."))
        confirm_hand_refund(refund=refund, at=at, by=self.viewer)
        return _("The refund of %(amount)s is closed.") % {"amount": pounds(refund.amount_pence)}
