"""Bringing in people, as the office does it: hand in a file, see what was read, decide, bring in, undo."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.faces.importers.actions import why_not_undo
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.office.policy import IMPORT_POLICY
from goldseam.faces.importers.people.columns import Columns
from goldseam.faces.importers.people.report import mendable, sentences
from goldseam.foundation import clock
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import latest

FAULTS_SHOWN = 50


def state_words(upload: Import) -> str:
    """How far an import is."""
    if upload.undone_at:
        return _("Undone")
    if upload.applied_at:
        return _("Brought in")
    if not upload.read_at:
        return _("Being read")
    return _("Ready to be brought in") if upload.is_ready else _("Waits for you")


def _day(upload: Import) -> str:
    return date_format(clock.local(upload.brought_at), "j F Y, H:i")


class ImportList(DeskList):
    policy = IMPORT_POLICY
    page_title = gettext_lazy("Import")
    header_icon = "upload"
    index_url_name = "import:list"
    file_url_name = "import:file"
    template_name = "importers/office/list.html"
    is_searchable = False
    default_ordering = ("-id",)
    columns = (
        Column(gettext_lazy("File"), lambda upload: upload.filename),
        Column(gettext_lazy("Handed in"), _day),
        Column(gettext_lazy("State"), state_words),
        Column(gettext_lazy("People"), lambda upload: upload.counts.get("people", ""), is_amount=True),
    )

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows


class ImportFile(DeskRecord):
    """One file: what was read from it and what can be done now."""

    policy = IMPORT_POLICY
    template_name = "importers/office/file.html"
    header_icon = "upload"
    list_url_name = "import:list"
    file_url_name = "import:file"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Import"), reverse("import:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        upload = self.record
        run = latest(subject_key(upload))
        is_under_way = bool(run and run.is_open)
        page = super().get_context_data(**kwargs) | {
            "run": run,
            "is_under_way": is_under_way,
            "is_stopped": bool(run and run.state in (Run.State.STOPPED, Run.State.FAILED)),
            "state": state_words(upload),
            "space": self.file_url_name.partition(":")[0],
            **self.found(),
        }
        if upload.applied_at and not is_under_way:
            page["why_not_undo"] = why_not_undo(upload)
        return page

    def found(self) -> dict[str, Any]:
        """What was read from the file, as its template shows it."""
        upload = self.record
        return {
            "columns": Columns(upload.headers, upload.columns, upload.source).shown,
            "faults": sentences(upload, most=FAULTS_SHOWN),
            "faults_shown": FAULTS_SHOWN,
        }


class Report(DeskRecord):
    """The file as CSV, with what to mend beside each row."""

    policy = IMPORT_POLICY

    def get(self, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        if not self.record.file or not self.record.read_at or not self.record.headers:
            raise Http404
        response = StreamingHttpResponse(mendable(self.record), content_type="text/csv; charset=utf-8")
        name = f"{self.record.filename.rpartition('.')[0] or 'people'}-to-mend.csv"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response
