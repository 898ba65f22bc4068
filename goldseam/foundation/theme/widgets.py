"""Form widgets that Django does not have."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class RadioRows(forms.RadioSelect):
    """Radio buttons, each with its own words of help: `hints` maps a choice's value to them."""

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})


class SuggestedText(forms.TextInput):
    """Free text with suggestions: whatever is typed counts."""

    template_name = "theme/forms/suggested.html"

    def __init__(self, *args: Any, suggestions: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_suggestions"
        context["widget"]["attrs"]["list"] = list_id
        return {**context, "list_id": list_id, "suggestions": self.suggestions}
