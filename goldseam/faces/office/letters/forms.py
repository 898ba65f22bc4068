from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.selection import Selection
from goldseam.core.mail.models import LetterVersion
from goldseam.core.mail.placeholders import unknown
from goldseam.core.mail.sending_policy import HUB_PURPOSE, STANDARD_POLICY
from goldseam.core.mail.standard_letters import Wording
from goldseam.core.people.consents import PURPOSES
from goldseam.faces.office.letters.words import WORDS
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation.contracts import audiences
from goldseam.foundation.theme.widgets import RadioRows

Basis = LetterVersion.Basis
HINTS: dict[str, Any] = {
    Basis.SERVICE.value: _(
        "What somebody needs for a membership, an order or a payment of theirs. It promotes nothing."
    ),
    Basis.CONSENT.value: _(
        "Anything else: it goes only to those who said yes to letters of this kind, and each can say no more."
    ),
}


def _all_words() -> str:
    return ", ".join(f"{{{name}}}" for name in WORDS)


class WordedField(forms.CharField):
    """Text with gaps such as {given_name}. A gap that nobody could fill is refused with the list of those there are."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        wrong = unknown([text], WORDS)
        if wrong:
            named = ", ".join(f"{{{name}}}" for name in wrong[:5])
            raise forms.ValidationError(
                _("We cannot write %(wrong)s. There are: %(words)s."), params={"wrong": named, "words": _all_words()}
            )
        return text


class StandardLetterForm(forms.Form):
    name = forms.CharField(label=_("Name, for the office"), max_length=80)
    subject = WordedField(label=_("Subject"), max_length=150)
    body = WordedField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 16}),
        validators=[MaxLengthValidator(10_000)],
        help_text=format_lazy(
            "{} {}",
            _("An empty line begins a new paragraph."),
            _("Words in curly brackets are filled in for each reader."),
        ),
    )
    basis = forms.ChoiceField(
        label=_("By what right it is sent"),
        widget=RadioRows(hints=HINTS),
        choices=Basis.choices,
        error_messages={"required": _("Please say by what right.")},
    )
    purpose = forms.ChoiceField(
        label=_("By consent: what people said yes to"), choices=[("", _("None")), *PURPOSES.items()], required=False
    )
    needed_for = forms.CharField(
        label=_("As a service message: what people need it for"),
        max_length=200,
        required=False,
        help_text=_("Kept with the letter, for whoever asks later."),
    )
    promotes_nothing = forms.BooleanField(
        label=_("As a service message: it invites to nothing, offers nothing and asks for no support"), required=False
    )
    is_for_hub_leads = forms.BooleanField(
        label=_("Hub leads may send it to those of their hub who said yes to its letters"), required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("basis") == Basis.CONSENT:
            if not told.get("purpose"):
                self.add_error("purpose", _("Please choose what they said yes to."))
        elif told.get("basis") == Basis.SERVICE:
            self._check_service(told)
        if told.get("is_for_hub_leads") and told.get("purpose") != HUB_PURPOSE:
            self.add_error(
                "is_for_hub_leads", _("Hub leads write by consent to letters of the hub: please choose that above.")
            )
        return told

    def _check_service(self, told: dict[str, Any]) -> None:
        told["purpose"] = ""
        if not told.get("needed_for"):
            self.add_error("needed_for", _("Please say what people need it for."))
        if not told.get("promotes_nothing"):
            self.add_error(
                "promotes_nothing", _("A letter that promotes anything is sent by consent: please choose that above.")
            )

    def wording(self) -> Wording:
        told = self.cleaned_data
        is_service = told["basis"] == Basis.SERVICE
        return Wording(
            subject=told["subject"],
            body=told["body"].replace("\r\n", "\n"),
            basis=told["basis"],
            purpose="" if is_service else told["purpose"],
            needed_for=told["needed_for"] if is_service else "",
        )


class PrepareForm(forms.Form):
    """Which letter, to whom: the rows of a list (`of`), or one of the audiences there are."""

    letter: Any = forms.ModelChoiceField(label=_("Letter"), queryset=None, empty_label=None)
    audience = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect, initial="members")
    hub: Any = forms.ModelChoiceField(label=_("Hub"), queryset=None, required=False, empty_label=_("All hubs"))
    of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, viewer: Any, selection: Selection | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letter, hub, audience = (cast(Any, self.fields[name]) for name in ("letter", "hub", "audience"))
        letter.queryset = STANDARD_POLICY.rows(viewer)
        hub.queryset = PEOPLE_POLICY.hubs(viewer)
        audience.choices = [(name, audience.label) for name, audience in audiences.items()]
        if selection:
            self.fields["of"].initial = selection.text
            del self.fields["audience"]
        if not viewer.has_role("office"):
            hub.required, hub.empty_label = True, None
        elif selection:
            del self.fields["hub"]
