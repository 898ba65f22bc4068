"""Fields that only the office fills in."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST_PENCE = 100_000_000


class PoundsField(forms.CharField):
    """An amount as people write it, `75`, `£75.50` or `1,200.00`; its value is whole pence, a penny to £1,000,000."""

    default_error_messages = {
        "invalid": _("Please write an amount such as 75 or 75.50."),
        "size": _("Please write an amount from £0.01 to £1,000,000."),
    }

    def __init__(self, *, may_be_nil: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.smallest_pence = 0 if may_be_nil else 1
        self.widget.attrs |= {"inputmode": "decimal", "class": "short"}

    def to_python(self, value: Any) -> Any:
        typed = (super().to_python(value) or "").removeprefix("£").strip()
        if typed in self.empty_values:
            return None
        match = re.fullmatch(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\.([0-9]{1,2}))?", typed)
        if not match:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        pence = int(match[1].replace(",", "")) * 100 + int((match[2] or "").ljust(2, "0"))
        if not self.smallest_pence <= pence <= LARGEST_PENCE:
            raise ValidationError(self.error_messages["size"], code="size")
        return pence

    def run_validators(self, value: Any) -> None:
        super().run_validators("" if value is None else str(value))

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value


class LinesField(forms.CharField):
    """Several short texts, one a line; its value is a list without empty lines."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        if any(len(line) > self.longest for line in lines):
            raise ValidationError(
                _("Please keep each line to %(longest)s characters."), params={"longest": self.longest}
            )
        return lines

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value
