"""Taking in a statement, and deciding on its lines. Each shows first what it will do, and happens once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.core.sales.actions.taking_back import CannotTakeBack, why_not_take_back
from goldseam.core.sales.models import Order
from goldseam.core.sales.office.acts import what_follows
from goldseam.core.treasury.actions import deciding, receiving
from goldseam.core.treasury.models import Decision, Statement
from goldseam.core.treasury.office.forms import AsideForm, MatchForm, OrderOfDatesForm, StatementForm
from goldseam.core.treasury.office.policy import LINE_POLICY, STATEMENT_POLICY
from goldseam.core.treasury.reading import Unreadable
from goldseam.foundation.money import exact

AHEAD = gettext_lazy("Read so, a line is dated after today. Please look at how the file writes its dates.")


class HandIn(ActMixin):
    policy = STATEMENT_POLICY
    permission_required = "add"
    page_title = gettext_lazy("Take in a statement")
    introduction = gettext_lazy(
        "What reference and amount leave no doubt about is matched at once; the rest is laid before you."
    )
    submit_label = gettext_lazy("Read the statement")
    header_icon = "upload"
    form_class = StatementForm
    made: Statement | None = None

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Statements"), reverse("statements:list"))]

    def success_url(self) -> str:
        return reverse("statements:file", args=[self.made.pk]) if self.made else reverse("statements:list")

    def act(self, form: Any, *, at: datetime) -> str:
        file, account = form.cleaned_data["file"], form.cleaned_data["account"]
        try:
            self.made, is_new = receiving.receive(
                filename=file.name, content=file.read(), account=account, by=self.viewer, at=at
            )
        except Unreadable as error:
            raise Refused(str(error)) from error
        except receiving.FromTheFuture as error:
            raise Refused(str(AHEAD)) from error
        if not is_new:
            return _("This very statement is here already. Nothing was changed.")
        return _("The statement is read.") if self.made.read_at else ""


class SayOrder(RecordAct):
    policy = STATEMENT_POLICY
    permission_required = "change"
    page_title = gettext_lazy("How dates are written")
    introduction = gettext_lazy("Some dates can be read in two ways, and no line of the file says in which.")
    submit_label = gettext_lazy("Read the statement so")
    header_icon = "upload"
    form_class = OrderOfDatesForm
    list_url_name = "statements:list"
    file_url_name = "statements:file"

    def act(self, form: Any, *, at: datetime) -> str:
        order = form.cleaned_data["day_order"]
        try:
            receiving.say_order(statement=self.record, day_order=order, by=self.viewer, at=at)
        except Unreadable as error:
            raise Refused(str(error)) from error
        except receiving.FromTheFuture as error:
            raise Refused(str(AHEAD)) from error
        return _("The statement is read.")


class LineAct(RecordAct):
    policy = LINE_POLICY
    permission_required = "match"
    is_confirmed_first = True
    header_icon = "download"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("statement")

    def success_url(self) -> str:
        return reverse("statements:file", args=[self.record.statement_id])

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Statements"), reverse("statements:list")), (str(self.record.statement), self.success_url())]

    def told(self) -> dict[str, Any]:
        line = self.record
        return {"amount": exact(abs(line.pence)), "day": date_format(line.on), "text": line.text}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _("%(amount)s on %(day)s. The bank writes: %(text)s")
        return super().get_context_data(**kwargs) | {"introduction": words % self.told()}


class MatchLine(LineAct):
    page_title = gettext_lazy("Put this money to an order")
    submit_label = gettext_lazy("Put it to this order")
    form_class = MatchForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"reference": self.request.GET.get("order", "")[:20]}}

    def what_will_happen(self, form: Any) -> list[str]:
        if self.record.pence < 0 or self.record.decisions.standing().exists():
            raise Refused(self._decided())
        order: Order = form.cleaned_data["reference"]
        told = self.told() | {"reference": order.reference, "payer": order.payer_name}
        first = _("%(amount)s, arrived on %(day)s, is recorded for %(reference)s of %(payer)s.") % told
        return [first, *what_follows(order, self.record.pence)]

    def _decided(self) -> str:
        return _("Somebody has decided on this line already.")

    def act(self, form: Any, *, at: datetime) -> str:
        order = form.cleaned_data["reference"]
        try:
            deciding.match_line(line=self.record, order=order, by=self.viewer, at=at)
        except deciding.AlreadyDecided as error:
            raise Refused(self._decided()) from error
        return _("%(amount)s is recorded for %(reference)s.") % (self.told() | {"reference": order.reference})


class SetAside(LineAct):
    page_title = gettext_lazy("Set this line aside")
    submit_label = gettext_lazy("Set it aside")
    form_class = AsideForm
    is_confirmed_first = False

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        try:
            deciding.set_aside(line=self.record, reason=told["reason"], note=told["note"], by=self.viewer, at=at)
        except deciding.AlreadyDecided as error:
            raise Refused(_("Somebody has decided on this line already.")) from error
        return _("The line is set aside. It can be opened again.")


class Undo(LineAct):
    page_title = gettext_lazy("Open this line again")
    submit_label = gettext_lazy("Undo the decision")

    def standing(self) -> Decision:
        decisions = self.record.decisions.standing().select_related("payment__order", "line")
        found: Decision | None = decisions.first()
        if found is None:
            raise Refused(_("This line is open already."))
        return found

    def what_will_happen(self, form: Any) -> list[str]:
        decision = self.standing()
        if decision.payment is None:
            return [_("The line is to be decided on again.")]
        if why := why_not_take_back(decision.payment):
            raise Refused(why)
        order = decision.payment.order
        told = self.told() | {"reference": order.reference, "payer": order.payer_name}
        sentences = [
            _("%(amount)s is taken back from %(reference)s of %(payer)s by a reversing entry.") % told,
            _("The line is to be decided on again."),
        ]
        if order.paid_at and order.received_pence - decision.payment.received_pence < order.total_pence:
            sentences.insert(1, _("What the order had bought ends, the amount is due again, and we tell the payer."))
        return sentences

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            deciding.undo(decision=self.standing(), by=self.viewer, at=at)
        except CannotTakeBack as error:
            raise Refused(str(error)) from error
        return _("The line is open again.")
