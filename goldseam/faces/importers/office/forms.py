from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.faces.importers.actions import Decision, may_be_new
from goldseam.faces.importers.models import Import, ImportRow
from goldseam.foundation.uploads import MOST_BYTES, MOST_MB

AT_ONCE = 50
ORDERS = [choice for choice in Import.DayOrder.choices if choice[0]]


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy("With a row of column names. Nothing is brought in before you have seen what was read."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                _(
                    "The file is larger than %(most)s MB. Please divide it, or bring it in on the server: "
                    "goldseam import people FILE."
                )
                % {"most": MOST_MB}
            )
        return file


class OrderForm(forms.Form):
    day_order = forms.ChoiceField(
        label=gettext_lazy("How does this file write dates?"),
        widget=forms.RadioSelect,
        choices=ORDERS,
        error_messages={"required": gettext_lazy("Please choose one.")},
    )


class DecisionForm(forms.Form):
    """One question for each row that looks like somebody we know; what is left open is asked again."""

    def __init__(self, *args: Any, rows: list[ImportRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"row{row.number}"] = forms.ChoiceField(
                label=self._question(row),
                widget=forms.RadioSelect,
                choices=self._answers(row),
                required=False,
                initial=row.decision,
            )

    def _question(self, row: ImportRow) -> str:
        told = row.told
        told_name = f"{told.get('given_name', '')} {told.get('family_name', '')}".strip()
        words = [told_name, told.get("email", ""), told.get("postcode_district", "")]
        return _("Row %(number)s, %(row)s: is it %(known)s?") % {
            "number": row.number,
            "row": ", ".join(word for word in words if word),
            "known": ", ".join(word for word in (row.alike.full_name, row.alike.email) if word) if row.alike else "",
        }

    def _answers(self, row: ImportRow) -> list[tuple[str, Any]]:
        return [
            (Decision.SAME.value, Decision.SAME.label),
            *([(Decision.NEW.value, Decision.NEW.label)] if may_be_new(row) else []),
            (Decision.LEAVE.value, Decision.LEAVE.label),
        ]

    @property
    def decisions(self) -> dict[int, str]:
        """What was answered, by the rows' numbers."""
        return {int(name.removeprefix("row")): value for name, value in self.cleaned_data.items() if value}
