"""Deeds on many rows at once: the page says what will happen to how many, and does it once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, Refused
from goldseam.core.desk.exporting import ask_for_export
from goldseam.core.desk.lists import DeskList
from goldseam.core.desk.models import Export
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.desk.selection import Selection, Unselectable


class OfList(ActMixin):
    """A page that belongs to one list and leads back to it."""

    list_class: ClassVar[type[DeskList]] = DeskList

    @property
    def permission_policy(self) -> DeskPolicy:
        return self.list_class.policy

    @property
    def list_name(self) -> str:
        return str(self.list_class.index_url_name)

    @property
    def list_url(self) -> str:
        return reverse(self.list_name)

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(self.list_class.page_title, self.list_url)]

    def success_url(self) -> str:
        return self.list_url


class ManyAct(OfList):
    """A deed on the rows of a Selection of this list, at most `most` of them."""

    most: ClassVar[int] = 5_000
    selection: Selection

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.selection = Selection.asked(request.POST or request.GET, viewer=request.user)
            self.count = self._counted()
        except Unselectable as refusal:
            messages.warning(request, str(refusal))
            return redirect(self.list_url)
        return super().dispatch(request, *args, **kwargs)

    def _counted(self) -> int:
        if self.selection.list_name != self.list_name:
            raise Unselectable(_("These rows are of another list. Please choose them again."))
        count = self.selection.count()
        if not count:
            raise Unselectable(_("None of these rows is open to you."))
        if self.most and count > self.most:
            told = {"count": count, "most": self.most}
            raise Unselectable(_("%(count)s rows are more than the %(most)s that can be done at once.") % told)
        return count

    def success_url(self) -> str:
        return self.selection.back_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"selection": self.selection, "introduction": self.introduction or self.selection.words()}
        return super().get_context_data(**kwargs) | page


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=gettext_lazy("What sort of file"), widget=forms.RadioSelect, choices=Export.Form.choices, initial="xlsx"
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one.")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = choices  # type: ignore[attr-defined]


class ExportMany(ManyAct):
    page_title = gettext_lazy("Export")
    submit_label = gettext_lazy("Write the file")
    header_icon = "download"
    form_class = ExportForm
    most = 0
    made: Export | None = None

    def form_kwargs(self) -> dict[str, Any]:
        view = self.selection.view
        return {
            "choices": [(column.key, column.label) for column in view.open_columns],
            "initial": {"columns": [column.key for column in view.shown_columns]},
        }

    def success_url(self) -> str:
        return reverse("exports:file", args=[self.made.pk]) if self.made else super().success_url()

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        try:
            self.made = ask_for_export(
                selection=self.selection, columns=told["columns"], form=told["form"], by=self.viewer, at=at
            )
        except Unselectable as refusal:
            raise Refused(str(refusal)) from refusal
        return _("The file is being written.")
