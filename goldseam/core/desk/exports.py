"""What somebody exported: how far it is, the file, and for the office who took what out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk import facts, running
from goldseam.core.desk.acts import RecordAct
from goldseam.core.desk.exporting import KEPT_FOR, forget_export, refusal
from goldseam.core.desk.models import Export
from goldseam.core.desk.pages import DeskPage, DeskRecord
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import ROLES
from goldseam.foundation import clock
from goldseam.foundation.files import serve
from goldseam.foundation.tables.writing import CONTENT_TYPES
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.models import Run

SHOWN = 50


class ExportPolicy(DeskPolicy):
    """Everybody's exports are their own: the rows of another may be more than one may see."""

    def rows(self, person: Any) -> QuerySet[Export]:
        return Export.objects.filter(asked_by=person.pk)


EXPORT_POLICY = ExportPolicy(Export, {"view": tuple(ROLES), "audit": ("office",)})


class Exports(DeskPage):
    policy = EXPORT_POLICY
    template_name = "desk/exports.html"
    page_title = gettext_lazy("Exports")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = EXPORT_POLICY.rows(self.request.user)
        may_audit = EXPORT_POLICY.user_has_permission(self.request.user, "audit")
        taken = Fact.objects.filter(kind=facts.EXPORTED.key).select_related("by").order_by("-at", "-id")
        return super().get_context_data(**kwargs) | {
            "exports": mine[:SHOWN],
            "days": KEPT_FOR.days,
            "taken": taken[:SHOWN] if may_audit else None,
        }


class ExportFile(DeskRecord):
    policy = EXPORT_POLICY
    template_name = "desk/export.html"
    header_icon = "download"
    list_url_name = "exports:list"
    file_url_name = "exports:file"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = runs.latest(subject_key(self.record))
        return super().get_context_data(**kwargs) | {
            "run": run,
            "is_under_way": bool(run and run.is_open),
            "is_stopped": bool(run and run.state in (Run.State.STOPPED, Run.State.FAILED)),
            "refusal": refusal(self.record),
            "kept_until": self.record.asked_at + KEPT_FOR,
        }


def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for the one who asked."""
    export = get_object_or_404(EXPORT_POLICY.rows(request.user).select_related("asked_by"), pk=pk)
    if refusal(export):
        raise Http404
    day = clock.local_date(export.asked_at).isoformat()
    name = f"{slugify(export.title) or 'export'}-{day}.{export.form}"
    return serve(export.file, filename=name, content_type=CONTENT_TYPES[export.form], request=request)


class ExportAct(RecordAct):
    policy = EXPORT_POLICY
    permission_required = "view"
    header_icon = "download"
    list_url_name = "exports:list"
    file_url_name = "exports:file"


class StopOrGoOn(ExportAct, running.StopOrGoOn):
    pass


class Forget(ExportAct):
    page_title = gettext_lazy("Forget this export")
    is_confirmed_first = True
    submit_label = gettext_lazy("Forget it")

    def what_will_happen(self, form: Any) -> Sequence[str]:
        return [_("The file is deleted. That it was exported stays on record.")]

    def success_url(self) -> str:
        return super().success_url() if self.record.pk else reverse("exports:list")

    def act(self, form: Any, *, at: datetime) -> str:
        forget_export(export=self.record)
        self.record.pk = None
        return _("The export is forgotten.")


view = EXPORT_POLICY.rule(is_own_business=True)
app_name = "exports"
urlpatterns: list[URLPattern] = [
    path("", view(Exports.as_view()), name="list"),
    path("<int:pk>/", view(ExportFile.as_view()), name="file"),
    path("<int:pk>/download/", view.asking_again()(download), name="download"),
    path("<int:pk>/stop/", view(StopOrGoOn.as_view()), name="stop"),
    path("<int:pk>/forget/", view(Forget.as_view()), name="forget"),
]
