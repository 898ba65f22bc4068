from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea

from goldseam.core.desk.fields import LinesField
from goldseam.foundation.files import check_pdf
from goldseam.subjects.library.models import Factsheet

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]


class FactsheetForm(forms.Form):
    """What everybody reads of a factsheet. Its address stays once it has been published."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=9999)
    title = forms.CharField(label=_("Title"), max_length=160)
    slug = forms.SlugField(
        label=_("Address"), max_length=50, help_text=_("Small letters and hyphens, as in infant-sleep. It stays.")
    )
    summary = forms.CharField(
        label=_("Summary for everyone"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(1000)],
    )
    minutes = forms.IntegerField(label=_("Minutes of learning"), min_value=1, max_value=600)

    def __init__(self, *args: Any, factsheet: Factsheet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factsheet = factsheet
        if factsheet and factsheet.versions.exists():
            del self.fields["slug"]

    def clean_number(self) -> int:
        return int(self._free("number", _("Another factsheet has this number.")))

    def clean_slug(self) -> str:
        return str(self._free("slug", _("Another factsheet has this address.")))

    def _free(self, name: str, taken: Any) -> Any:
        value = self.cleaned_data[name]
        others = Factsheet.objects.exclude(pk=self.factsheet.pk) if self.factsheet else Factsheet.objects.all()
        if others.filter(**{name: value}).exists():
            raise forms.ValidationError(taken)
        return value


class TextBox(DraftailRichTextArea):
    """The editor's box, which takes what is not its own as nothing written."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return ""


class VersionForm(forms.Form):
    """A new version. What is published is never changed: who read it can always see what it said."""

    body = forms.CharField(label=_("Text"), error_messages={"required": _("Please write the text.")})
    authors = LinesField(label=_("Written by, one a line"), longest=160, validators=[MaxLengthValidator(2000)])
    read_by = forms.CharField(label=_("Read by"), max_length=160, required=False)
    what_changed = forms.CharField(
        label=_("What changed"), max_length=200, required=False, help_text=_("One sentence for those who know it.")
    )
    published_on = forms.DateField(
        label=_("Out on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A day to come keeps it closed until then."),
    )
    review_by = forms.DateField(
        label=_("To be reviewed by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    file = forms.FileField(
        label=_("PDF, if you have one"),
        required=False,
        validators=[check_pdf],
        help_text=_("Without it the PDF is made from the text."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget = box = TextBox(features=FEATURES)
        # What is written into is not the field that the label names.
        box.options["ariaLabel"] = str(self.fields["body"].label)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not strip_tags(body).strip():
            raise forms.ValidationError(self.fields["body"].error_messages["required"])
        return body

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        out, review = told.get("published_on"), told.get("review_by")
        if out and review and review <= out:
            self.add_error("review_by", _("This is not after the day it comes out."))
        return told
