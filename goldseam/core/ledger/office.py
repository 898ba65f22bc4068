"""The trial balance, on the day asked for."""

from datetime import date
from typing import Any

from django import forms
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.pages import DeskPage
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.ledger.actions import trial_balance
from goldseam.core.ledger.models import Entry
from goldseam.core.people.roles import MONEY
from goldseam.foundation import clock

LEDGER_POLICY = DeskPolicy(Entry, {"view": MONEY})


class DayForm(forms.Form):
    on = forms.DateField(
        label=_("At the end of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )


class TrialBalance(DeskPage):
    policy = LEDGER_POLICY
    template_name = "ledger/office/trial_balance.html"
    page_title = _("Trial balance")
    header_icon = "table"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        form = DayForm(self.request.GET or {"on": today.isoformat()})
        on: date = (form.is_valid() and form.cleaned_data["on"]) or today
        lines = list(trial_balance(on=on))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "on": on,
            "lines": lines,
            "debit_pence": sum(line.debit_pence for line in lines),
            "credit_pence": sum(line.credit_pence for line in lines),
        }


app_name = "ledger"
urlpatterns: list[URLPattern] = [path("", LEDGER_POLICY.rule()(TrialBalance.as_view()), name="trial_balance")]
