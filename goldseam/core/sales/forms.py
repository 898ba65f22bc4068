from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.ways import gateways
from goldseam.foundation.theme.widgets import RadioRows


class WayForm(forms.Form):
    """How to pay, and whether the card may be kept for later where there is something to agree to."""

    method = forms.ChoiceField(
        label="", widget=RadioRows, error_messages={"required": _("Please choose a way to pay.")}
    )

    def __init__(self, *args: Any, agreement: str = "", is_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        ways = [way for way in gateways().values() if way.keeps_cards or not is_needed]
        field: Any = self.fields["method"]
        field.choices = [(way.slug, way.label) for way in ways]
        field.widget.hints = {way.slug: way.hint for way in ways}
        if agreement and any(way.keeps_cards for way in ways):
            errors = {"required": _("Please tick this box if you agree; without it we cannot take monthly payments.")}
            self.fields["consent_renewal"] = forms.BooleanField(
                label=agreement, required=is_needed, error_messages=errors
            )

    @property
    def agreed_words(self) -> str:
        """The words that were ticked; '' when nothing was."""
        return self.agreement if self.cleaned_data.get("consent_renewal") else ""
