"""Pausing a membership, by the person or by the office."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goldseam.foundation.theme.widgets import RadioRows
from goldseam.subjects.membership.models import Pause
from goldseam.subjects.membership.pausing import Asked, CannotPause, ask_pause


class PauseForm(forms.Form):
    """Why, from when and for how long; valid when it may be paused so."""

    why = forms.ChoiceField(
        label=_("Why"),
        widget=RadioRows,
        choices=Pause.Why.choices,
        error_messages={"required": _("Please choose one. You need not say more.")},
    )
    begins_on = forms.DateField(
        label=_("First day of the pause"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please give the day on which the pause begins.")},
    )
    months = forms.TypedChoiceField(
        label=_("For how long"), coerce=int, error_messages={"required": _("Please choose for how long.")}
    )
    asked: Asked | None = None

    def __init__(self, *args: Any, person: Any, longest: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.today = person, today
        months: Any = self.fields["months"]
        words = ngettext_lazy("%(n)d month", "%(n)d months", "n")
        months.choices = [(number, words % {"n": number}) for number in range(1, longest + 1)]

    def clean(self) -> dict[str, Any]:
        """Reckon what the pause would mean, or say why it cannot be."""
        told = super().clean() or {}
        if "begins_on" in told and "months" in told:
            try:
                self.asked = ask_pause(
                    person=self.person, begins_on=told["begins_on"], months=told["months"], on=self.today
                )
            except CannotPause as error:
                self.add_error("begins_on", str(error))
        return told


class PauseForSomebodyForm(PauseForm):
    """The same, by the office, with the reason that is kept in the history."""

    reason = forms.CharField(
        label=_("Who asked for it, and how"),
        max_length=400,
        help_text=_("It stands in the history for the office, and the person can ask to read it."),
    )
