from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Payer
from goldseam.foundation.money import exact
from goldseam.foundation.tables import Unreadable
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.membership.forms import PersonForm, one_line
from goldseam.subjects.teams.lists import Listed, in_file, in_text, is_address
from goldseam.subjects.teams.models import Seat
from goldseam.subjects.teams.prices import MOST

LARGEST = 2 * 1024 * 1024


def number_in(asked: str, *, fewest: int, most: int) -> tuple[int | None, str]:
    """How many seats were asked for, or why not so many: `few`, `many`, or `unread` when it is no number."""
    number = asked.strip()
    if not number:
        return None, ""
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 7):
        return None, "unread"
    seats = int(number)
    if seats < fewest:
        return None, "few"
    return (seats, "") if seats <= most else (None, "many")


class InvoiceForm(forms.Form):
    """What an organisation's own books ask for."""

    address = forms.CharField(
        label=gettext_lazy("Address for the invoice"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        validators=[MaxLengthValidator(400)],
    )
    purchase_order = forms.CharField(
        label=gettext_lazy("Purchase order number"),
        required=False,
        max_length=80,
        validators=[one_line],
        help_text=gettext_lazy("If your organisation uses them. It is printed on the invoice."),
    )


class PayerForm(InvoiceForm):
    """Who pays may be somebody else than who looks after the team, and another one than last time."""

    payer_given_name = forms.CharField(
        label=gettext_lazy("Given name"), required=False, max_length=80, validators=[one_line]
    )
    payer_family_name = forms.CharField(
        label=gettext_lazy("Family name"), required=False, max_length=80, validators=[one_line]
    )
    payer_email = forms.EmailField(
        label=gettext_lazy("E-mail address for the invoice"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("We write there about this order only. Empty means that it goes to you."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    @staticmethod
    def told_before(last: Payer | None, by: Person) -> dict[str, str]:
        """What stands in the form to begin with: whoever had the last invoice."""
        if last is None:
            return {}
        if last.email == by.email:
            return {"address": last.address}
        return {
            "address": last.address,
            "payer_given_name": last.given_name,
            "payer_family_name": last.family_name,
            "payer_email": last.email,
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        named = told.get("payer_given_name") or told.get("payer_family_name")
        if named and not told.get("payer_email") and "payer_email" not in self.errors:
            self.add_error("payer_email", _("Please write the address of whoever pays, or leave their name out too."))
        if told.get("payer_email") and not told.get("payer_given_name"):
            self.add_error("payer_given_name", _("Please write the name of whoever pays: the invoice speaks to them."))
        return told

    def payer(self, by: Person) -> Payer:
        """Who pays: whoever is named, or else who orders."""
        told = self.cleaned_data
        who = (told["payer_given_name"], told["payer_family_name"], told["payer_email"])
        if not told["payer_email"]:
            who = (by.given_name, by.family_name, by.email or "")
        return Payer(*who, told["address"], told["purchase_order"])


class MoreSeatsForm(PayerForm):
    """How many stands in the address, and once more in the form."""

    seats = forms.IntegerField(widget=forms.HiddenInput)


class RenewTeamForm(PayerForm):
    """With how many seats the team goes on, and who leaves where there are fewer than people."""

    seats = forms.IntegerField(widget=forms.HiddenInput)
    leaving = forms.MultipleChoiceField(
        label=gettext_lazy("Whose place ends"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, holders: Sequence[Seat], too_many: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_many = too_many
        choices: Any = self.fields["leaving"]
        choices.choices = [(str(seat.pk), seat.term.membership.person.full_name) for seat in holders]
        if too_many <= 0:
            del self.fields["leaving"]

    def clean_leaving(self) -> list[int]:
        """Those who were chosen, as many as have to leave at least."""
        chosen = [int(pk) for pk in self.cleaned_data["leaving"]]
        if len(chosen) < self.too_many:
            words = ngettext(
                "Please choose %(count)s person at least: there are more people than places.",
                "Please choose %(count)s people at least: there are more people than places.",
                self.too_many,
            )
            raise forms.ValidationError(words % {"count": self.too_many})
        return chosen


class OrderTeamForm(InvoiceForm, PersonForm):
    """Who orders seats for which organisation. How many stands in the address, and once more in the form."""

    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=120,
        validators=[one_line],
        help_text=gettext_lazy("As it should stand on the invoice."),
    )
    seats = forms.IntegerField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=gettext_lazy("I agree to the terms of membership"),
        error_messages={"required": gettext_lazy("Please tick this box if you agree; without it we cannot go on.")},
    )
    AUTOCOMPLETE = PersonForm.AUTOCOMPLETE | {"organisation": "organization"}

    def coordinator(self) -> Applicant:
        """Who orders, as the action takes it."""
        told = self.cleaned_data
        return Applicant(
            given_name=told["given_name"],
            family_name=told["family_name"],
            email=told["email"],
            employer=told["organisation"],
            address=told["address"],
        )


class InviteForm(forms.Form):
    """Addresses, typed or pasted, one a line or with commas between, or a file of them."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=gettext_lazy("One on each line, or with commas between them."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a list from a file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy("CSV or XLSX, with a person in each row. Rows without an address are told."),
    )
    listed: Listed | None = None

    def clean_addresses(self) -> list[str]:
        """Each address once, in the order in which they were written."""
        found = in_text(self.cleaned_data["addresses"])
        wrong = [part for part in found if not is_address(part)]
        if wrong:
            # What is no address may be a page that was pasted by mistake.
            named = ", ".join(f"“{part[:60]}”" for part in wrong[:5]) + (" …" if len(wrong) > 5 else "")
            raise forms.ValidationError(
                _("Not an e-mail address: %(named)s. Nobody was written to yet.") % {"named": named}
            )
        # Of an address that stands there twice the first spelling counts.
        return list({part.lower(): part for part in reversed(found)}.values())[::-1]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            if file.size > LARGEST:
                raise forms.ValidationError(_("The file is larger than 2 MB. Please divide it."))
            try:
                self.listed = in_file(file)
            except Unreadable as error:
                raise forms.ValidationError(str(error)) from error
            if not self.listed.rows:
                raise forms.ValidationError(_("There is no e-mail address in this file. Nobody was written to."))
        return file

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not self.everybody:
            self.add_error("addresses", _("Please write at least one address."))
        elif len(self.everybody) > MOST:
            self.add_error("addresses", _("Please invite at most %(most)s at once.") % {"most": MOST})
        return told

    @property
    def everybody(self) -> list[str]:
        """All addresses, those that were typed first."""
        return [*self.cleaned_data.get("addresses", ()), *(self.listed.rows if self.listed else ())]


class HandOverForm(forms.Form):
    """Who is to look after a team."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of somebody who has a place"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class AskForm(forms.Form):
    """Where the letter with the place is to go."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class BeginForm(forms.Form):
    """For whoever has an own membership: when the place in the team is to begin."""

    begins = forms.ChoiceField(label=gettext_lazy("When should your place begin?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, until: date, credit_pence: int, team_until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"price": exact(credit_pence), "day": date_format(until, "j F Y")}
        now = _("Today. Your own membership ends, and %(price)s for its days that are left goes back the way it came.")
        after = _("When my own membership ends, on %(day)s. Until then the place is kept for me.")
        choices = [("now", now % told)] if credit_pence else []
        if until < team_until:
            choices.append(("after", after % told))
        begins: Any = self.fields["begins"]
        begins.choices, begins.initial = choices, choices[-1][0] if choices else None
