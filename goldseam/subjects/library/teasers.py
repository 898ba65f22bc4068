from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.clock import local_date, midnight_after
from goldseam.foundation.contracts import Live, Tease, teasers
from goldseam.foundation.search import words_of
from goldseam.subjects.library.models import Factsheet


class FactsheetTeaser:
    """A factsheet that is out, with the number of its current version."""

    label = gettext_lazy("Factsheets")

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        return {tease.key: tease for tease in _shown(_out(at).filter(slug__in=keys))}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        return _shown(_out(at).search(text)[:limit]) if words_of(text) else []

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        return [(sheet.slug, sheet.title) for sheet in _out(at)]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        sheets = [(sheet.get_absolute_url(), _beginning(sheet.current_on)) for sheet in _out(at)]
        return [("/library/", None), *sheets]


def _out(at: datetime) -> Any:
    on = local_date(at)
    coming = Min("versions__published_on", filter=Q(versions__published_on__gt=on))
    return Factsheet.objects.published(on=on).with_current(on=on).annotate(next_on=coming)


def _shown(sheets: Iterable[Any]) -> list[Tease]:
    return [
        Tease(
            key=sheet.slug,
            title=sheet.title,
            url=sheet.get_absolute_url(),
            summary=sheet.summary,
            kind=_("Factsheet, for members"),
            live=Live(
                _("Version %(number)d") % {"number": sheet.current_number},
                _("for members to view and download"),
                until=_beginning(sheet.next_on) if sheet.next_on else None,
            ),
            published_at=_beginning(sheet.current_on),
        )
        for sheet in sheets
    ]


def _beginning(day: date) -> datetime:
    """The first moment of that day on the association's calendar."""
    return midnight_after(datetime.combine(day - timedelta(days=1), time(12), tzinfo=UTC))


teasers.register("library.factsheet", FactsheetTeaser())
