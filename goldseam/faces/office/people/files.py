"""The files in a person's record."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.people.keeping import keep_file, take_out_file
from goldseam.core.people.models import KeptFile
from goldseam.faces.office.people.acts import PersonAct
from goldseam.foundation.files import serve
from goldseam.foundation.files.kinds import kind_of


def _is_kept(file: Any) -> None:
    kind_of(file)


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        validators=[_is_kept],
        help_text=gettext_lazy("A PDF, a picture or an office document without macros, at most 25 MB."),
        error_messages={"required": gettext_lazy("Please choose a file.")},
    )
    note = forms.CharField(label=gettext_lazy("What it is"), max_length=300, required=False)


class KeepFile(PersonAct):
    page_title = gettext_lazy("Keep a file")
    introduction = gettext_lazy("It stands in the record of this person for the office. They can ask for a copy of it.")
    submit_label = gettext_lazy("Keep the file")
    form_class = FileForm

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        kept = keep_file(person=self.record, file=told["file"], note=told["note"], at=at, by=self.viewer)
        return _("%(name)s is kept.") % {"name": kept.name}


class OneFile(PersonAct):
    """One kept file of this person; 404 for any other."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        kept = self.record.kept_files.filter(pk=self.kwargs["file"]).select_related("person").first()
        if kept is None:
            raise Http404
        self.kept: KeptFile = kept


class ReadFile(OneFile):
    """A download, never a page."""

    permission_required = "history"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        try:
            opened = self.kept.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return serve(opened, filename=self.kept.name, content_type=self.kept.content_type, request=request)


class TakeOutFile(OneFile):
    page_title = gettext_lazy("Take a file out")
    is_confirmed_first = True
    submit_label = gettext_lazy("Take it out")

    def what_will_happen(self, form: Any) -> list[str]:
        told = {"name": self.kept.name}
        return [_("%(name)s is deleted. The history keeps that it was here, and who took it out.") % told]

    def act(self, form: Any, *, at: datetime) -> str:
        take_out_file(kept=self.kept, at=at, by=self.viewer)
        return _("The file is taken out.")
