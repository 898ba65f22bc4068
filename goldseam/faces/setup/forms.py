"""What each step asks."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.fields import LinesField, PoundsField
from goldseam.core.mail.models import MailServer
from goldseam.core.mail.providers import PROVIDERS, by_host
from goldseam.core.people.models import Hub, Person
from goldseam.faces.office.settings import AREA, AssociationForm
from goldseam.foundation.files.pictures import Picture, redrawn
from goldseam.subjects.membership.forms import PersonForm
from goldseam.subjects.membership.models import Plan

MARK_SIDE = 480
VAT_NUMBER = RegexValidator(r"^(GB ?)?\d{3} ?\d{4} ?\d{2}( ?\d{3})?$", _("It looks like GB 123 4567 89."))
SORT_CODE = RegexValidator(r"^\d{2}[- ]?\d{2}[- ]?\d{2}$", _("A sort code has six figures: 20-00-00."))
HOST = RegexValidator(r"^[A-Za-z0-9.:-]+$", _("A server’s name has letters, figures, dots and hyphens."))
HERE = ("localhost", "127.0.0.1", "::1")
ACCOUNT_NUMBER = RegexValidator(r"^\d{8}$", _("An account number has eight figures."))


class AccountForm(PersonForm):
    """The first of the office. Nothing can be mailed yet, so a password is asked for."""

    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=format_lazy("{rules}", rules=" ".join(password_validators_help_texts())),
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if {"password1", "password2"} <= told.keys():
            self._check(told)
        return told

    def _check(self, told: dict[str, Any]) -> None:
        if told["password1"] != told["password2"]:
            self.add_error("password2", gettext("The two passwords differ. Please type both again."))
            return
        names = {name: told[name] for name in ("given_name", "family_name", "email") if name in told}
        try:
            validate_password(told["password1"], Person(**names))
        except forms.ValidationError as error:
            self.add_error("password1", error)


class NamesForm(AssociationForm):
    """Who the association is."""

    class Meta(AssociationForm.Meta):
        fields: Sequence[str] = ("name", "short_name", "strapline", "address", "email", "charity_number", "vat_number")
        help_texts = {
            "short_name": _("What people say: the initials, perhaps."),
            "strapline": _("A few words under the name, at the head of every page."),
            "address": _("It stands at the foot of every page, letter and invoice."),
            "email": _("Letters come from it and are answered to it."),
            "vat_number": _("Only if you are registered for VAT."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            # The name every association begins with is nobody's.
            self.initial["name"] = ""
        self.fields["email"].required = self.fields["address"].required = True
        self.fields["vat_number"].validators.append(VAT_NUMBER)


class LookForm(AssociationForm):
    """Mark and colours."""

    mark = forms.FileField(
        label=_("Mark"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        help_text=_("A PNG, JPEG, WebP or GIF of up to 5 MB. Without one, the bowl stands in its place."),
    )
    is_without_mark = forms.BooleanField(label=_("Take the mark away again"), required=False)

    class Meta(AssociationForm.Meta):
        fields: Sequence[str] = ("sea", "pot")
        widgets = {name: forms.TextInput(attrs={"type": "color"}) for name in ("sea", "pot")}

    field_order = ("mark", "is_without_mark", "sea", "pot")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.mark:
            del self.fields["is_without_mark"]

    def clean_mark(self) -> Picture | None:
        sent = self.cleaned_data["mark"]
        return redrawn(sent, longest_side=MARK_SIDE) if sent else None


class MoneyForm(AssociationForm):
    """Where transfers go."""

    class Meta(AssociationForm.Meta):
        fields: Sequence[str] = ("bank_account_name", "bank_sort_code", "bank_account_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
        self.fields["bank_sort_code"].validators.append(SORT_CODE)
        self.fields["bank_account_number"].validators.append(ACCOUNT_NUMBER)

    def clean_bank_sort_code(self) -> str:
        figures = "".join(filter(str.isdigit, self.cleaned_data["bank_sort_code"]))
        return "-".join(figures[at : at + 2] for at in (0, 2, 4))


class PlanRow(forms.Form):
    """One plan, in its first words. Everything else about it is kept in the office."""

    pk = forms.ModelChoiceField(queryset=Plan.objects.all(), required=False, widget=forms.HiddenInput)
    is_open = forms.BooleanField(label=_("Offer this plan"), required=False)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    for_whom = forms.CharField(label=_("Who it is for"), max_length=200, required=False)
    price_pence = PoundsField(
        label=_("Price in pounds for one term"),
        may_be_nil=True,
        required=False,
        help_text=_("A term is a year, unless the office says otherwise."),
    )
    gives = LinesField(label=_("What you get, one a line"), longest=120, required=False)

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if told.get("is_open"):
            for name in ("name", "for_whom", "price_pence"):
                if name not in self.errors and told.get(name) in ("", None):
                    self.add_error(name, gettext("Please fill this in, or do not offer the plan."))
        return told


class HubRow(forms.Form):
    """One hub: its name, and where it is."""

    pk = forms.ModelChoiceField(queryset=Hub.objects.all(), required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    postcode_areas = SimpleArrayField(
        forms.CharField(validators=[AREA]),
        label=_("Postcode areas, with commas between"),
        required=False,
        max_length=60,
        help_text=_(
            "LS, BD, HX: new members are asked for their postcode, and this hub is suggested to them. On the map it "
            "stands at the first."
        ),
    )

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if told.get("pk") and not told.get("name") and "name" not in self.errors:
            self.add_error("name", gettext("A hub needs a name."))
        elif told.get("postcode_areas") and not told.get("name") and "name" not in self.errors:
            self.add_error("name", gettext("Which hub is this?"))
        return told


class Rows:
    """Several forms of one kind, which the pages treat as one form."""

    def __init__(self, row: type[forms.Form], data: Any, *, initial: Sequence[dict[str, Any]], extra: int) -> None:
        made = forms.formset_factory(row, extra=extra, max_num=50, absolute_max=60)
        self.set = made(data, initial=initial, prefix="row")

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (bound for form in self.set.forms for bound in form.visible_fields())

    @property
    def forms(self) -> Sequence[Any]:
        return list(self.set.forms)

    @property
    def errors(self) -> list[Any]:
        return [errors for errors in (*self.set.errors, self.set.non_form_errors()) if errors]

    def non_field_errors(self) -> list[str]:
        return [str(words) for words in self.set.non_form_errors()]

    def is_valid(self) -> bool:
        return bool(self.set.is_valid())

    @property
    def told(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.set.forms]


class MailForm(forms.Form):
    """By which server letters leave. With a provider chosen, server, port and security are the provider's."""

    provider = forms.ChoiceField(
        label=_("Who delivers your mail"),
        required=False,
        choices=[("", _("Our own server, or another company")), *((p.slug, p.name) for p in PROVIDERS.values())],
    )
    host = forms.CharField(
        label=_("Server"), max_length=200, required=False, validators=[HOST], help_text=_("As in mail.example.org.")
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    security = forms.ChoiceField(label=_("Security"), choices=MailServer.Security.choices)
    user = forms.CharField(label=_("User name"), max_length=200, required=False)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=400,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    selector = forms.RegexField(
        r"^[A-Za-z0-9_.-]*$",
        label=_("DKIM selector"),
        max_length=63,
        required=False,
        help_text=_("Whoever delivers your mail tells you. Without it we cannot look for the key."),
        error_messages={"invalid": _("A selector has letters, figures, dots and hyphens.")},
    )

    def __init__(self, data: Any = None, *, server: MailServer, is_from_environment: bool) -> None:
        names = ("host", "port", "security", "user", "selector")
        found = by_host(server.host)
        initial = {name: getattr(server, name) for name in names} | {"provider": found.slug if found else ""}
        super().__init__(data, initial=initial)
        if server.sealed_password:
            self.fields["password"].help_text = _("One is kept. Leave this empty to keep it.")
        if is_from_environment:
            for name in set(self.fields) - {"selector"}:
                del self.fields[name]

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if "host" not in self.fields:
            return told
        provider = PROVIDERS.get(told.get("provider", ""))
        if provider:
            told |= {"host": provider.host, "port": provider.port, "security": provider.security}
            told["selector"] = told.get("selector") or provider.selector
        elif not told.get("host") and "host" not in self.errors:
            self.add_error("host", gettext("Please name the server, or choose a provider above."))
        if told.get("security") == MailServer.Security.NONE and told.get("user") and told.get("host") not in HERE:
            self.add_error("security", gettext("Without security the password could be read on the way."))
        return told

    @property
    def details(self) -> dict[str, Any]:
        """What is kept in the open."""
        names = ("host", "port", "security", "user", "selector")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
