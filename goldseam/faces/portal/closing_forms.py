"""Closing one's account."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.theme.widgets import RadioRows

NOW, LATER = "now", "later"


class ClosingForm(forms.Form):
    """When, if a membership runs, and that one knows what it means."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"), error_messages={"required": gettext_lazy("Please choose when.")}
    )
    understood = forms.BooleanField(
        label=gettext_lazy("I have read what goes and what stays"),
        error_messages={"required": gettext_lazy("Please tick this first: nobody can bring your details back.")},
    )

    def __init__(self, *args: Any, until: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if until is None:
            del self.fields["when"]
            return
        when: Any = self.fields["when"]
        hints = {
            LATER: _("Until then everything stays as it is, and you can change your mind."),
            NOW: _("Your membership ends today. Nothing is paid back for the days that are left."),
        }
        when.widget = RadioRows(hints=hints)
        when.choices = [
            (LATER, _("When my membership has run out, after %(day)s") % {"day": date_format(until, "j F Y")}),
            (NOW, _("Now")),
        ]

    @property
    def waits(self) -> bool:
        """Whether it is to wait until the membership has run out."""
        return self.cleaned_data.get("when") == LATER
