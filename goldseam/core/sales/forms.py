from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.ways import gateways


class WayForm(forms.Form):
    """How to pay."""

    method = forms.ChoiceField(
        label=_("Way to pay"), widget=forms.RadioSelect, error_messages={"required": _("Please choose a way to pay.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = list(gateways().values())
        self.fields["method"].choices = [(way.slug, way.label) for way in self.ways]  # type: ignore[attr-defined]
