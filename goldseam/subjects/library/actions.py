"""Publishing factsheets, and who may read them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from goldseam.core.people.models import Person
from goldseam.foundation import pagecache
from goldseam.foundation.amending import amend
from goldseam.foundation.clock import local_date
from goldseam.foundation.files import check_pdf
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.subjects.cpd.actions import record_reading
from goldseam.subjects.library import facts
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.actions import current_term, is_member


@transaction.atomic
def enter_factsheet(
    *, slug: str, number: int, title: str, summary: str, minutes: int, at: datetime, by: Person | None
) -> Factsheet:
    """Enter a factsheet; it is seen once its first version is out. Raises IntegrityError for a taken slug or number."""
    factsheet = Factsheet.objects.create(slug=slug, number=number, title=title, summary=summary, minutes=minutes)
    record(facts.FACTSHEET_ENTERED, subject=factsheet, by=by, at=at, title=title)
    return factsheet


@transaction.atomic
def change_factsheet(*, factsheet: Factsheet, details: Mapping[str, Any], at: datetime, by: Person) -> None:
    """Change what everybody reads of a factsheet; only what differs is changed and recorded."""
    changed = amend(factsheet, details)
    if changed:
        record(facts.FACTSHEET_CHANGED, subject=factsheet, by=by, at=at, fields=", ".join(changed))
        pagecache.drop()


@transaction.atomic
def publish_version(
    *,
    factsheet: Factsheet,
    body: str,
    authors: Sequence[str],
    at: datetime,
    by: Person | None,
    review_by: date | None = None,
    read_by: str = "",
    what_changed: str = "",
    file: File | None = None,
    published_on: date | None = None,
) -> Version:
    """Publish the next version, on `published_on` or today; on that day it supersedes the one before.

    Raises ValidationError when `file` is not a PDF of at most 25 MB.
    """
    if file:
        check_pdf(file)
    Factsheet.objects.select_for_update().get(pk=factsheet.pk)
    last = factsheet.versions.order_by("-number").first()
    version = Version.objects.create(
        factsheet=factsheet,
        number=last.number + 1 if last else 1,
        published_on=published_on or local_date(at),
        review_by=review_by,
        authors=list(authors),
        read_by=read_by,
        what_changed=what_changed,
        body=body,
        file=file,
    )
    told: dict[str, Any] = {"number": version.number, "title": factsheet.title, "published_on": version.published_on}
    record(facts.VERSION_PUBLISHED, subject=version, by=by, at=at, **told)
    pagecache.drop()
    return version


def may_read(person: Any, *, on: date) -> bool:
    """Whether the text and the file are open to a (possibly anonymous) visitor on that day: current members whose plan
    opens the library, with a proved address.
    """
    if not is_member(person, on=on):
        return False
    term = current_term(person, on=on)
    return bool(term and term.plan.opens_library)


def note_reading(*, person: Person, version: Version, at: datetime) -> None:
    """Add the reading of a version to the reader's own record of learning, once, if their plan keeps one."""
    term = current_term(person, on=local_date(at))
    if term and term.plan.keeps_cpd:
        enter_reading(person=person, version=version, at=at)


def enter_reading(*, person: Person, version: Version, at: datetime) -> None:
    """The same for somebody of whom the caller knows that their plan keeps a record."""
    record_reading(
        person=person,
        title=version.factsheet.title,
        minutes=version.factsheet.minutes,
        source=subject_key(version),
        at=at,
    )
