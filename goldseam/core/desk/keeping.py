"""What somebody keeps of a list: searches under a name, and the columns they like to see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import Refused
from goldseam.core.desk.kept import MOST_KEPT
from goldseam.core.desk.many import ManyAct, OfList
from goldseam.core.desk.models import ChosenColumns, KeptSearch
from goldseam.core.desk.selection import Selection, Unselectable


class KeepForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    is_shared = forms.BooleanField(
        label=gettext_lazy("Show it to everybody who sees this whole list"),
        required=False,
        help_text=gettext_lazy("They read its name and what is searched for; each finds the rows they may see."),
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]


def _save(kept: KeptSearch) -> None:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise Refused(_("You keep another search of this list under this name.")) from error


class KeepSearch(ManyAct):
    """Keeps a question, not rows: how many it finds today is no matter."""

    form_class = KeepForm
    header_icon = "search"
    page_title = gettext_lazy("Keep this search")
    submit_label = gettext_lazy("Keep it")

    def _counted(self) -> int:
        if self.selection.list_name != self.list_name or not self.selection.question:
            raise Unselectable(_("Search or filter first, then keep the search."))
        return self.selection.count()

    def form_kwargs(self) -> dict[str, Any]:
        return {"may_share": self.permission_policy.sees_all(self.request.user)}

    def act(self, form: Any, *, at: datetime) -> str:
        mine = KeptSearch.objects.filter(owner=self.viewer, list_name=self.list_name)
        if mine.count() >= MOST_KEPT:
            raise Refused(_("You keep %(most)s searches of this list. Forget one first.") % {"most": MOST_KEPT})
        kept = KeptSearch(owner=self.viewer, list_name=self.list_name, question=self.selection.question, kept_at=at)
        kept.name, kept.is_shared = form.cleaned_data["name"], form.cleaned_data.get("is_shared", False)
        _save(kept)
        return _("The search is kept as “%(name)s”.") % {"name": kept.name}


class KeptAct(OfList):
    """A deed on a search that the viewer keeps; nobody else's is there."""

    header_icon = "search"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        mine = KeptSearch.objects.filter(owner=request.user.pk, list_name=self.list_name)
        found = mine.filter(pk=kwargs["kept"]).first()
        if found is None:
            raise Http404
        self.kept = found

    def get_page_title(self) -> str:
        return self.kept.name


class ChangeKept(KeptAct):
    form_class = KeepForm
    template_name = "desk/kept.html"

    def form_kwargs(self) -> dict[str, Any]:
        may_share = self.permission_policy.sees_all(self.request.user)
        return {"may_share": may_share, "initial": {"name": self.kept.name, "is_shared": self.kept.is_shared}}

    def act(self, form: Any, *, at: datetime) -> str:
        self.kept.name, self.kept.is_shared = form.cleaned_data["name"], form.cleaned_data.get("is_shared", False)
        _save(self.kept)
        return _("The search is kept as “%(name)s”.") % {"name": self.kept.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"forget_url": self.list_class.url_of_page("forget", self.kept.pk)}


class ForgetKept(KeptAct):
    is_confirmed_first = True
    submit_label = gettext_lazy("Forget it")

    def what_will_happen(self, form: Any) -> list[str]:
        told = {"name": self.kept.name}
        if self.kept.is_shared:
            return [_("The search “%(name)s” is gone, for everybody to whom it is shown.") % told]
        return [_("The search “%(name)s” is gone.") % told]

    def act(self, form: Any, *, at: datetime) -> str:
        self.kept.delete()
        return _("The search is forgotten.")


class ColumnsForm(forms.Form):
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("The first column always stands there: it leads to the file."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = choices  # type: ignore[attr-defined]


class ChooseColumns(OfList):
    form_class = ColumnsForm
    page_title = gettext_lazy("Choose columns")
    introduction = gettext_lazy("They are remembered for you and this list, on the screen and for exports.")
    header_icon = "list-ul"

    def form_kwargs(self) -> dict[str, Any]:
        view = Selection(self.list_name, self.request.user).view
        return {
            "choices": [(column.key, column.label) for column in view.open_columns[1:]],
            "initial": {"columns": [column.key for column in view.shown_columns[1:]]},
        }

    def act(self, form: Any, *, at: datetime) -> str:
        ChosenColumns.objects.update_or_create(
            person=self.viewer, list_name=self.list_name, defaults={"columns": form.cleaned_data["columns"]}
        )
        return _("The columns are changed.")
