"""A factsheet with something in it that is easy to find again."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from goldseam.core.people.actions import meet
from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.calendar import months_later
from goldseam.subjects.library.actions import publish_version
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

MARK = "kintsugi-of-sleep"
BODY = f"<h2>In short</h2><p>Waking at night is ordinary, {MARK}.</p>"
OUT = datetime(2026, 9, 14, 9, tzinfo=UTC)
BEFORE = datetime(2023, 5, 9, 9, tzinfo=UTC)


def a_factsheet(**details: Any) -> Factsheet:
    """Factsheet 14, on infant sleep, without a version."""
    known = {"number": 14, "title": "Infant sleep", "summary": "What is ordinary in the first year.", "minutes": 30}
    return Factsheet.objects.create(slug=details.pop("slug", "infant-sleep"), **known | details)


def published(sheet: Factsheet, **details: Any) -> Version:
    """The next version of it."""
    known: dict[str, Any] = {"body": BODY, "authors": ["Samira Quayle, health visitor"], "at": OUT, "by": None}
    return publish_version(factsheet=sheet, **known | details)


def a_pdf(words: str = MARK) -> ContentFile:
    return ContentFile(b"%PDF-1.7\n" + words.encode() + b"\n%%EOF\n", name="what the author called it.pdf")


def somebody(given_name: str, *, is_proved: bool = True, months_ago: int | None = 0, **plan: Any) -> Person:
    """A person whose term began so many months ago; without one when that is None."""
    an_association()
    at = clock.now()
    person: Person = meet(
        email=f"{given_name.lower()}@families.example",
        given_name=given_name,
        family_name="Ferreday",
        at=at,
        email_proved_at=at if is_proved else None,
    )
    if months_ago is not None:
        with transaction.atomic():
            term = add_term(person=person, plan=a_plan(**plan), at=at)
        starts_on, ends_on = months_later(term.starts_on, -months_ago), months_later(term.ends_on, -months_ago)
        Term.objects.filter(pk=term.pk).update(starts_on=starts_on, ends_on=ends_on)
    return person
