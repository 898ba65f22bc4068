"""The factsheets and their versions, each published on its day, and who read them.

A text of the folder `factsheets` is a manuscript (see publishing.manuscript) with all its versions in one: a part that
begins with `[2]` stands in version 2 and later, one with `[1-2]` until version 2.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from goldseam.core.people.models import Person
from goldseam.faces.demo.articles import moment
from goldseam.faces.demo.seed.stage import Stage
from goldseam.foundation.calendar import months_later
from goldseam.foundation.clock import local_date
from goldseam.subjects.library.actions import enter_factsheet, enter_reading, publish_version
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.models import Term
from goldseam.subjects.publishing.manuscript import parse

TEXTS = Path(__file__).parent / "factsheets"
MARK = re.compile(r"^\[(\d)(?:-(\d))?\] ", re.MULTILINE)
GOOD_FOR_MONTHS = 24
READINGS = 130


@dataclass(frozen=True)
class Sheet:
    """One factsheet as it stands in the folder; `versions` are when each came out and what changed."""

    number: int
    slug: str
    head: dict[str, str]
    text: str

    @property
    def versions(self) -> list[tuple[str, str]]:
        told = [version.split(" ", 2) for version in self.head["versions"].split(" | ")]
        return [(f"{weekday} {weeks}", change) for weekday, weeks, change in told]

    def body(self, version: int) -> str:
        """The rich text of that version."""
        head, _, text = self.text.partition("\n\n")
        parts = [part for part in text.split("\n\n") if _stands(part, version)]
        blocks = parse("\n\n".join([head, *(MARK.sub("", part) for part in parts)])).body
        return "".join(_html(kind, value) for kind, value in blocks)


def _stands(part: str, version: int) -> bool:
    mark = MARK.match(part)
    return not mark or int(mark[1]) <= version <= int(mark[2] or 9)


def _html(kind: str, value: Any) -> str:
    return f"<p><i>“{value['words']}”</i></p>" if kind == "quote" else str(value.source)


def read_sheets() -> list[Sheet]:
    """All texts of the folder, in the order of their numbers."""
    sheets = []
    for file in sorted(TEXTS.glob("*.md")):
        number, _, slug = file.stem.partition("-")
        text = file.read_text(encoding="utf-8")
        sheets.append(Sheet(int(number), slug, parse(text).head, text))
    return sheets


def plan_library(stage: Stage) -> None:
    """Put each version on the agenda, on its day."""
    editor = Person.objects.get(email="editor@aimh.example")
    for sheet in read_sheets():
        for number, (published, change) in enumerate(sheet.versions, start=1):
            at = moment(published, stage.telling.end)
            stage.telling.plan(at, partial(publish, sheet, number, change, editor))


def publish(sheet: Sheet, number: int, change: str, editor: Person, at: datetime) -> None:
    if number == 1:
        enter_factsheet(
            slug=sheet.slug,
            number=sheet.number,
            title=sheet.head["title"],
            summary=sheet.head["summary"],
            minutes=int(sheet.head["minutes"]),
            at=at,
            by=editor,
        )
    publish_version(
        factsheet=Factsheet.objects.get(number=sheet.number),
        body=sheet.body(number),
        authors=sheet.head["authors"].split("; "),
        read_by=sheet.head["read by"],
        what_changed=change,
        review_by=months_later(local_date(at).replace(day=1), GOOD_FOR_MONTHS),
        at=at,
        by=editor,
    )


def tell_readings(stage: Stage) -> None:
    """Members read what was out in their terms; what they read stands on their own record of learning."""
    chance, today = stage.telling.random, stage.telling.today
    versions = list(Version.objects.select_related("factsheet").order_by("published_on"))
    began_on = versions[0].published_on
    terms = Term.objects.filter(plan__keeps_cpd=True, membership__person__email_proved_at__isnull=False)
    readable = [term for term in terms.select_related("membership__person").order_by("id") if term.last_on > began_on]
    for _ in range(READINGS):
        term = chance.choice(readable)
        on = _some_day(stage, max(term.starts_on, began_on), min(term.last_on, today - timedelta(days=1)))
        newest = {version.factsheet_id: version for version in versions if version.published_on <= on}
        if newest:
            version = newest[chance.choice(sorted(newest))]
            enter_reading(person=term.membership.person, version=version, at=stage.telling.some_time(on))


def _some_day(stage: Stage, first: date, last: date) -> date:
    return first + timedelta(days=stage.telling.random.randint(0, max((last - first).days, 0)))
