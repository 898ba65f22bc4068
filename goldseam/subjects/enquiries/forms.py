from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Hub
from goldseam.subjects.enquiries.actions import Enquirer
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.membership.forms import PersonForm, one_line
from goldseam.subjects.teams.prices import MOST

LONGEST = 8000


def text_field(label: Any, **kwargs: Any) -> forms.CharField:
    """Words of any length that somebody reads in one go."""
    rows = {"rows": kwargs.pop("rows", 8)}
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs=rows), validators=[MaxLengthValidator(LONGEST)], **kwargs
    )


class AskForm(PersonForm):
    """What somebody who writes to us tells."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=Enquiry.Topic.choices, widget=forms.RadioSelect, initial="membership"
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False, validators=[one_line])
    seats = forms.IntegerField(
        label=_("For how many people?"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("If you ask about membership for several. A guess will do."),
    )
    hub = forms.ModelChoiceField(
        label=_("Hub"),
        queryset=Hub.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label=_("None, or I do not know"),
        help_text=_("If you name one, its lead reads it too and may answer. Complaints go to the office only."),
    )
    text = text_field(_("Your message"))
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    AUTOCOMPLETE = PersonForm.AUTOCOMPLETE | {"organisation": "organization"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].widget.attrs |= {"inputmode": "numeric", "class": "short"}
        self.order_fields(["topic", "text", "organisation", "seats", "given_name", "family_name", "email", "hub"])

    def enquirer(self) -> Enquirer:
        """Who asks, as the action takes it."""
        names = ("given_name", "family_name", "email", "organisation", "seats", "hub")
        return Enquirer(**{name: self.cleaned_data[name] for name in names})


class GoOnForm(forms.Form):
    """What they say further."""

    text = text_field(_("Your answer"), rows=6)
