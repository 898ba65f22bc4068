"""What is held on people, what they agreed to, what they asked of us, and what may go."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskPage, DeskRecord
from goldseam.core.mail.personal import BASES
from goldseam.core.people.actions import consents_of
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Consent, Person
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.privacy.policy import CONSENT_POLICY, PRIVACY_POLICY
from goldseam.foundation import clock
from goldseam.foundation.contracts import PersonalData, personal
from goldseam.foundation.files import serve
from goldseam.foundation.privacy.erasing import preview
from goldseam.foundation.privacy.models import Erasure, Request
from goldseam.foundation.privacy.reviewing import before, latest_reviews, rules
from goldseam.foundation.search import prefix_query
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.models import Run


def _day(day: Any) -> str:
    return date_format(day, "j M Y") if day else ""


class RequestList(DeskList):
    """What people asked of us, and by when they have to be answered."""

    policy = PRIVACY_POLICY
    page_title = gettext_lazy("Privacy")
    verbose_name_plural = gettext_lazy("requests")
    header_icon = "lock"
    index_url_name = "privacy:list"
    template_name = "office/privacy/list.html"
    is_searchable = False
    default_ordering = ("-id",)
    columns = (
        Column(gettext_lazy("Who"), lambda asked: asked.person.full_name),
        Column(gettext_lazy("What"), str),
        Column(gettext_lazy("Reached us"), lambda asked: _day(asked.received_on)),
        Column(gettext_lazy("Due by"), lambda asked: _day(asked.due_on)),
        Column(gettext_lazy("Answered"), lambda asked: _day(asked.answered_at)),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("person")

    def url_of(self, row: Any) -> str:
        return reverse("privacy:held", args=[row.person_id])

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows


class ConsentFilters(WagtailFilterSet):
    purpose = django_filters.ChoiceFilter(
        label=gettext_lazy("For what"), choices=list(PURPOSES.items()), empty_label=gettext_lazy("Anything")
    )
    is_running = django_filters.ChoiceFilter(
        label=gettext_lazy("Stands"),
        choices=[("yes", gettext_lazy("Runs")), ("no", gettext_lazy("Taken back"))],
        method="running",
        empty_label=gettext_lazy("Both"),
    )

    class Meta:
        model = Consent
        fields: Sequence[str] = ()

    def running(self, consents: QuerySet[Consent], name: str, value: str) -> QuerySet[Consent]:
        return consents.filter(withdrawn_at__isnull=value == "yes")


def _how(day: Any, where: str, by: Person | None, person: Person) -> str:
    """A day, a place, and who entered it if it was not the person."""
    if day is None:
        return ""
    who = _("by %(name)s") % {"name": by.full_name} if by and by != person else ""
    return ", ".join(filter(None, (_day(clock.local(day)), where, who)))


class ConsentList(DeskList):
    """The register of consents: who said yes to what, in which words, when, where and through whom."""

    policy = CONSENT_POLICY
    page_title = gettext_lazy("Register of consents")
    verbose_name_plural = gettext_lazy("consents")
    header_icon = "lock"
    index_url_name = "privacy:consents"
    index_results_url_name = "privacy:consents_results"
    default_ordering = ("-given_at", "-id")
    filterset_class = ConsentFilters
    columns = (
        Column(gettext_lazy("Who"), lambda consent: consent.person.full_name),
        Column(gettext_lazy("Yes to, in these words"), lambda consent: consent.wording),
        Column(
            gettext_lazy("Given"),
            lambda one: _how(one.given_at, one.get_given_where_display(), one.given_by, one.person),
        ),
        Column(
            gettext_lazy("Taken back"),
            lambda one: _how(one.withdrawn_at, one.get_withdrawn_where_display(), one.withdrawn_by, one.person),
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("person", "given_by", "withdrawn_by")

    def url_of(self, row: Any) -> str:
        return reverse("privacy:held", args=[row.person_id])

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(person__in=Person.objects.search(text).values("pk")) if prefix_query(text) else rows.none()


class Held(DeskRecord):
    """Everything held on one person, kind by kind; what they agreed to and asked for; what can be done."""

    policy = PEOPLE_POLICY
    permission_required = "history"
    template_name = "office/privacy/held.html"
    page_title = gettext_lazy("All we hold")
    header_icon = "lock"
    list_url_name = "people:list"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [*super().path(), (str(self.record), reverse("people:file", args=[self.record.pk]))]

    def get_page_title(self) -> str:
        return _("All we hold on %(name)s") % {"name": self.record}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, at = self.record, clock.now()
        consents = consents_of(person).select_related("given_by", "withdrawn_by").order_by("-given_at")
        return super().get_context_data(**kwargs) | {
            "kinds": list(preview(person)),
            "requests": [self._told(asked, at) for asked in person.privacy_requests.all()],
            "erasure": Erasure.objects.filter(person=person).select_related("by").first(),
            "bases": BASES.values(),
            "consents": [
                {
                    "wording": one.wording,
                    "given": _how(one.given_at, one.get_given_where_display(), one.given_by, person),
                    "withdrawn": _how(one.withdrawn_at, one.get_withdrawn_where_display(), one.withdrawn_by, person),
                }
                for one in consents
            ],
        }

    def _told(self, asked: Request, at: Any) -> dict[str, Any]:
        is_own = asked.asked_by_id == self.viewer.pk
        run = Run.objects.filter(subject=subject_key(asked)).order_by("-id").first() if not asked.made_at else None
        return {
            "asked": asked,
            "run": run,
            "has_copy": asked.has_copy(at=at) and is_own,
            "is_elsewhere": asked.has_copy(at=at) and not is_own,
        }


class DownloadCopy(DeskRecord):
    """A copy, for the member of staff who asked for it and for nobody else of the office."""

    policy = PRIVACY_POLICY

    def rows(self) -> QuerySet[Any]:
        return super().rows().filter(asked_by=self.viewer, kind=Request.Kind.ACCESS)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if not self.record.has_copy(at=clock.now()):
            raise Http404
        name = f"everything-{self.record.person_id}.zip"
        file = self.record.file.open("rb")
        return serve(file, filename=name, content_type="application/zip", request=self.request)


class Kinds(DeskPage):
    """What the association holds on people at all, why, and for how long."""

    policy = PRIVACY_POLICY
    template_name = "office/privacy/kinds.html"
    page_title = gettext_lazy("What we hold, why and for how long")
    header_icon = "lock"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Privacy"), reverse("privacy:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [declared for declared in personal.values() if isinstance(declared, PersonalData)]
        return super().get_context_data(**kwargs) | {"kinds": told}


class Reviews(DeskPage):
    """The yearly review: every rule, what it would let go now, and who looked at it last."""

    policy = PRIVACY_POLICY
    template_name = "office/privacy/reviews.html"
    page_title = gettext_lazy("What we may let go")
    header_icon = "lock"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Privacy"), reverse("privacy:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at, latest = clock.now(), latest_reviews()
        rows = [
            {"rule": rule, "count": rule.due(before(rule, at=at)).count(), "last": latest.get(slug)}
            for slug, rule in rules().items()
        ]
        return super().get_context_data(**kwargs) | {"rows": rows}
