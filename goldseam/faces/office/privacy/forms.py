from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from goldseam.foundation import clock
from goldseam.foundation.theme.widgets import RadioRows


class ReceivedForm(forms.Form):
    """The day on which a request reached the association: its time runs from there."""

    received_on = forms.DateField(
        label=_("When did it reach us?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The time for the answer runs from that day."),
        error_messages={"required": _("Please give the day."), "invalid": _("Please give the day as 2026-05-04.")},
    )

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        today = clock.local_date(clock.now())
        if day > today:
            raise forms.ValidationError(_("This day lies ahead. Give the day on which it reached us."))
        if (today - day).days > 366:
            raise forms.ValidationError(_("This is more than a year ago. Please look at the year again."))
        return day


class ComplaintForm(ReceivedForm):
    text = forms.CharField(
        label=_("What is it about?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[MaxLengthValidator(4000)],
        help_text=_("The person can ask to read this."),
        error_messages={"required": _("Please write what it is about.")},
    )


class EraseForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why are the details erased?"),
        widget=RadioRows(
            hints={
                "asked": str(_("Then it is done even while a membership runs or money is owed; both are named first.")),
                "office": str(_("Then it waits until nothing runs and nothing is owed.")),
            }
        ),
        choices=[("asked", _("The person asked for it")), ("office", _("We no longer need them"))],
        error_messages={"required": _("Please say why.")},
    )


class ReviewForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        choices=[("let_go", _("Let them go")), ("keep", _("Keep them for another year"))],
        error_messages={"required": _("Please decide.")},
    )
