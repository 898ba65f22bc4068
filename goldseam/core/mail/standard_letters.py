"""Keeping the office's letters ready: a change is a new version, the old ones stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from goldseam.core.mail import facts
from goldseam.core.mail.models import LetterVersion, StandardLetter
from goldseam.core.people.models import Person
from goldseam.foundation.amending import amend
from goldseam.foundation.timeline.record import record


class NameTaken(Exception):
    """Another standard letter has this name."""


@dataclass(frozen=True)
class Wording:
    """What a version says and by what right: consent to `purpose`, or a service message `needed_for` something."""

    subject: str
    body: str
    basis: str
    purpose: str = ""
    needed_for: str = ""


def keep(
    *,
    letter: StandardLetter | None,
    name: str,
    is_for_hub_leads: bool,
    wording: Wording,
    at: datetime,
    by: Person | None,
) -> StandardLetter:
    """Enter a letter, or change it: what it says differently becomes its next version. Raises NameTaken."""
    try:
        with transaction.atomic():
            letter = letter or StandardLetter()
            letter = StandardLetter.objects.select_for_update().get(pk=letter.pk) if letter.pk else letter
            is_new = letter.pk is None
            if is_new:
                letter.name, letter.is_for_hub_leads = name, is_for_hub_leads
                letter.save()
            elif amend(letter, {"name": name, "is_for_hub_leads": is_for_hub_leads}):
                record(facts.STANDARD_CHANGED, subject=letter, at=at, by=by, letter=name)
            _add_version(letter, wording, at, by)
            return letter
    except IntegrityError as error:
        raise NameTaken from error


def _add_version(letter: StandardLetter, wording: Wording, at: datetime, by: Person | None) -> None:
    last = letter.versions.first()
    told: dict[str, Any] = vars(wording)
    if last and all(getattr(last, name) == value for name, value in told.items()):
        return
    number = last.number + 1 if last else 1
    LetterVersion.objects.create(letter=letter, number=number, written_at=at, written_by=by, **told)
    record(facts.STANDARD_KEPT, subject=letter, at=at, by=by, number=number, letter=letter.name)
