"""The records that seem to be one person, pair by pair, for the office to look at."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.merging.finding import in_words
from goldseam.core.people.models import Person
from goldseam.core.people.ruptures import TWO_RECORDS
from goldseam.core.repairs.models import Rupture
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation import clock
from goldseam.foundation.search import prefix_query


class TwinsPolicy(DeskPolicy):
    def rows(self, person: Any) -> QuerySet[Rupture]:
        """The pairs that wait to be looked at; what was settled since the last look is left out."""
        waiting = super().rows(person).filter(kind=TWO_RECORDS, closed_at=None)
        gone = Person.objects.filter(merged_into__isnull=False).values("pk")
        return _with_keys(waiting).exclude(Q(one__in=gone) | Q(other__in=gone))


def _with_keys(rows: Any) -> QuerySet[Any]:
    keys = {name: Cast(KeyTextTransform(name, "detail"), BigIntegerField()) for name in ("one", "other")}
    found: QuerySet[Any] = rows.annotate(**keys)
    return found


TWINS_POLICY = TwinsPolicy(Rupture, {"view": PEOPLE_POLICY.roles["change"]}, is_for_readers=False)


def _of(key: str, *fields: Any) -> Subquery:
    person = Person.objects.filter(pk=OuterRef(key))
    return Subquery(person.values(told=Concat(*fields, output_field=CharField()))[:1])


def _name(key: str) -> Subquery:
    return _of(key, F("given_name"), Value(" "), F("family_name"))


def _address(key: str) -> Subquery:
    return _of(key, Coalesce("email", Value("")), Value(""))


class TwinList(DeskList):
    """Two records in each row, the surest hint in words."""

    policy = TWINS_POLICY
    page_title = _("Records that seem one person")
    verbose_name, verbose_name_plural = _("pair of records"), _("pairs of records")
    header_icon = "group"
    index_url_name = "twins:list"
    index_results_url_name = "twins:results"
    default_ordering = ("since", "id")
    columns = (
        Column(_("One record"), lambda pair: f"{pair.one_name} ({pair.one})"),
        Column(_("The other"), lambda pair: f"{pair.other_name} ({pair.other})"),
        Column(_("Why they seem one"), lambda pair: in_words(pair.detail["hints"])),
        Column(_("Addresses"), lambda pair: ", ".join(filter(None, (pair.one_email, pair.other_email)))),
        Column(
            _("Since"),
            lambda pair: date_format(clock.local_date(pair.since)),
            raw=lambda pair: clock.local_date(pair.since),
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        names = {f"{key}_name": _name(key) for key in ("one", "other")}
        addresses = {f"{key}_email": _address(key) for key in ("one", "other")}
        rows: Any = super().get_base_queryset()
        found: QuerySet[Any] = rows.annotate(**names, **addresses)
        return found

    def url_of(self, row: Any) -> str:
        return reverse("people:merge", args=[row.one, row.other])

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        if prefix_query(text) is None:
            return rows.none()
        named = Person.objects.search(text).values("pk")
        return rows.filter(Q(one__in=named) | Q(other__in=named))


@dataclass(frozen=True)
class Twin:
    """A pair, as the file of one of the two shows it."""

    one: int
    other: int
    number: int
    hints: str


def twins_of(person: int) -> list[Twin]:
    """The records that seem to be the same person as this one."""
    waiting = _with_keys(Rupture.objects.filter(kind=TWO_RECORDS, closed_at=None))
    return [
        Twin(pair.one, pair.other, pair.other if pair.one == person else pair.one, in_words(pair.detail["hints"]))
        for pair in waiting.filter(Q(one=person) | Q(other=person)).order_by("pk")
    ]
