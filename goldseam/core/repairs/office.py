"""What is broken between us and people, what is being done about it, and what was mended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.desk.paths import paths_of
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.mail.sending_policy import WRITE
from goldseam.core.people.models import Hub, Person
from goldseam.core.people.roles import MONEY
from goldseam.core.repairs.models import Rupture
from goldseam.core.repairs.waiting import due_at, in_words, keeps_back
from goldseam.foundation import clock
from goldseam.foundation.contracts import ruptures
from goldseam.foundation.search import prefix_query

REPAIRS_POLICY = DeskPolicy(Rupture, {"view": MONEY})


def label_of(rupture: Rupture) -> str:
    """What sort of break it is, in words."""
    return str(ruptures[rupture.kind].label) if rupture.kind in ruptures else rupture.kind


def whom(rupture: Rupture) -> str:
    return str(rupture.person or _("Somebody not confirmed yet"))


def next_step(rupture: Any, *, at: datetime) -> str:
    """What the playbook does next and when, or why it waits; what to do when it has done all it can."""
    taken = {step.step: step.at for step in rupture.steps.all()}
    playbook = ruptures[rupture.kind].playbook if rupture.kind in ruptures else ()
    for step in playbook:
        if step.name not in taken:
            if step.when:
                return _("%(step)s, when it comes to that") % {"step": step.name}
            due = due_at(rupture.noticed_at, taken, playbook, step) or rupture.noticed_at + step.after
            kept = (
                keeps_back(rupture, is_required=step.is_required, answers=step.answers, at=at)
                if step.writes and due <= at
                else None
            )
            if kept:
                return in_words(step.name, kept)
            return _("%(step)s, on %(day)s") % {"step": step.name, "day": date_format(clock.local(due), "j F, H:i")}
    return _("All steps are taken: it waits for you.")


def mended_by_words(rupture: Rupture) -> str:
    """What mended it, as the engine noted it."""
    repair = getattr(rupture, "repair", None)
    return MENDERS.get(repair.mended_by.partition(":")[0], repair.mended_by) if repair else _("Ended without a mend")


MENDERS: dict[str, Any] = {
    "paid": gettext_lazy("Paid after all"),
    "waived": gettext_lazy("The rest was waived"),
    "fulfilled": gettext_lazy("Handed over"),
    "new_address": gettext_lazy("A letter arrived again"),
    "renewed": gettext_lazy("The membership goes on"),
    "new_card": gettext_lazy("Another card took its place"),
    "came_back": gettext_lazy("Came back"),
    "evidence_read": gettext_lazy("The paper was read"),
    "evidence_shown": gettext_lazy("Evidence was shown"),
    "taken_up": gettext_lazy("It went through"),
    "seats_added": gettext_lazy("Places were added"),
    "seats_taken": gettext_lazy("All places are taken"),
    "lead_found": gettext_lazy("Somebody leads it again"),
    "coordinator_found": gettext_lazy("Somebody else looks after it"),
    "answered": gettext_lazy("Answered"),
    "quote_accepted": gettext_lazy("The quote was accepted"),
    "quote_replaced": gettext_lazy("A newer quote took its place"),
    "gift_taken_up": gettext_lazy("The gift was taken up"),
    "gift_passed_on": gettext_lazy("It was given to somebody else"),
    "gift_in_pool": gettext_lazy("It went to the bursary pool"),
    "sent": gettext_lazy("The provider was asked after all"),
}


STATES = {"open": gettext_lazy("Not yet mended"), "mended": gettext_lazy("Mended"), "let_go": gettext_lazy("Let go")}


def state_of(rupture: Rupture) -> str:
    """Where it stands: open, mended or let go, that is ended without a mend."""
    if rupture.closed_at is None:
        return "open"
    return "mended" if getattr(rupture, "repair", None) else "let_go"


def _look(rupture: Rupture) -> str:
    return "broken" if rupture.closed_at is None else state_of(rupture)


class RepairFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Stands"), choices=list(STATES.items()), method="standing", empty_label=gettext_lazy("Any")
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What is broken"), choices=(), empty_label=gettext_lazy("Anything")
    )
    hub = django_filters.ChoiceFilter(
        label=gettext_lazy("Hub"), field_name="person__hub", choices=(), empty_label=gettext_lazy("Any hub")
    )

    class Meta:
        model = Rupture
        fields: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(slug, capfirst(kind.label)) for slug, kind in ruptures.items()]
        self.filters["hub"].extra["choices"] = [(str(hub.pk), hub.name) for hub in Hub.objects.all()]

    def standing(self, rows: QuerySet[Rupture], name: str, state: str) -> QuerySet[Rupture]:
        if state == "open":
            return rows.filter(closed_at=None)
        return rows.filter(closed_at__isnull=False, repair__isnull=state == "let_go")


def _with_all_of(rows: Any) -> QuerySet[Any]:
    """With what was tried, what mended it, and what keeps us from writing now."""
    told: QuerySet[Any] = rows.with_what_keeps_back(at=clock.now())
    return told.select_related("person", "repair").prefetch_related("steps")


class RepairList(DeskList):
    """What is broken first, the longest on top; then what was closed, newest first."""

    policy = REPAIRS_POLICY
    page_title = gettext_lazy("Repairs")
    verbose_name, verbose_name_plural = gettext_lazy("repair"), gettext_lazy("repairs")
    header_icon = "rotate"
    index_url_name = "repairs:list"
    index_results_url_name = "repairs:results"
    file_url_name = "repairs:file"
    results_template_name = "repairs/office/list_results.html"
    people_path = "person"
    deeds = (WRITE,)
    default_ordering = (F("closed_at").desc(nulls_first=True), "since", "id")
    filterset_class = RepairFilters
    columns = (
        Column(gettext_lazy("Whom it concerns"), whom),
        Column(gettext_lazy("What is broken"), lambda rupture: capfirst(label_of(rupture))),
        Column(gettext_lazy("Stands"), lambda rupture: STATES[state_of(rupture)], tag=_look),
        Column(
            gettext_lazy("Since"),
            lambda rupture: date_format(clock.local(rupture.since), "j M Y, H:i"),
            raw=lambda rupture: clock.local_date(rupture.since),
        ),
        Column(gettext_lazy("What we did last"), lambda rupture: _last_step(rupture) or "–"),
        Column(
            gettext_lazy("What happens next, or how it ended"),
            lambda rupture: _ended(rupture) if rupture.closed_at else next_step(rupture, at=clock.now()),
        ),
        Column(gettext_lazy("It took"), lambda rupture: _lasted(rupture) if rupture.closed_at else "", is_shown=False),
        Column(
            gettext_lazy("Ended"),
            lambda rupture: date_format(clock.local(rupture.closed_at), "j M Y") if rupture.closed_at else "",
            raw=lambda rupture: clock.local_date(rupture.closed_at) if rupture.closed_at else None,
            is_shown=False,
        ),
        Column(
            gettext_lazy("Hub"),
            lambda rupture: str(rupture.person.hub) if rupture.person and rupture.person.hub else "",
            is_shown=False,
        ),
        Column(
            gettext_lazy("E-mail address"),
            lambda rupture: (rupture.person.email if rupture.person else "") or "",
            is_shown=False,
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_base_queryset()
        return _with_all_of(rows).select_related("person__hub")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the words of the person it concerns."""
        if prefix_query(text) is None:
            return rows.none()
        return rows.filter(person__in=Person.objects.search(text).values("pk"))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        broken = self.policy.rows(self.request.user).filter(closed_at=None)
        return super().get_context_data(*args, **kwargs) | {"broken_now": broken.count()}


def _lasted(rupture: Rupture) -> str:
    return str(timesince(rupture.since, rupture.closed_at))


def _ended(rupture: Rupture) -> str:
    told = {"how": mended_by_words(rupture), "lasted": _lasted(rupture)}
    told["day"] = date_format(clock.local(rupture.closed_at), "j M Y") if rupture.closed_at else ""
    return _("%(how)s, on %(day)s, after %(lasted)s") % told


def _last_step(rupture: Rupture) -> str:
    taken = sorted(rupture.steps.all(), key=lambda step: step.at)
    return f"{taken[-1].step}, {date_format(clock.local(taken[-1].at), 'j F')}" if taken else ""


class RuptureFile(DeskRecord):
    policy = REPAIRS_POLICY
    template_name = "repairs/office/file.html"
    header_icon = "rotate"
    list_url_name = "repairs:list"
    file_url_name = "repairs:file"

    def rows(self) -> QuerySet[Any]:
        return _with_all_of(super().rows()).prefetch_related("steps__message")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Repairs"), reverse("repairs:list"))]

    def get_page_title(self) -> str:
        return label_of(self.record).capitalize()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = self.record.kind in ruptures
        return super().get_context_data(**kwargs) | {
            "words": ruptures[self.record.kind].words(self.record, at=clock.now()) if known else None,
            "steps": sorted(self.record.steps.all(), key=lambda step: step.at),
            "next_step": next_step(self.record, at=clock.now()),
            "mended_by": mended_by_words(self.record),
            "lasted": timesince(self.record.since, self.record.closed_at or clock.now()),
        }


def open_ruptures(*, at: datetime) -> Needs:
    """What is broken now, the longest first."""
    found = Rupture.objects.filter(closed_at=None)
    needs = [
        Need(
            what=whom(rupture),
            why=label_of(rupture),
            url=reverse("repairs:file", args=[rupture.pk]),
            since=rupture.since,
        )
        for rupture in found.select_related("person").order_by("since")[:SHOWN]
    ]
    return Needs(gettext_lazy("Not yet mended"), found.count(), needs, reverse("repairs:list"), is_broken=True)


view = REPAIRS_POLICY.rule()
app_name = "repairs"
urlpatterns: list[URLPattern] = [
    *paths_of(RepairList),
    path("<int:pk>/", view(RuptureFile.as_view()), name="file"),
]
