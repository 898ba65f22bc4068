from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Hub
from goldseam.foundation.theme.widgets import RadioRows
from goldseam.subjects.hubs.actions import OWN_WORDS
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.membership.forms import one_line

SEEN_BY = [
    (Entry.SeenBy.NOBODY, _("Nobody")),
    (Entry.SeenBy.MEMBERS, _("Current members")),
    (Entry.SeenBy.EVERYONE, _("Everyone who opens this site")),
]
HINTS = {
    "nobody": _("This is how it is until you choose otherwise."),
    "members": _("People who are members now and signed in."),
    "everyone": _("We ask search engines not to list it."),
}


class DirectoryForm(forms.Form):
    """What somebody wants to find: words, a place, a hub."""

    q = forms.CharField(label=_("Name, profession or what somebody offers"), required=False, max_length=120)
    place = forms.CharField(label=_("Town or postcode area"), required=False, max_length=60)
    hub = forms.ModelChoiceField(
        label=_("Hub"),
        queryset=Hub.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label=_("All hubs"),
    )


class EntryForm(forms.Form):
    """By whom one is found, and with what."""

    seen_by = forms.ChoiceField(
        label=_("Who finds you in the directory"),
        choices=SEEN_BY,
        widget=RadioRows(hints=cast(dict[str, str], HINTS)),
    )
    shows = forms.MultipleChoiceField(
        label=_("Of what we know of you, show"),
        choices=Entry.Shows.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Your name is shown in any case. What you do not tick is neither shown nor searched."),
    )
    town = forms.CharField(label=_("Town"), required=False, max_length=80, validators=[one_line])
    languages = forms.CharField(label=_("Languages you work in"), required=False, max_length=120, validators=[one_line])
    offer = forms.CharField(
        label=_("What you offer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(400)],
        help_text=_("A sentence or two."),
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
    )
    is_named_as_lead = forms.BooleanField(label=_("Name me as lead on my hub’s page"), required=False)

    def __init__(self, *args: Any, entry: Entry, is_lead: bool, **kwargs: Any) -> None:
        names = ("seen_by", "shows", *OWN_WORDS, "is_named_as_lead")
        kwargs["initial"] = {name: getattr(entry, name) for name in names}
        super().__init__(*args, **kwargs)
        if not is_lead:
            del self.fields["is_named_as_lead"]

    def clean_shows(self) -> list[str]:
        return sorted(self.cleaned_data["shows"])


class HubsForm(forms.Form):
    """Which hub is home, and which further ones somebody chooses."""

    home = forms.ModelChoiceField(label=_("Home"), queryset=Hub.objects.all(), to_field_name="slug", empty_label=None)
    further = forms.ModelMultipleChoiceField(
        label=_("Further hubs"),
        queryset=Hub.objects.all(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their news stands on this page. Their leads do not see you by it."),
    )


class WriteForm(forms.Form):
    """Words of one member to another."""

    text = forms.CharField(
        label=_("Your letter"),
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[MaxLengthValidator(3000)],
        help_text=_("It goes by e-mail with your name and your address, to which they can answer."),
    )
