"""Factsheets and their versions, as the editor and the office keep them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.desk.pages import DeskRecord
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.library.actions import change_factsheet, enter_factsheet, publish_version
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.library.office.forms import FactsheetForm, VersionForm
from goldseam.subjects.library.office.policy import FACTSHEET_POLICY


def _version(factsheet: Any) -> str:
    if not factsheet.current_number:
        return _("Not published yet")
    return _("Version %(number)s, %(day)s") % {
        "number": factsheet.current_number,
        "day": date_format(factsheet.current_on),
    }


class FactsheetList(DeskList):
    policy = FACTSHEET_POLICY
    page_title = gettext_lazy("Factsheets")
    header_icon = "doc-full"
    index_url_name = "factsheets:list"
    index_results_url_name = "factsheets:results"
    file_url_name = "factsheets:file"
    template_name = "library/office/list.html"
    columns = (
        Column(gettext_lazy("Title"), lambda factsheet: factsheet.title),
        Column(gettext_lazy("Number"), lambda factsheet: factsheet.number, is_amount=True),
        Column(gettext_lazy("Current version"), _version),
        Column(
            gettext_lazy("To be reviewed by"),
            lambda factsheet: date_format(factsheet.current_review) if factsheet.current_review else "",
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        today = clock.local_date(clock.now())
        rows: Any = super().get_base_queryset()
        return with_review(rows.with_current(on=today), today)

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.search(text)


def with_review(rows: QuerySet[Any], today: Any) -> QuerySet[Any]:
    """Annotate `current_review`: the day by which the current version is to be looked at again."""
    newest = Version.objects.out(on=today).filter(factsheet=OuterRef("pk")).order_by("-number")
    return rows.annotate(current_review=Subquery(newest.values("review_by")[:1]))


class FactsheetFile(DeskRecord):
    policy = FACTSHEET_POLICY
    template_name = "library/office/file.html"
    header_icon = "doc-full"
    list_url_name = "factsheets:list"
    file_url_name = "factsheets:file"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.record.versions.order_by("-number"))
        keys = [subject_key(self.record), *map(subject_key, versions)]
        today = clock.local_date(clock.now())
        current = next((version for version in versions if version.published_on <= today), None)
        return super().get_context_data(**kwargs) | {
            "versions": versions,
            "current": current,
            "today": today,
            "facts": Fact.objects.filter(subject__in=keys).select_related("by").order_by("-at", "-id"),
        }


class ReadVersion(DeskRecord):
    """One version as members read it, the one to come too."""

    policy = FACTSHEET_POLICY
    template_name = "library/office/version.html"
    header_icon = "doc-full"
    list_url_name = "factsheets:list"
    file_url_name = "factsheets:file"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [*super().path(), (self.record.title, reverse("factsheets:file", args=[self.record.pk]))]

    def get_page_title(self) -> str:
        return _("Version %(number)s") % {"number": self.kwargs["number"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = get_object_or_404(Version, factsheet=self.record, number=self.kwargs["number"])
        return super().get_context_data(**kwargs) | {"version": version}


class EnterFactsheet(ActMixin):
    policy = FACTSHEET_POLICY
    permission_required = "add"
    header_icon = "doc-full"
    page_title = gettext_lazy("New factsheet")
    introduction = gettext_lazy("First what everybody reads of it. The text for members comes next, as version 1.")
    submit_label = gettext_lazy("Go on to the text")
    form_class = FactsheetForm

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Factsheets"), reverse("factsheets:list"))]

    def form_kwargs(self) -> dict[str, Any]:
        highest = Factsheet.objects.aggregate(highest=Max("number"))["highest"] or 0
        return {"initial": {"number": highest + 1, "minutes": 30}}

    def success_url(self) -> str:
        entered = getattr(self, "entered", None)
        return reverse("factsheets:publish", args=[entered.pk]) if entered else reverse("factsheets:list")

    def act(self, form: Any, *, at: datetime) -> str:
        self.entered = enter_factsheet(**form.cleaned_data, at=at, by=self.viewer)
        return _("The factsheet is entered. Nobody sees it before its first version is out.")


class FactsheetAct(RecordAct):
    policy = FACTSHEET_POLICY
    permission_required = "change"
    header_icon = "doc-full"
    list_url_name = "factsheets:list"
    file_url_name = "factsheets:file"


class ChangeFactsheet(FactsheetAct):
    page_title = gettext_lazy("Change what everybody reads")
    form_class = FactsheetForm

    def form_kwargs(self) -> dict[str, Any]:
        names = FactsheetForm.base_fields
        return {"factsheet": self.record, "initial": {name: getattr(self.record, name) for name in names}}

    def act(self, form: Any, *, at: datetime) -> str:
        change_factsheet(factsheet=self.record, details=form.cleaned_data, at=at, by=self.viewer)
        return _("The change is made.")


class PublishVersion(FactsheetAct):
    page_title = gettext_lazy("New version")
    template_name = "library/office/publish.html"
    introduction = gettext_lazy(
        "Begins with the text of the last version. That one stays as it was and says that it is superseded."
    )
    submit_label = gettext_lazy("Publish")
    form_class = VersionForm

    def form_kwargs(self) -> dict[str, Any]:
        last = self.record.versions.order_by("-number").first()
        kept = {name: getattr(last, name) for name in ("body", "authors", "read_by")} if last else {}
        return {"initial": {**kept, "published_on": clock.local_date(clock.now())}}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.form_class(request.POST, request.FILES, **self.form_kwargs())
        shown = form.cleaned_data.get("body", "") if form.is_valid() or form.cleaned_data else ""
        self.preview = shown
        return self._page(form, status=422 if form.errors else 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"preview": getattr(self, "preview", "")}

    def act(self, form: Any, *, at: datetime) -> str:
        version = publish_version(factsheet=self.record, **form.cleaned_data, at=at, by=self.viewer)
        told = {"number": version.number, "day": date_format(version.published_on)}
        if version.published_on > clock.local_date(at):
            return _("Version %(number)s is kept and comes out on %(day)s.") % told
        return _("Version %(number)s is out.") % told


def factsheets_to_review(*, at: datetime) -> Needs:
    """Factsheets whose day of review has come."""
    today = clock.local_date(at)
    due = with_review(Factsheet.objects.all(), today).filter(current_review__lte=today)
    needs = [
        Need(
            what=factsheet.title,
            why=_("to be reviewed by %(day)s") % {"day": date_format(factsheet.current_review)},
            url=reverse("factsheets:file", args=[factsheet.pk]),
        )
        for factsheet in due.order_by("current_review")[:SHOWN]
    ]
    return Needs(gettext_lazy("Factsheets to look at again"), due.count(), needs, reverse("factsheets:list"))
