"""A list of records: the rows of the policy, searched, filtered, counted and turned over by the page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Window
from django.forms import ChoiceField
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import BaseListingView

from goldseam.core.desk.kept import Kept, Search, kept_of
from goldseam.core.desk.policy import DeskPolicy

PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True)
class Column:
    """One column: `value` reads it from a row, `note` what stands beside it; `tag` names the look of a status.

    `raw` is what an export writes in its place: a day, a number, pounds as a Decimal. A column that is not `is_shown`
    is there for whoever chooses it; `action` names what the policy must allow for somebody to read it at all.
    """

    label: Any
    value: Callable[[Any], Any]
    tag: Callable[[Any], str] | None = None
    note: Callable[[Any], str] | None = None
    raw: Callable[[Any], Any] | None = None
    is_amount: bool = False
    is_shown: bool = True
    action: str = "view"
    sort_key: None = None

    @cached_property
    def key(self) -> str:
        """The name under which a choice of columns keeps it: the label as it stands in the code."""
        with override(None):
            return slugify(str(self.label))[:60]

    def exported(self, row: Any) -> Any:
        return self.raw(row) if self.raw else str(self.value(row))


@dataclass(frozen=True)
class Deed:
    """What can be done with many rows at once, on the page at `url_name`, which reads its Selection from the address.

    It is offered to whom `policy`, the list's own when none is named, allows `action`.
    """

    label: Any
    url_name: str
    action: str = "view"
    policy: DeskPolicy | None = None


class DeskTable(Component):
    """All rows in one template: a list of fifty costs one rendering, not three hundred. The first column is a link."""

    template_name = "desk/table.html"

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Any],
        *,
        url_of: Callable[[Any], str],
        has_ticks: bool = False,
        **_: Any,
    ) -> None:
        self.columns, self.rows, self.url_of, self.has_ticks = columns, rows, url_of, has_ticks

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        # Each label is translated once, not once for each of the cells below it.
        first, *others = [(column, str(column.label)) for column in self.columns]
        return {
            "columns": [first, *others],
            "caption": str((parent_context or {}).get("page_title", "")),
            "has_ticks": self.has_ticks,
            "rows": [
                (
                    row.pk,
                    self.url_of(row),
                    first[0].value(row),
                    [self._cell(column, label, row) for column, label in others],
                )
                for row in self.rows
            ],
        }

    def _cell(self, column: Column, label: str, row: Any) -> tuple[Any, ...]:
        tag = column.tag(row) if column.tag else ""
        note = column.note(row) if column.note else ""
        return label, str(column.value(row)), tag, note, column.is_amount


class _Counted:
    """Rows of which it is known already how many there are."""

    def __init__(self, rows: models.QuerySet[Any], count: int | None) -> None:
        self.rows, self.known = rows, count
        # Wagtail's page numbers ask for these.
        self.ordered, self.model = rows.ordered, rows.model

    def count(self) -> int:
        return self.rows.count() if self.known is None else self.known

    def __getitem__(self, part: slice) -> Any:
        return self.rows[part]


class DeskList(PermissionCheckedMixin, BaseListingView):
    """The base of all lists. Whatever is done with its rows goes through a Selection, and that through the policy."""

    policy: ClassVar[DeskPolicy]
    columns: ClassVar[Sequence[Column]] = ()
    file_url_name = ""
    # The lookup from a row to the person it is about: "pk" for people themselves; none, and nobody can be written to.
    people_path: ClassVar[str] = ""
    deeds: ClassVar[Sequence[Deed]] = ()
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
    def verbose_name(self) -> Any:
        return self.model._meta.verbose_name

    @cached_property
    def verbose_name_plural(self) -> Any:
        return self.model._meta.verbose_name_plural

    @classmethod
    def url_of_page(cls, name: str, *keys: int) -> str:
        """The address of one of the pages that belong to this list (paths.py)."""
        return reverse(f"{str(cls.index_url_name).partition(':')[0]}:{name}", args=keys)

    @property
    def may(self) -> dict[str, bool]:
        """What the visitor may do here: templates ask before they offer it."""
        return self.policy.allowed(self.request.user)

    def get_base_queryset(self) -> models.QuerySet[Any]:
        return self.policy.rows(self.request.user)

    def get_ordering(self) -> Any:
        return self.default_ordering

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return self.found(queryset, self.search_query) if self.is_searching else queryset

    def filter_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.filters and not self.filters.is_valid():
            # Nothing is found by a filter that cannot be read; Wagtail would leave it out and show everything.
            return queryset.none()
        return super().filter_queryset(queryset)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Turn over keys, and fetch whole rows for the one page: as many whole rows as a deep page skips are slow."""
        keys, count = self._keys_and_count(queryset, page_size) if self.question else ([], None)
        paginator, page, rows, is_long = super().paginate_queryset(_Counted(queryset, count), page_size)
        page.object_list = self.order_queryset(self.get_base_queryset().filter(pk__in=keys or rows.values("pk")))
        return paginator, page, page.object_list, is_long

    def _keys_and_count(self, rows: models.QuerySet[Any], page_size: int) -> tuple[list[int], int | None]:
        """The keys of the page that is asked for and how many rows there are, in one pass: a filter costs it once.

        No keys and no count when there is no such page.
        """
        asked = self.request.GET.get(self.page_kwarg, "1")
        first = (int(asked) - 1) * page_size if PAGE_NUMBER.fullmatch(asked) else 0
        found = list(rows.values_list("pk", Window(Count("*")))[first : first + page_size])
        return [key for key, _count in found], found[0][1] if found else None

    @cached_property
    def question_names(self) -> frozenset[str]:
        """The names under which this list is searched and filtered by whoever looks."""
        names = {self.search_kwarg} if self.is_searchable else set()
        for name, field in self.filters.form.fields.items() if self.filters else ():
            suffixes = getattr(field.widget, "widgets_names", [""])
            names.update(f"{name}{suffix}" for suffix in suffixes)
        return frozenset(names)

    @cached_property
    def question(self) -> str:
        """Search and filters as they stand in the address, without page and the like."""
        return urlencode(self.question_pairs)

    @cached_property
    def question_pairs(self) -> list[tuple[str, str]]:
        asked = self.request.GET
        return [(name, value) for name in asked for value in asked.getlist(name) if self._counts(name, value)]

    def _counts(self, name: str, value: str) -> bool:
        return name in self.question_names and bool(value.strip())

    @property
    def is_misread(self) -> bool:
        """Whether the question holds what this list does not know, or cannot read."""
        if set(self.request.GET) - self.question_names or (self.filters and not self.filters.is_valid()):
            return True
        return bool(self.search_form and self.search_form.is_bound and not self.search_form.is_valid())

    def question_words(self) -> str:
        """What was asked, in words: `“nia”, Hub: Yorkshire`; '' for the whole list."""
        words = [f"“{self.search_query}”"] if self.is_searching else []
        for name in self.filters.form.changed_data if self.filters and self.filters.is_valid() else ():
            field, value = self.filters.form.fields[name], self.filters.form.cleaned_data[name]
            choices: Any = field.choices if isinstance(field, ChoiceField) and isinstance(value, str) else ()
            known = dict(choices)
            words.append(f"{field.label}: {known.get(value, value)}")
        return ", ".join(words)

    def found(self, rows: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
        """The rows that `text` speaks of."""
        raise NotImplementedError

    def look_up(self, rows: Sequence[Any]) -> None:
        """Fetch what the columns need beyond the rows, for the whole page at once."""

    @cached_property
    def open_columns(self) -> Sequence[Column]:
        """The columns that whoever looks may read at all."""
        viewer = self.request.user
        return [column for column in self.columns if self.policy.user_has_permission(viewer, column.action)]

    @cached_property
    def shown_columns(self) -> Sequence[Column]:
        """The first, which leads to the file, and those chosen; without a choice those that the list begins with."""
        chosen = self.kept.columns
        first, *others = self.open_columns
        if chosen is None:
            return [first, *(column for column in others if column.is_shown)]
        return [first, *(column for column in others if column.key in chosen)]

    def get_table(self, object_list: Sequence[Any]) -> DeskTable:
        self.look_up(object_list)
        return self.table_class(self.shown_columns, object_list, **self.get_table_kwargs())

    def url_of(self, row: Any) -> str:
        return reverse(self.file_url_name, args=[row.pk])

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"url_of": self.url_of, "has_ticks": self.has_pages}

    @cached_property
    def has_pages(self) -> bool:
        """Whether the pages of paths.py stand beside this list."""
        try:
            return bool(self.url_of_page("export"))
        except NoReverseMatch:
            return False

    @cached_property
    def offered(self) -> Sequence[tuple[Any, str]]:
        """What whoever looks may do with many rows at once: label and address."""
        viewer = self.request.user
        deeds = [deed for deed in self.deeds if (deed.policy or self.policy).user_has_permission(viewer, deed.action)]
        return [
            *((deed.label, reverse(deed.url_name)) for deed in deeds),
            (_("Export"), self.url_of_page("export")),
        ]

    @cached_property
    def kept(self) -> Kept:
        """The columns and searches that whoever looks keeps of this list."""
        viewer = self.request.user
        return kept_of(str(self.index_url_name), viewer, sees_all=self.policy.sees_all(viewer))

    @cached_property
    def kept_searches(self) -> Sequence[tuple[Search, str]]:
        """Those to show; for own ones with the address where they are changed."""
        # A filter that this role does not have would be left out, and the search find more than its name says.
        return [
            (kept, self.url_of_page("kept", kept.pk) if kept.is_own else "")
            for kept in self.kept.searches
            if set(QueryDict(kept.question)) <= self.question_names
        ]

    @property
    def columns_url(self) -> str:
        return self.url_of_page("columns")

    @property
    def keep_url(self) -> str:
        """Where this search is kept; nothing when there is no question or it is kept already."""
        if not self.question or any(kept.question == self.question for kept, _url in self.kept_searches):
            return ""
        return f"{self.url_of_page('keep')}?{urlencode({'list': self.index_url_name, 'all': 'yes'})}&{self.question}"
