from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from goldseam.subjects.cpd.models import Activity

LONGEST_HOURS = 100
EARLIEST = date(1970, 1, 1)


class ActivityForm(forms.Form):
    """Something a person did, in their own words. Of what the association entered, only the reflection can change."""

    title = forms.CharField(label=_("What you did"), max_length=200)
    on = forms.DateField(label=_("When"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=Decimal("0.25"),
        max_value=LONGEST_HOURS,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
        help_text=_("Half an hour is 0.5."),
        error_messages={"invalid": _("Write a number, such as 1.5.")},
    )
    reflection = forms.CharField(
        label=_("What you take from it"),
        required=False,
        widget=forms.Textarea,
        validators=[MaxLengthValidator(5000)],
        help_text=_("For yourself; it stands in the PDF that you can show."),
    )

    def __init__(self, *args: Any, today: date, activity: Activity | None = None, **kwargs: Any) -> None:
        if activity:
            kwargs["initial"] = {
                "title": activity.title,
                "on": activity.on,
                "hours": f"{activity.minutes / 60:.2f}".rstrip("0").rstrip("."),
                "reflection": activity.reflection,
            }
        super().__init__(*args, **kwargs)
        self.today, self.activity = today, activity
        if activity and activity.source:
            for name in ("title", "on", "hours"):
                del self.fields[name]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet. Enter what you have done."))
        if on < EARLIEST:
            raise forms.ValidationError(_("This is very long ago. Is the year right?"))
        return on

    def told(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        told = self.cleaned_data
        if self.activity and self.activity.source:
            kept = {name: getattr(self.activity, name) for name in ("title", "on", "minutes")}
            return kept | {"reflection": told["reflection"]}
        minutes = round(told["hours"] * 60)
        return {"title": told["title"], "on": told["on"], "minutes": minutes, "reflection": told["reflection"]}
