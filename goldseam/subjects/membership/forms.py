from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.actions import district_of, suggest_hub
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Hub
from goldseam.foundation.money import exact
from goldseam.foundation.theme.widgets import RadioRows, SuggestedText
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.plans.monthly import Instalment

PROFESSIONS = [
    _("Health visitor"),
    _("Midwife"),
    _("Psychologist"),
    _("Psychotherapist"),
    _("Nursery or early years staff"),
    _("Social worker"),
    _("Neonatal nurse"),
    _("Family support worker"),
    _("Student"),
]


def consent_field(purpose: str) -> forms.BooleanField:
    """An unticked box for one purpose, in the words that are kept as evidence."""
    return forms.BooleanField(label=PURPOSES[purpose], required=False)


# A line break in a name would begin a paragraph of its own in the letters that greet by it.
one_line = RegexValidator(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", _("Please write this on one line."), inverse_match=True)


class PersonForm(forms.Form):
    """The fields by which anybody is named on any form."""

    given_name = forms.CharField(label=_("Given name"), max_length=80, validators=[one_line])
    family_name = forms.CharField(label=_("Family name"), max_length=80, validators=[one_line])
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    AUTOCOMPLETE = {"given_name": "given-name", "family_name": "family-name", "email": "email"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = value


def in_parts(part: Instalment) -> forms.ChoiceField:
    """A year at once, or in twelve instalments of which this is the first."""
    told = {"first": exact(part.pence), "each": exact(part.each_pence), "all": exact(part.year_pence)}
    monthly = gettext("%(each)s a month, 12 times (%(all)s in all)") % told
    if part.pence != part.each_pence:
        monthly = gettext("%(first)s today, then %(each)s a month, 11 times (%(all)s in all)") % told
    hint = gettext(
        "By a card that we charge each month, after a letter. Each payment gives you a month; you can stop at any time."
    )
    return forms.ChoiceField(
        label=_("How you pay for the year"),
        choices=[("year", gettext("%(all)s a year") % told), ("month", monthly)],
        initial="year",
        required=False,
        widget=RadioRows(hints={"month": hint}),
    )


class JoinForm(PersonForm):
    """What somebody tells us when joining on their own."""

    profession = forms.CharField(
        label=_("Profession"),
        max_length=120,
        required=False,
        widget=SuggestedText(suggestions=cast(list[str], PROFESSIONS)),
        help_text=_("Choose one or write your own."),
    )
    employer = forms.CharField(label=_("Employer"), max_length=160, required=False)
    postcode = forms.CharField(
        label=_("Postcode, at work or at home"),
        max_length=10,
        help_text=_("We use it to find your hub and keep only the first half."),
    )
    hub = forms.ModelChoiceField(
        label=_("Hub"),
        queryset=Hub.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label=_("The one my postcode suggests"),
    )
    address = forms.CharField(
        label=_("Postal address"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        validators=[MaxLengthValidator(400)],
    )
    agree = forms.BooleanField(
        label=_("I agree to the terms of membership"),
        error_messages={"required": _("Please tick this box if you agree; without it we cannot take you in.")},
    )

    def __init__(self, *args: Any, plan: Plan, part: Instalment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if part:
            self.fields["pays"] = in_parts(part)
        self.fields["postcode"].widget.attrs |= {"autocomplete": "postal-code", "class": "short"}
        self.fields["employer"].widget.attrs["autocomplete"] = "organization"
        for purpose in PURPOSES:
            self.fields[f"consent_{purpose}"] = consent_field(purpose)
        if not plan.needs_address:
            del self.fields["address"]
        self.fields["agree"] = self.fields.pop("agree")

    def consents(self) -> list[Any]:
        """The bound consent boxes, for the template."""
        return [self[f"consent_{purpose}"] for purpose in PURPOSES]

    def clean_postcode(self) -> str:
        try:
            return district_of(self.cleaned_data["postcode"])
        except ValueError as error:
            raise forms.ValidationError(_("This is not a whole postcode. They look like LS6 2AB.")) from error

    def clean(self) -> dict[str, Any]:
        """Say which hub the postcode suggests, should the page be shown again."""
        told = super().clean() or {}
        district = told.get("postcode")
        self.suggested = hub = suggest_hub(district) if district and not told.get("hub") else None
        if hub:
            words = gettext("From the first half, %(district)s, we think of %(hub)s. Change it if another suits you.")
            self.fields["hub"].help_text = words % {"district": district, "hub": hub.name}
        return told

    def applicant(self) -> Applicant:
        """What was typed, as the action takes it."""
        told = self.cleaned_data
        return Applicant(
            given_name=told["given_name"],
            family_name=told["family_name"],
            email=told["email"],
            profession=told["profession"],
            employer=told["employer"],
            postcode_district=told["postcode"],
            address=told.get("address", ""),
            hub=told["hub"] or self.suggested,
            consents=[purpose for purpose in PURPOSES if told[f"consent_{purpose}"]],
        )


class TakeUpForm(JoinForm):
    """What somebody new tells us when taking up what another pays for: as for joining, but the address is the one we
    wrote to.
    """

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.fields.pop("address", None)
        self.address_told = email

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"email": self.address_told}
