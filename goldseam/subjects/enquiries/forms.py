from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Hub
from goldseam.subjects.enquiries.actions import Enquirer
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.forms import PersonForm, one_line
from goldseam.subjects.teams.forms import InvoiceForm, number_in
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


class QuoteMeForm(PersonForm):
    """Who wants a price in writing, for how many."""

    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=120,
        validators=[one_line],
        help_text=_("As it should stand on the quote and on the invoice."),
    )
    seats = forms.CharField(
        label=_("For how many people?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        max_length=6,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    AUTOCOMPLETE = PersonForm.AUTOCOMPLETE | {"organisation": "organization"}

    def __init__(self, *args: Any, fewest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fewest = fewest
        self.order_fields(["organisation", "seats", "given_name", "family_name", "email"])

    def clean_seats(self) -> int:
        seats, trouble = number_in(self.cleaned_data["seats"], fewest=self.fewest, most=MOST)
        words = {
            "few": gettext("A team begins with %(fewest)s people.") % {"fewest": self.fewest},
            "many": gettext("So many of you: please write to us, and we find the right way together."),
        }
        if not seats:
            raise forms.ValidationError(words.get(trouble, gettext("Please write a whole number, such as 7.")))
        return seats

    def enquirer(self) -> Enquirer:
        names = ("given_name", "family_name", "email", "organisation", "seats")
        return Enquirer(**{name: self.cleaned_data[name] for name in names})


class AcceptForm(InvoiceForm, PersonForm):
    """Who accepts a quote, and what their books ask for."""

    agree = forms.BooleanField(
        label=_("I agree to the terms of membership"),
        error_messages={"required": _("Please tick this box if you agree; without it we cannot go on.")},
    )

    def payer(self) -> Applicant:
        """Who orders, as the action takes it."""
        told = self.cleaned_data
        return Applicant(told["given_name"], told["family_name"], told["email"], address=told["address"])
