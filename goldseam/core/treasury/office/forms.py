from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.sales.models import Order
from goldseam.core.sales.office.lists import REFERENCE
from goldseam.core.treasury.models import Decision, Statement
from goldseam.core.treasury.reading import LARGEST_BYTES


class StatementForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV or OFX file from the bank"),
        help_text=gettext_lazy(
            "As the bank gives it, any days you like: what stands on two statements counts once. PDF cannot be read."
        ),
        allow_empty_file=True,
    )
    account = forms.CharField(
        label=gettext_lazy("Which account, if you have several"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Only for files that do not name it. Always write it the same way."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise ValidationError(_("The file is larger than 5 MB. Please download fewer months at once."))
        return file


class OrderOfDatesForm(forms.Form):
    day_order = forms.ChoiceField(
        label=gettext_lazy("How does this file write dates?"),
        widget=forms.RadioSelect,
        choices=[choice for choice in Statement.DayOrder.choices if choice[0]],
        error_messages={"required": gettext_lazy("Please choose one.")},
    )


class MatchForm(forms.Form):
    reference = forms.CharField(
        label=gettext_lazy("Order"), max_length=20, help_text=gettext_lazy("Its reference, such as GS000123.")
    )

    def clean_reference(self) -> Order:
        match = REFERENCE.match(self.cleaned_data["reference"].strip())
        found = Order.objects.select_related("person").filter(pk=match[1]).first() if match else None
        if found is None:
            raise ValidationError(_("There is no order of this reference."))
        return found


class AsideForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.RadioSelect,
        choices=Decision.Reason.choices,
        error_messages={"required": gettext_lazy("Please choose one.")},
    )
    note = forms.CharField(label=gettext_lazy("In your words"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("reason") == Decision.Reason.OTHER and not told.get("note"):
            self.add_error("note", _("Please say what it is."))
        return told
