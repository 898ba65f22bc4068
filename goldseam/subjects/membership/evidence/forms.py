from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.subjects.membership.evidence.deeds import check_paper, is_of
from goldseam.subjects.membership.models import Plan

# Nobody studies longer for one degree.
LONGEST = timedelta(days=10 * 366)


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StudiesForm(forms.Form):
    """When the studies end: asked beside either way of showing them."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["studies_end_on"] = forms.DateField(
            label=_("Your studies end on"),
            widget=day_input(),
            help_text=_("About will do."),
            error_messages={"required": _("Please give the day on which your studies end; about will do.")},
        )

    def clean_studies_end_on(self) -> date:
        told: date = self.cleaned_data["studies_end_on"]
        if not self.today < told <= self.today + LONGEST:
            raise forms.ValidationError(_("Please give a day that lies ahead, within ten years."))
        return told


class AddressForm(StudiesForm):
    address = forms.EmailField(
        label=gettext_lazy("Your address at the university"),
        max_length=254,
        error_messages={"required": gettext_lazy("Please give your address at the university.")},
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["address"].help_text = _("It ends in %(endings)s, and we write there once, to confirm it.") % {
            "endings": _(" or ").join(plan.evidence_domains)
        }

    def clean_address(self) -> str:
        told: str = self.cleaned_data["address"]
        if not is_of(self.plan, told):
            words = _("We know universities by %(endings)s. With another address, hand in a paper instead.")
            raise forms.ValidationError(words % {"endings": _(" or ").join(self.plan.evidence_domains)})
        return told


class PaperForm(StudiesForm):
    file = forms.FileField(
        label=gettext_lazy("A paper that shows it"),
        validators=[check_paper],
        help_text=gettext_lazy(
            "A student card or a letter of enrolment: a PDF or a picture (JPEG, PNG), at most 25 MB. "
            "Cover what we need not see, such as a number."
        ),
        error_messages={
            "required": gettext_lazy("Please choose a file."),
            "empty": gettext_lazy("There is nothing in this file. Please choose another."),
        },
    )
