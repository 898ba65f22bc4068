from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.clock import local_date, midnight_after
from goldseam.foundation.contracts import Live, Tease, teasers
from goldseam.foundation.search import words_of
from goldseam.subjects.library.models import Factsheet, Version

COLUMNS = ("number", "published_on", "factsheet__slug", "factsheet__title", "factsheet__summary")


class FactsheetTeaser:
    """A factsheet that is out, with the number of its current version."""

    label = gettext_lazy("Factsheets")

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        return {tease.key: tease for tease in _shown(at, factsheet__slug__in=keys)}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        found = Factsheet.objects.published(on=local_date(at)).search(text)[:limit] if words_of(text) else ()
        return _shown(at, factsheet__in=[sheet.pk for sheet in found]) if found else []

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        return [(tease.key, tease.title) for tease in _shown(at)]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        return [("/library/", None), *((tease.url, tease.published_at) for tease in _shown(at))]


def _shown(at: datetime, **which: Any) -> list[Tease]:
    """The factsheets that are out, highest number first, from the rows of their versions."""
    rows = Version.objects.filter(**which).order_by("-factsheet__number", "number").values(*COLUMNS)
    sheets = groupby(rows, key=itemgetter("factsheet__slug"))
    teases = (_tease(versions, local_date(at)) for _slug, versions in sheets)
    return [tease for tease in teases if tease]


def _tease(versions: Iterable[dict[str, Any]], on: date) -> Tease | None:
    """`versions` are those of one factsheet, by number; the highest that is out on that day is in force."""
    known = list(versions)
    out = [version for version in known if version["published_on"] <= on]
    if not out:
        return None
    current = out[-1]
    changes_on = min((version["published_on"] for version in known if version["published_on"] > on), default=None)
    return Tease(
        key=current["factsheet__slug"],
        title=current["factsheet__title"],
        url=f"/library/{current['factsheet__slug']}/",
        summary=current["factsheet__summary"],
        kind=_("Factsheet, for members"),
        live=Live(
            _("Version %(number)d") % {"number": current["number"]},
            _("for members to view and download"),
            until=_beginning(changes_on) if changes_on else None,
        ),
        published_at=_beginning(current["published_on"]),
    )


def _beginning(day: date) -> datetime:
    """The first moment of that day on the association's calendar."""
    return midnight_after(datetime.combine(day - timedelta(days=1), time(12), tzinfo=UTC))


teasers.register("library.factsheet", FactsheetTeaser())
