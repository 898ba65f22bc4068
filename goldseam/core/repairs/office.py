"""What is broken between us and people, what is being done about it, and what was mended."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.desk.pages import DeskPage, DeskRecord
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.repairs.models import Rupture
from goldseam.foundation import clock
from goldseam.foundation.contracts import ruptures

REPAIRS_POLICY = DeskPolicy(Rupture, {"view": ("office",)})
AT_ONCE = 200


def label_of(rupture: Rupture) -> str:
    """What sort of break it is, in words."""
    return str(ruptures[rupture.kind].label) if rupture.kind in ruptures else rupture.kind


def next_step(rupture: Rupture) -> str:
    """What the playbook does next and when; what to do when it has done all it can."""
    taken = {step.step for step in rupture.steps.all()}
    playbook = ruptures[rupture.kind].playbook if rupture.kind in ruptures else ()
    for step in playbook:
        if step.name not in taken:
            if step.when:
                return _("%(step)s, when it comes to that") % {"step": step.name}
            due = clock.local(rupture.noticed_at + step.after)
            return _("%(step)s, on %(day)s") % {"step": step.name, "day": date_format(due, "j F, H:i")}
    return _("All steps are taken: it waits for you.")


def mended_by_words(rupture: Rupture) -> str:
    """What mended it, as the engine noted it."""
    repair = getattr(rupture, "repair", None)
    return MENDERS.get(repair.mended_by.partition(":")[0], repair.mended_by) if repair else _("Ended without a mend")


MENDERS: dict[str, Any] = {
    "paid": gettext_lazy("Paid after all"),
    "fulfilled": gettext_lazy("Handed over"),
    "new_address": gettext_lazy("A letter arrived again"),
    "renewed": gettext_lazy("The membership goes on"),
    "new_card": gettext_lazy("Another card took its place"),
    "came_back": gettext_lazy("Came back"),
}


def _with_steps(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("person", "repair").prefetch_related("steps")


class Repairs(DeskPage):
    """Open ruptures by kind, then what was closed, newest first."""

    policy = REPAIRS_POLICY
    template_name = "repairs/office/list.html"
    page_title = gettext_lazy("Repairs")
    header_icon = "rotate"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = _with_steps(self.policy.rows(self.request.user))
        is_open = rows.filter(closed_at=None).order_by("kind", "since", "id")
        closed = Paginator(rows.filter(closed_at__isnull=False).order_by("-closed_at", "-id"), 50)
        kinds = groupby(is_open[:AT_ONCE], key=lambda rupture: rupture.kind)
        page = closed.get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "total": is_open.count(),
            "kinds": [self._kind(list(found)) for _slug, found in kinds],
            "page": page,
            "closed": [(rupture, label_of(rupture), mended_by_words(rupture), _lasted(rupture)) for rupture in page],
        }

    def _kind(self, found: Sequence[Rupture]) -> dict[str, Any]:
        return {
            "label": label_of(found[0]),
            "slug": found[0].kind,
            "rows": [(rupture, _last_step(rupture), next_step(rupture)) for rupture in found],
        }


def _lasted(rupture: Rupture) -> str:
    return str(timesince(rupture.since, rupture.closed_at))


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
        return super().rows().select_related("person", "repair").prefetch_related("steps__message")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Repairs"), reverse("repairs:list"))]

    def get_page_title(self) -> str:
        return label_of(self.record).capitalize()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = self.record.kind in ruptures
        return super().get_context_data(**kwargs) | {
            "words": ruptures[self.record.kind].words(self.record, at=clock.now()) if known else None,
            "steps": sorted(self.record.steps.all(), key=lambda step: step.at),
            "next_step": next_step(self.record),
            "mended_by": mended_by_words(self.record),
            "lasted": timesince(self.record.since, self.record.closed_at or clock.now()),
        }


def open_ruptures(*, at: datetime) -> Needs:
    """What is broken now, the longest first."""
    found = Rupture.objects.filter(closed_at=None)
    needs = [
        Need(
            what=str(rupture.person or _("Somebody not confirmed yet")),
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
    path("", view(Repairs.as_view()), name="list"),
    path("<int:pk>/", view(RuptureFile.as_view()), name="file"),
]
