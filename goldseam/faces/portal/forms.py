"""What a person changes about themselves."""

import re
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.ways import gateways
from goldseam.core.people.actions import district_of, suggest_hub
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Consent, Hub, Person
from goldseam.foundation.clock import local
from goldseam.foundation.theme.widgets import SuggestedText
from goldseam.subjects.membership.forms import PROFESSIONS, consent_field

AUTOCOMPLETE = {
    "given_name": "given-name",
    "family_name": "family-name",
    "employer": "organization",
    "address": "street-address",
    "postcode": "postal-code",
}
DISTRICT = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?", re.ASCII)


def said_yes(consent: Consent) -> str:
    """Since when a consent runs, and where it was given."""
    told = {"day": date_format(local(consent.given_at), "j F Y"), "where": consent.get_given_where_display()}
    return (gettext("Yes since %(day)s, %(where)s.") if told["where"] else gettext("Yes since %(day)s.")) % told


class PreferencesForm(forms.Form):
    """Name, work, address, hub and what we may send."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    profession = forms.CharField(
        label=_("Profession"),
        max_length=120,
        required=False,
        widget=SuggestedText(suggestions=cast(list[str], PROFESSIONS)),
    )
    employer = forms.CharField(label=_("Employer"), max_length=160, required=False)
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(400)],
    )
    postcode = forms.CharField(
        label=_("Postcode, at work or at home"),
        max_length=10,
        required=False,
        help_text=_("We keep only the first half."),
    )
    hub = forms.ModelChoiceField(
        label=_("Hub"),
        queryset=Hub.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label=_("The one my postcode suggests"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        running = {consent.purpose: consent for consent in person.consents.filter(withdrawn_at=None)}
        kwargs["initial"] = {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "profession": person.profession,
            "employer": person.employer,
            "address": person.address,
            "postcode": person.postcode_district,
            "hub": person.hub.slug if person.hub else "",
        } | {f"consent_{purpose}": purpose in running for purpose in PURPOSES}
        super().__init__(*args, **kwargs)
        for name, value in AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = value
        for purpose in PURPOSES:
            self.fields[f"consent_{purpose}"] = consent_field(purpose)
            if purpose in running:
                self.fields[f"consent_{purpose}"].help_text = said_yes(running[purpose])

    def consents(self) -> list[Any]:
        """The bound consent boxes, for the template."""
        return [self[f"consent_{purpose}"] for purpose in PURPOSES]

    def clean_postcode(self) -> str:
        """The district of a whole postcode; the first half alone, as we show it, stays as it is."""
        typed = self.cleaned_data["postcode"].strip().upper()
        if not typed or DISTRICT.fullmatch(typed):
            return str(typed)
        try:
            return district_of(typed)
        except ValueError as error:
            raise forms.ValidationError(_("This is not a postcode. They look like LS6 2AB.")) from error

    def details(self) -> dict[str, Any]:
        """What the person says of themselves, as `people.actions.change_details` takes it."""
        told = self.cleaned_data
        names = ("given_name", "family_name", "profession", "employer", "address")
        hub = told["hub"] or (suggest_hub(told["postcode"]) if told["postcode"] else None)
        details = {name: told[name] for name in names} | {"postcode_district": told["postcode"]}
        return details | ({"hub": hub} if hub else {})

    def purposes(self) -> list[str]:
        """What the person says yes to."""
        return [purpose for purpose in PURPOSES if self.cleaned_data[f"consent_{purpose}"]]


class AddressForm(forms.Form):
    """Another e-mail address."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("We write to it, and use it as soon as you follow the link in that letter."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email == self.person.email:
            raise forms.ValidationError(_("This is the address we have. Type the new one."))
        return email


class CardForm(forms.Form):
    """By which way a card is kept, and the words by which it may be charged."""

    method = forms.ChoiceField(label=_("At"))
    agree = forms.BooleanField(
        error_messages={"required": _("Please tick this box if you agree; without it no card is kept.")}
    )

    def __init__(self, *args: Any, agreement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method: Any = self.fields["method"]
        method.choices = [(way.slug, way.label) for way in gateways().values() if way.keeps_cards]
        if len(method.choices) == 1:
            method.widget = forms.HiddenInput()
            self.initial["method"] = method.choices[0][0]
        self.fields["agree"].label = agreement
