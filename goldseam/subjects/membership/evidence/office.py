"""The papers that wait for the office: each is accepted until a day, or asked for again with a reason."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import RecordAct, Refused
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.desk.paths import paths_of
from goldseam.core.desk.policy import DeskPolicy
from goldseam.foundation import clock
from goldseam.foundation.files import serve
from goldseam.subjects.membership.evidence.asking import READ_WITHIN
from goldseam.subjects.membership.evidence.deeds import DecidedAlready, accept, ask_again
from goldseam.subjects.membership.evidence.forms import LONGEST, day_input
from goldseam.subjects.membership.models import Evidence

EVIDENCE_POLICY = DeskPolicy(Evidence, dict.fromkeys(("view", "change"), ("office",)), is_for_readers=False)


class EvidenceList(DeskList):
    policy = EVIDENCE_POLICY
    page_title = gettext_lazy("Evidence of studies")
    header_icon = "doc-full"
    index_url_name = "evidence:list"
    index_results_url_name = "evidence:results"
    file_url_name = "evidence:accept"
    people_path = "person"
    is_searchable = False
    default_ordering = ("shown_at", "pk")
    columns = (
        Column(gettext_lazy("Who"), lambda one: one.person.full_name),
        Column(gettext_lazy("Handed in"), lambda one: date_format(clock.local(one.shown_at), "j M Y")),
        Column(
            gettext_lazy("To be read by"), lambda one: date_format(clock.local(one.shown_at + READ_WITHIN), "j M Y")
        ),
        Column(gettext_lazy("Studies end on"), lambda one: date_format(one.studies_end_on, "j M Y")),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_base_queryset()
        return rows.waiting().select_related("person")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows


class OnePaper(DeskRecord):
    """A paper that waits; 404 for what was decided."""

    policy = EVIDENCE_POLICY
    permission_required = "change"
    header_icon = "doc-full"
    list_url_name = "evidence:list"
    file_url_name = "evidence:accept"

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        return rows.waiting().select_related("person")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Evidence of studies"), reverse("evidence:list"))]


class ReadPaper(OnePaper):
    """A download, never a page."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        try:
            opened = self.record.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return serve(opened, filename=self.record.name, content_type=self.record.content_type, request=request)


class AcceptForm(forms.Form):
    valid_until = forms.DateField(
        label=gettext_lazy("Counts until"),
        widget=day_input(),
        help_text=gettext_lazy("The day on which the studies end, as far as the paper shows it."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_valid_until(self) -> date:
        told: date = self.cleaned_data["valid_until"]
        if not self.today <= told <= self.today + LONGEST:
            raise forms.ValidationError(_("Please choose today or a day within ten years."))
        return told


class DecideMixin(OnePaper, RecordAct):
    template_name = "membership/office/evidence.html"

    def success_url(self) -> str:
        return reverse("evidence:list")

    def path(self) -> Sequence[tuple[Any, str]]:
        return OnePaper.path(self)

    def decide(self, form: Any, at: datetime) -> None:
        raise NotImplementedError

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            self.decide(form, at)
        except DecidedAlready as error:
            raise Refused(_("Somebody has decided about this paper a moment ago.")) from error
        return _("%(name)s is told, and the paper is deleted.") % {"name": self.record.person.full_name}


class Accept(DecideMixin):
    page_title = gettext_lazy("Read a paper")
    submit_label = gettext_lazy("Accept it")
    form_class = AcceptForm

    def form_kwargs(self) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        return {"today": today, "initial": {"valid_until": max(today, self.record.studies_end_on)}}

    def decide(self, form: Any, at: datetime) -> None:
        accept(evidence=self.record, valid_until=form.cleaned_data["valid_until"], at=at, by=self.viewer)


class AgainForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What is missing, as you would say it to them"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands in the letter as you write it, such as: The year cannot be read."),
    )


class AskAgain(DecideMixin):
    page_title = gettext_lazy("Ask for another paper")
    submit_label = gettext_lazy("Ask again")
    form_class = AgainForm

    def decide(self, form: Any, at: datetime) -> None:
        ask_again(evidence=self.record, reason=form.cleaned_data["reason"], at=at, by=self.viewer)


def papers_to_read(*, at: datetime) -> Needs:
    """What was handed in and waits for the office, the oldest first."""
    waiting = Evidence.objects.waiting()
    needs = [
        Need(
            what=one.person.full_name,
            why=_("to be read by %(day)s") % {"day": date_format(clock.local(one.shown_at + READ_WITHIN), "j F")},
            url=reverse("evidence:accept", args=[one.pk]),
            since=one.shown_at,
        )
        for one in waiting.select_related("person").order_by("shown_at", "pk")[:SHOWN]
    ]
    is_late = waiting.filter(shown_at__lte=at - READ_WITHIN + timedelta(days=1)).exists()
    heading = gettext_lazy("Evidence of studies to read")
    return Needs(heading, waiting.count(), needs, reverse("evidence:list"), is_broken=is_late)


app_name = "evidence"
change = EVIDENCE_POLICY.rule("change")
urlpatterns: list[URLPattern] = [
    *paths_of(EvidenceList),
    path("<int:pk>/", change(Accept.as_view()), name="accept"),
    path("<int:pk>/again/", change(AskAgain.as_view()), name="again"),
    path("<int:pk>/paper/", change(ReadPaper.as_view()), name="paper"),
]
