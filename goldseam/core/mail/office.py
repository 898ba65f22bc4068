"""Letters, as the office finds them: what was written to whom, and whether it arrived."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.desk.paths import paths_of
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.mail.models import Message
from goldseam.core.mail.sending_policy import WRITE
from goldseam.core.people.models import Person
from goldseam.foundation.clock import local
from goldseam.foundation.search import prefix_query

LETTER_POLICY = DeskPolicy(Message, {"view": ("office",)})


class LetterFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("Stands"), choices=Message.State.choices, empty_label=_("Any"))

    class Meta:
        model = Message
        fields: Sequence[str] = ()


class LetterList(DeskList):
    policy = LETTER_POLICY
    page_title = _("Letters")
    verbose_name, verbose_name_plural = _("letter"), _("letters")
    header_icon = "mail"
    index_url_name = "letters:list"
    index_results_url_name = "letters:results"
    file_url_name = "letters:file"
    people_path = "person"
    deeds = (WRITE,)
    default_ordering = ("-written_at", "-id")
    filterset_class = LetterFilters
    columns = (
        Column(_("Subject"), str),
        Column(_("To"), lambda letter: letter.address),
        Column(_("Written"), lambda letter: date_format(local(letter.written_at), "j M Y, H:i")),
        Column(_("Stands"), lambda letter: letter.get_state_display(), tag=lambda letter: letter.state),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().defer("text", "html")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the beginning of the address, or by the person."""
        typed = Q(address__istartswith=text.strip())
        if prefix_query(text):
            typed |= Q(person__in=Person.objects.search(text).values("pk"))
        return rows.filter(typed)


class LetterFile(DeskRecord):
    policy = LETTER_POLICY
    template_name = "mail/office/file.html"
    header_icon = "mail"
    list_url_name = "letters:list"
    file_url_name = "letters:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person", "again").defer("html")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Letters"), super().path()[0][1])]


view = LETTER_POLICY.rule()
app_name = "letters"
urlpatterns: list[URLPattern] = [
    *paths_of(LetterList),
    path("<int:pk>/", view(LetterFile.as_view()), name="file"),
]
