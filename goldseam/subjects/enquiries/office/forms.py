from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.people.models import Hub, Person
from goldseam.foundation import clock
from goldseam.subjects.enquiries.actions import Enquirer
from goldseam.subjects.enquiries.forms import text_field
from goldseam.subjects.enquiries.models import Enquiry, Entry
from goldseam.subjects.enquiries.office.policy import owners
from goldseam.subjects.membership.forms import one_line
from goldseam.subjects.teams.prices import MOST

BY_HAND = [(way.value, way.label) for way in Entry.Way if way != Entry.Way.PAGE]


class AnswerForm(forms.Form):
    text = text_field(
        gettext_lazy("Your answer"),
        help_text=gettext_lazy("We greet before it, and put your name and the link to the conversation below it."),
    )


class NoteForm(forms.Form):
    text = text_field(gettext_lazy("Note"), rows=5)


class WayForm(forms.Form):
    """Something that was said elsewhere than here."""

    way = forms.ChoiceField(label=gettext_lazy("How"), choices=BY_HAND, widget=forms.RadioSelect)
    said_on = forms.DateField(
        label=gettext_lazy("On which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = text_field(gettext_lazy("What was said"), rows=6)

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > clock.local_date(clock.now()):
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def said_at(self, at: datetime) -> datetime:
        """That moment where it was today, else the beginning of the day's noon."""
        day: date = self.cleaned_data["said_on"]
        return at if day == clock.local_date(at) else clock.midnight_before(day)


class RecordForm(WayForm):
    who = forms.ChoiceField(
        label=gettext_lazy("Who said it"),
        choices=[("theirs", gettext_lazy("They did")), ("ours", gettext_lazy("We did: it is our answer"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["who", "way", "said_on", "text"])


class PromiseForm(forms.Form):
    promised_on = forms.DateField(
        label=gettext_lazy("We answer by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = text_field(
        gettext_lazy("Why it takes longer"), rows=4, help_text=gettext_lazy("They read it, with the new day.")
    )

    def clean_promised_on(self) -> date:
        day: date = self.cleaned_data["promised_on"]
        if day <= clock.local_date(clock.now()):
            raise forms.ValidationError(_("Please choose a day to come."))
        return day


class GiveForm(forms.Form):
    owner: Any = forms.ModelChoiceField(
        label=gettext_lazy("Who looks after it"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    hub = forms.ModelChoiceField(
        label=gettext_lazy("Hub"),
        queryset=Hub.objects.all(),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Its lead then sees the conversation and can answer. Never a complaint."),
    )

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners(enquiry)  # type: ignore[attr-defined]


ORDINARY = ("answered", "joined", "nothing")
OF_COMPLAINTS = ("upheld", "partly", "not_upheld")


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("How it ended"), widget=forms.RadioSelect)
    text = text_field(
        gettext_lazy("What we tell them of the outcome"),
        rows=6,
        help_text=gettext_lazy("It goes to them in a letter. Without an address, write down what they were told."),
    )

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = OF_COMPLAINTS if enquiry.is_complaint else ORDINARY
        outcome: Any = self.fields["outcome"]
        outcome.choices = [(value, Enquiry.Outcome(value).label) for value in offered]
        if not enquiry.is_complaint:
            del self.fields["text"]


class EnterForm(WayForm):
    """Somebody telephoned, wrote a letter, or spoke to us."""

    topic = forms.ChoiceField(
        label=gettext_lazy("What it is about"), choices=Enquiry.Topic.choices, widget=forms.RadioSelect
    )
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=80, validators=[one_line])
    family_name = forms.CharField(
        label=gettext_lazy("Family name"), max_length=80, required=False, validators=[one_line]
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("With one, they are told at once that it reached us."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=120, required=False, validators=[one_line]
    )
    seats = forms.IntegerField(label=gettext_lazy("For how many people"), required=False, min_value=1, max_value=MOST)
    hub = forms.ModelChoiceField(label=gettext_lazy("Hub"), queryset=Hub.objects.all(), required=False)

    def enquirer(self) -> Enquirer:
        names = ("given_name", "family_name", "email", "organisation", "seats", "hub")
        return Enquirer(**{name: self.cleaned_data[name] for name in names})
