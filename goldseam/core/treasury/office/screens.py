"""Statements, as the treasurer finds them: what was read, what is matched, what waits for a decision."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.treasury.finding import propose
from goldseam.core.treasury.models import Decision, Statement, StatementLine
from goldseam.core.treasury.office.policy import STATEMENT_POLICY
from goldseam.foundation.clock import local
from goldseam.foundation.money import exact
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.runs import latest

ON_A_PAGE = 50
SHOWS = {
    "open": gettext_lazy("To decide"),
    "matched": gettext_lazy("Matched"),
    "aside": gettext_lazy("Set aside"),
    "out": gettext_lazy("Paid out"),
}


def _days(statement: Statement) -> str:
    if statement.first_on is None or statement.last_on is None:
        return _("Asks how dates are written")
    return f"{date_format(statement.first_on, 'j M Y')} – {date_format(statement.last_on, 'j M Y')}"


class StatementList(DeskList):
    policy = STATEMENT_POLICY
    page_title = gettext_lazy("Statements")
    header_icon = "download"
    index_url_name = "statements:list"
    file_url_name = "statements:file"
    template_name = "treasury/office/list.html"
    is_searchable = False
    default_ordering = ("-id",)
    columns = (
        Column(gettext_lazy("File"), lambda statement: statement.filename),
        Column(gettext_lazy("Days"), _days),
        Column(gettext_lazy("Came in"), lambda statement: exact(statement.in_pence), is_amount=True),
        Column(gettext_lazy("Went out"), lambda statement: exact(statement.out_pence), is_amount=True),
        Column(gettext_lazy("Lines"), lambda statement: statement.lines_read, is_amount=True),
        Column(gettext_lazy("To decide"), lambda statement: statement.to_decide or "", is_amount=True),
        Column(gettext_lazy("Taken in"), lambda statement: date_format(local(statement.received_at), "j M Y")),
    )

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows

    def look_up(self, rows: Sequence[Any]) -> None:
        waiting = StatementLine.objects.open().filter(statement__in=[row.pk for row in rows]).order_by()
        counts = dict(waiting.values_list("statement").annotate(count=Count("pk")))
        for row in rows:
            row.to_decide = counts.get(row.pk, 0)


def sums_of(statement: Statement) -> tuple[list[dict[str, Any]], int]:
    """What became of the money that came, so that it ties to the statement: label, number of lines, pence. And how
    many lines of it no earlier statement had brought.
    """
    decided = Decision.objects.standing().filter(line=OuterRef("pk"))
    came = Q(pence__gt=0)
    matched, aside = Exists(decided.filter(kind="matched")), Exists(decided.filter(kind="aside"))
    ways = {"open": ~matched & ~aside, "matched": matched, "aside": aside}
    asked = {f"{name}_{what}": made for name, way in ways.items() for what, made in _asked(came & Q(way)).items()}
    told = statement.lines.order_by().aggregate(kept=Count("pk"), **asked)
    lines = [
        {"label": SHOWS[name], "count": told[f"{name}_count"], "pence": told[f"{name}_pence"] or 0}
        for name in ("matched", "aside", "open")
    ]
    known = statement.in_pence - sum(line["pence"] for line in lines)
    if known:
        lines.insert(0, {"label": _("On an earlier statement"), "count": "", "pence": known})
    return lines, told["kept"]


def _asked(way: Any) -> dict[str, Any]:
    return {"count": Count("pk", filter=way), "pence": Sum("pence", filter=way)}


class StatementFile(DeskRecord):
    policy = STATEMENT_POLICY
    template_name = "treasury/office/file.html"
    header_icon = "download"
    list_url_name = "statements:list"
    file_url_name = "statements:file"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statement: Statement = self.record
        run = latest(subject_key(statement))
        asked = self.request.GET.get("show", "")
        shown = asked if asked in SHOWS else "open"
        page = Paginator(_lines(statement, shown), ON_A_PAGE).get_page(self.request.GET.get("p"))
        lines = list(page)
        sums, kept = sums_of(statement) if statement.read_at else ([], 0)
        proposals = propose(lines) if shown == "open" else {}
        return super().get_context_data(**kwargs) | {
            "days": _days(statement),
            "run": run,
            "is_under_way": bool(run and run.is_open),
            "sums": sums,
            "kept": kept,
            "shows": [(name, label, name == shown) for name, label in SHOWS.items()],
            "shown": shown,
            "page": page,
            "lines": [(line, proposals.get(line.pk, ())) for line in lines],
        }


def _lines(statement: Statement, shown: str) -> QuerySet[Any]:
    standing = Decision.objects.standing().select_related("order", "by")
    rows: Any = StatementLine.objects.filter(statement=statement).select_related("statement").order_by("on", "pk")
    rows = rows.prefetch_related(Prefetch("decisions", standing, to_attr="standing"))
    if shown == "open":
        return rows.open()
    if shown == "out":
        return rows.filter(pence__lt=0)
    return rows.filter(Exists(Decision.objects.standing().filter(line=OuterRef("pk"), kind=shown)), pence__gt=0)
