"""A list of records: the rows of the policy, searched, filtered, counted and turned over by the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import BaseListingView

from goldseam.core.desk.policy import DeskPolicy


@dataclass(frozen=True)
class Column:
    """One column: `value` reads it from a row, `note` what stands beside it; `tag` names the look of a status."""

    label: Any
    value: Callable[[Any], Any]
    tag: Callable[[Any], str] | None = None
    note: Callable[[Any], str] | None = None
    is_amount: bool = False
    sort_key: None = None


class DeskTable(Component):
    """All rows in one template: a list of fifty costs one rendering, not three hundred. The first column is a link."""

    template_name = "desk/table.html"

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Any], *, url_of: Callable[[Any], str], **_: Any
    ) -> None:
        self.columns, self.rows, self.url_of = columns, rows, url_of

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        # Each label is translated once, not once for each of the cells below it.
        first, *others = [(column, str(column.label)) for column in self.columns]
        return {
            "columns": [first, *others],
            "caption": str((parent_context or {}).get("page_title", "")),
            "rows": [
                (self.url_of(row), first[0].value(row), [self._cell(column, label, row) for column, label in others])
                for row in self.rows
            ],
        }

    def _cell(self, column: Column, label: str, row: Any) -> tuple[Any, ...]:
        tag = column.tag(row) if column.tag else ""
        note = column.note(row) if column.note else ""
        return label, str(column.value(row)), tag, note, column.is_amount


class DeskList(PermissionCheckedMixin, BaseListingView):
    """The base of all lists. Offers no export, no bulk actions and no deletion: what is not there cannot leak."""

    policy: ClassVar[DeskPolicy]
    columns: ClassVar[Sequence[Column]] = ()
    file_url_name = ""
    any_permission_required = ("view",)
    is_searchable = True
    paginate_by = 50
    table_class = DeskTable
    template_name = "desk/list.html"
    results_template_name = "desk/list_results.html"
    breadcrumbs_items = [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Today")}]

    @property
    def permission_policy(self) -> DeskPolicy:
        return self.policy

    @property
    def model(self) -> type[models.Model]:
        return self.policy.model

    @cached_property
    def verbose_name_plural(self) -> Any:
        return self.model._meta.verbose_name_plural

    def get_base_queryset(self) -> models.QuerySet[Any]:
        return self.policy.rows(self.request.user)

    def get_ordering(self) -> Any:
        return self.default_ordering

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return self.found(queryset, self.search_query) if self.is_searching else queryset

    def found(self, rows: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
        """The rows that `text` speaks of."""
        raise NotImplementedError

    def look_up(self, rows: Sequence[Any]) -> None:
        """Fetch what the columns need beyond the rows, for the whole page at once."""

    def get_table(self, object_list: Sequence[Any]) -> DeskTable:
        self.look_up(object_list)
        table: DeskTable = super().get_table(object_list)
        return table

    def url_of(self, row: Any) -> str:
        return reverse(self.file_url_name, args=[row.pk])

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"url_of": self.url_of}
