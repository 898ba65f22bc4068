"""Putting an order right: cancel, waive, correct. Each adds entries and papers; none changes what was written."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import Refused
from goldseam.core.sales.actions.cancelling import TooLateToCancel, cancel_by, cancel_order, may_cancel
from goldseam.core.sales.actions.invoicing import SameAsBefore, correct_payer, current_invoice
from goldseam.core.sales.actions.taking_back import CannotTakeBack, take_back_transfer, why_not_take_back
from goldseam.core.sales.actions.waiving import NothingDue, waive_order
from goldseam.core.sales.models import Payment
from goldseam.core.sales.office.acts import OrderAct
from goldseam.core.sales.office.forms import one_line
from goldseam.foundation import clock
from goldseam.foundation.money import pounds

PAYER = ("payer_given_name", "payer_family_name", "payer_address", "purchase_order")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, help_text=gettext_lazy("It stays in the history of the order.")
    )


class PayerForm(forms.Form):
    payer_given_name = forms.CharField(
        label=gettext_lazy("Given name"), max_length=80, required=False, validators=[one_line]
    )
    payer_family_name = forms.CharField(
        label=gettext_lazy("Family name, or organisation"), max_length=80, validators=[one_line]
    )
    payer_address = forms.CharField(
        label=gettext_lazy("Address"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    purchase_order = forms.CharField(
        label=gettext_lazy("Their purchase order number"), max_length=80, required=False, validators=[one_line]
    )
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"), max_length=200, help_text=gettext_lazy("It stands on the credit note.")
    )


class CancelOrder(OrderAct):
    permission_required = "refund"
    page_title = gettext_lazy("Cancel within 14 days")
    submit_label = gettext_lazy("Cancel the order")

    def what_will_happen(self, form: Any) -> list[str]:
        order, last = self.record, cancel_by(self.record)
        if last is None or not may_cancel(order=order, at=clock.now()):
            raise Refused(self._too_late())
        told = {
            "left": pounds(order.received_pence - order.returned_pence),
            "day": date_format(last),
            "bought": self.bought(),
            "email": order.payer_email,
        }
        return [
            _("The law allows it until the end of %(day)s (Consumer Contracts Regulations 2013).") % told,
            _("All of the money goes back the way it came: %(left)s.") % told,
            _("What was bought ends at once: %(bought)s.") % told,
            _("We issue a credit note and write to %(email)s.") % told,
        ]

    def _too_late(self) -> str:
        last = cancel_by(self.record)
        if last is None:
            return _("There is nothing to cancel: the order is not paid, or has gone back already.")
        return _("The 14 days ended on %(day)s. You can still refund it.") % {"day": date_format(last)}

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            cancel_order(order=self.record, by=self.viewer, at=at)
        except TooLateToCancel as error:
            self.record = self.find()
            raise Refused(self._too_late()) from error
        return _("%(reference)s is cancelled.") % {"reference": self.record.reference}


class WaiveOrder(OrderAct):
    permission_required = "refund"
    page_title = gettext_lazy("Waive what is due")
    submit_label = gettext_lazy("Waive it")
    form_class = ReasonForm

    def what_will_happen(self, form: Any) -> list[str]:
        order = self.record
        if order.withdrawn_at or not order.due_pence:
            raise Refused(_("Nothing is due for this order."))
        told = {"due": pounds(order.due_pence), "payer": order.payer_name, "bought": self.bought()}
        after = _("This is handed over: %(bought)s.") if order.person else _("We ask the payer to confirm first.")
        return [
            _("%(payer)s need not pay %(due)s; the books show it as waived.") % told,
            after % told,
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            order = waive_order(order=self.record, reason=form.cleaned_data["reason"], by=self.viewer, at=at)
        except NothingDue as error:
            self.record = self.find()
            raise Refused(_("Nothing is due for this order.")) from error
        return _("%(amount)s is waived.") % {"amount": pounds(order.waived_pence)}


class CorrectInvoice(OrderAct):
    permission_required = "refund"
    page_title = gettext_lazy("Correct what stands on the invoice")
    submit_label = gettext_lazy("Issue it anew")
    form_class = PayerForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {name: getattr(self.record, name) for name in PAYER}}

    def what_will_happen(self, form: Any) -> list[str]:
        if all(getattr(self.record, name) == form.cleaned_data[name] for name in PAYER):
            raise Refused(self._same())
        invoice = current_invoice(self.record)
        if invoice is None:
            return [_("No invoice has been issued yet: the first one will say it so.")]
        told = {"number": invoice.label, "email": self.record.payer_email}
        return [
            _("A credit note takes back invoice %(number)s, which stays among the papers.") % told,
            _("A new invoice with these details takes its place. The amount is the same and no money moves.") % told,
            _("We send both to %(email)s.") % told,
        ]

    def _same(self) -> str:
        return _("Nothing of it was changed.")

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        details = {name: told[name] for name in PAYER}
        try:
            made = correct_payer(order=self.record, details=details, reason=told["reason"], by=self.viewer, at=at)
        except SameAsBefore as error:
            raise Refused(self._same()) from error
        return _("Invoice %(number)s is issued.") % {"number": made.label} if made else _("It is corrected.")


class TakeBackTransfer(OrderAct):
    permission_required = "match"
    page_title = gettext_lazy("Take a transfer back")
    submit_label = gettext_lazy("Take it back")
    form_class = ReasonForm

    def payment(self) -> Payment:
        found: Payment | None = self.record.payments.filter(pk=self.kwargs["payment"]).first()
        if found is None:
            raise Http404
        return found

    def what_will_happen(self, form: Any) -> list[str]:
        payment = self._free()
        told = {"amount": pounds(payment.received_pence), "reference": self.record.reference}
        sentences = [_("%(amount)s is taken back from %(reference)s by a reversing entry.") % told]
        if self.record.paid_at:
            sentences.append(_("If the order is then no longer paid, what it bought ends, and we tell the payer."))
        return sentences

    def _free(self) -> Payment:
        payment = self.payment()
        if why := why_not_take_back(payment):
            raise Refused(why)
        if hasattr(payment, "decision"):
            raise Refused(_("It stands on a statement. Please undo it there, so that its line is open again."))
        return payment

    def act(self, form: Any, *, at: datetime) -> str:
        payment, reason = self._free(), form.cleaned_data["reason"]
        try:
            take_back_transfer(payment=payment, reason=reason, by=self.viewer, at=at)
        except CannotTakeBack as error:
            raise Refused(str(error)) from error
        return _("%(amount)s is taken back.") % {"amount": pounds(payment.received_pence)}
