from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Hold, Hub
from goldseam.core.people.roles import ROLES
from goldseam.foundation import clock
from goldseam.foundation.theme.widgets import RadioRows
from goldseam.subjects.membership.models import Plan, Term

DISTRICT = RegexValidator(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$", _("It looks like LS6 or EC1A."))


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(4000)],
        error_messages={"required": _("Please write something.")},
    )


class HoldForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        widget=RadioRows(),
        choices=Hold.Reason.choices,
        error_messages={"required": _("Please choose why.")},
    )
    last_on = forms.DateField(
        label=_("Up to and with"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty to end it by hand, in the file."),
    )

    def clean_last_on(self) -> date | None:
        last: date | None = self.cleaned_data["last_on"]
        if last and last < clock.local_date(clock.now()):
            raise forms.ValidationError(_("This day is over. Please name today or a later day."))
        return last


class DetailsForm(forms.Form):
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("A new address counts as confirmed only when a letter to it has been answered."),
    )
    profession = forms.CharField(label=_("Profession"), max_length=120, required=False)
    employer = forms.CharField(label=_("Employer"), max_length=160, required=False)
    postcode_district = forms.CharField(
        label=_("First half of the postcode"), max_length=4, required=False, validators=[DISTRICT]
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(400)],
    )
    hub = forms.ModelChoiceField(label=_("Hub"), queryset=Hub.objects.all(), required=False, empty_label=_("None"))

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"] or None


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        widget=RadioRows(hints={role.slug: role.description for role in ROLES.values()}),
        choices=[(role.slug, role.name) for role in ROLES.values()],
        error_messages={"required": _("Please choose a role.")},
    )
    hub = forms.ModelChoiceField(
        label=_("Hub, for a hub lead"), queryset=Hub.objects.all(), required=False, empty_label=_("None")
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        role = ROLES.get(told.get("role", ""))
        if role and role.is_of_hub and not told.get("hub"):
            self.add_error("hub", _("A hub lead leads one hub: please choose it."))
        if role and not role.is_of_hub:
            told["hub"] = None
        return told


class EndGivenForm(forms.Form):
    """Until when a term that was given runs, and why no longer."""

    last_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please name the last day.")},
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("The person reads it in our letter, and in their history with your name."),
    )

    def __init__(self, *args: Any, term: Term, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term, self.today = term, today

    def clean_last_on(self) -> date:
        last: date = self.cleaned_data["last_on"]
        if not self.today <= last < self.term.ends_on:
            raise forms.ValidationError(_("Please name today or a later day, before the day on which it ends anyway."))
        return last


class GiveTermForm(forms.Form):
    given_as = forms.ChoiceField(
        label=_("As"),
        widget=RadioRows,
        choices=Term.Given.choices,
        error_messages={"required": _("Please choose one.")},
    )
    plan = forms.ModelChoiceField(label=_("Plan"), queryset=Plan.objects.all())
    years = forms.TypedChoiceField(label=_("For how many years"), coerce=int, choices=[(n, n) for n in range(1, 11)])
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("The person reads it, with your name, in our letter and in their history."),
    )
