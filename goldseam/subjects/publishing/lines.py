"""Things as lines of a list: what the theme's stream shows, and until when it is true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format

from goldseam.foundation.clock import local, midnight_after
from goldseam.foundation.contracts import Tease
from goldseam.subjects.publishing.teasers import NEWS


@dataclass(frozen=True)
class Line:
    """One line: the words of the theme's `stream_item`."""

    heading: str
    url: str
    text: str = ""
    when: str = ""
    figure: str = ""
    figure_text: str = ""


def day(at: datetime | None) -> str:
    """`20 November 2026`, as the association's calendar has it."""
    return date_format(local(at), "j F Y") if at else ""


def line(tease: Tease, *, when: str = "") -> Line:
    live = tease.live
    return Line(
        heading=tease.title,
        url=tease.url,
        text=tease.summary,
        when=when or day(tease.published_at),
        figure=live.figure if live else "",
        figure_text=live.words if live else "",
    )


def ends(teases: Iterable[Tease | None]) -> list[datetime]:
    """The moments at which a live figure among them changes by itself."""
    return [tease.live.until for tease in teases if tease and tease.live and tease.live.until]


def news(items: Sequence[Any], *, at: datetime) -> tuple[list[Line], list[datetime]]:
    """News items as lines, and the moments at which one of them will say something else."""
    teases = NEWS.shown(items, at)
    return [line(tease) for tease in teases], ends(teases)


def last_days(items: Iterable[Any]) -> list[datetime]:
    """When each of these items leaves the first page."""
    return [
        midnight_after(datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
        for on in (item.expires_on for item in items)
        if on
    ]
