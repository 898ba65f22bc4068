from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.fields import PoundsField

one_line = RegexValidator(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", _("Please write this on one line."), inverse_match=True)


class TransferForm(forms.Form):
    amount_pence = PoundsField(label=_("Amount in pounds, as on the statement"))
    received_on = forms.DateField(
        label=_("Day it arrived"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, earliest: date, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest, self.latest = earliest, latest

    def clean_received_on(self) -> date:
        told: date = self.cleaned_data["received_on"]
        if told > self.latest:
            raise forms.ValidationError(_("This day is still to come."))
        if told < self.earliest:
            raise forms.ValidationError(_("This is before the order was placed."))
        return told


class RefundForm(forms.Form):
    amount_pence = PoundsField(label=_("Amount in pounds"))
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("It stands on the credit note that the payer gets.")
    )
