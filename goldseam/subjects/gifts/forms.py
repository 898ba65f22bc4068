from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.money import exact
from goldseam.foundation.theme.widgets import RadioRows
from goldseam.subjects.gifts.ordering import Wish
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.forms import PersonForm, TakeUpForm, one_line
from goldseam.subjects.membership.models import Plan

# A Christmas or a birthday ahead, and not a day that nobody will remember.
LATEST = timedelta(days=366)
LONGEST = 1000
PERSON, CARD, POOL = "person", "card", "pool"


class WishForm(forms.Form):
    """For whom a gift is. What is not needed for the way that was chosen is not looked at."""

    for_whom = forms.ChoiceField(
        label=gettext_lazy("Who is it for?"),
        choices=[
            (PERSON, gettext_lazy("Somebody we write to for you")),
            (CARD, gettext_lazy("Somebody to whom I hand a card")),
        ],
        required=False,
        widget=RadioRows(
            hints={
                PERSON: gettext_lazy("On the day you choose, with your words and a link."),
                CARD: gettext_lazy("You print the card; its code can be typed in by hand."),
            }
        ),
    )
    recipient_name = forms.CharField(
        label=gettext_lazy("Their name"),
        max_length=120,
        validators=[one_line],
        error_messages={"required": gettext_lazy("Please write who it is for.")},
    )
    recipient_email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        max_length=254,
        help_text=gettext_lazy("We use it for this gift only. Leave it empty for a card that you print."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Please write where the gift is to go, or choose to print a card.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Your words to them"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(LONGEST)],
        help_text=gettext_lazy("They stand in the letter and on the card."),
    )
    deliver_on = forms.DateField(
        label=gettext_lazy("Day on which we write"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty means at once. We write in the daytime: what is bought at night goes at eight."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        way = self.data.get("for_whom") or PERSON
        self.fields["recipient_name"].required = way in (PERSON, CARD)
        self.fields["recipient_email"].required = way == PERSON

    def clean_for_whom(self) -> str:
        return self.cleaned_data["for_whom"] or PERSON

    def clean_deliver_on(self) -> date | None:
        told: date | None = self.cleaned_data["deliver_on"]
        if told and self.fields["recipient_email"].required:
            if told < self.today:
                raise forms.ValidationError(_("This day is over. Please choose one that lies ahead, or none."))
            if told > self.today + LATEST:
                raise forms.ValidationError(_("Please choose a day within a year."))
        return told

    def wish(self) -> Wish:
        """For whom it is, as the action takes it."""
        told = self.cleaned_data
        if told["for_whom"] == POOL:
            return Wish(message=told["message"], is_for_pool=True)
        is_written = told["for_whom"] == PERSON
        return Wish(
            recipient_name=told["recipient_name"],
            recipient_email=told["recipient_email"] if is_written else "",
            message=told["message"],
            deliver_on=told["deliver_on"] if is_written else None,
        )


class GiftPlanForm(forms.Form):
    """Which of the plans that can be given."""

    plan = forms.ModelChoiceField(
        label=gettext_lazy("Which membership?"),
        queryset=Plan.objects.giftable(),
        to_field_name="slug",
        empty_label=None,
        widget=RadioRows,
    )


class GiftForm(GiftPlanForm, WishForm, PersonForm):
    """A gift, and who gives it."""

    agree = forms.BooleanField(
        label=gettext_lazy("I agree to the terms of membership"),
        error_messages={"required": gettext_lazy("Please tick this box if you agree; without it we cannot go on.")},
    )

    def __init__(self, *args: Any, plans: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan_field: Any = self.fields["plan"]
        plan_field.choices = [(plan.slug, f"{plan.name}, {exact(plan.now_pence)}") for plan in plans]
        plan_field.widget.hints = {plan.slug: plan.for_whom for plan in plans}
        self.fields["recipient_email"].widget.attrs["autocomplete"] = "off"
        way: Any = self.fields["for_whom"]
        way.choices = [*way.choices, (POOL, _("A student who asks for a bursary"))]
        way.widget.hints |= {POOL: _("It goes into the pool, and the office gives it to somebody who has applied.")}

    def giver(self) -> Applicant:
        """Who gives, as the action takes it."""
        told = self.cleaned_data
        return Applicant(given_name=told["given_name"], family_name=told["family_name"], email=told["email"])


class CodeForm(forms.Form):
    """A code as it stands on a card. Whoever is not signed in says where the letter that proves them is to go."""

    code = forms.CharField(
        label=gettext_lazy("Code on the card"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Four groups of four letters and digits. Spaces, dashes and small letters do not matter."
        ),
        error_messages={"required": gettext_lazy("Please write the code from the card.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("We send a link there, so that the membership is yours and nobody else’s."),
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]


def is_studying_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("I am studying for work with babies, children or families"),
        required=False,
        help_text=gettext_lazy(
            "This membership is for students. If you are not, leave the box empty and we say what can be done."
        ),
    )


class RedeemForm(forms.Form):
    """What somebody whom we know says when taking a gift up."""

    def __init__(self, *args: Any, asks_evidence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_evidence:
            self.fields["is_studying"] = is_studying_field()


class RedeemNewForm(TakeUpForm):
    """What somebody new says."""

    def __init__(self, *args: Any, asks_evidence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_evidence:
            self.fields["is_studying"] = is_studying_field()


class BursaryForm(GiftPlanForm, PersonForm):
    """Who asks for a place in the bursary pool, and, if they like, why."""

    why = forms.CharField(
        label=gettext_lazy("Anything you would like us to know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(2 * LONGEST)],
        help_text=gettext_lazy("Not needed. Please write nothing about your health or that of others."),
    )
    agree = forms.BooleanField(
        label=gettext_lazy("The office may read this and keep it until it is decided, and write to me about it"),
        error_messages={"required": gettext_lazy("Please tick this box if you agree; without it we cannot read it.")},
    )

    def __init__(self, *args: Any, plans: Sequence[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan_field: Any = self.fields["plan"]
        plan_field.choices = [(plan.slug, plan.name) for plan in plans]
