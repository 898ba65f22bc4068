from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.ways import gateways
from goldseam.foundation.theme.widgets import RadioRows


class WayForm(forms.Form):
    """How to pay."""

    method = forms.ChoiceField(
        label="", widget=RadioRows, error_messages={"required": _("Please choose a way to pay.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = gateways().values()
        field: Any = self.fields["method"]
        field.choices = [(way.slug, way.label) for way in ways]
        field.widget.hints = {way.slug: way.hint for way in ways}
