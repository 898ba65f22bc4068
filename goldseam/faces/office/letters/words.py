"""What can be written into a standard letter about its reader, and of whom it is not known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.models import LetterVersion
from goldseam.core.mail.placeholders import gaps
from goldseam.core.people.models import Association, Person
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.standing import Standing, standing_as, standings


@dataclass(frozen=True)
class Word:
    """`says` gives it for a person, their standing and us; `lacks` finds those who have none on a day."""

    meaning: Any
    says: Callable[[Person, Standing, Association], str]
    lacks: Callable[[date], Q] | None = None


def _never_members(on: date) -> Q:
    return Q(pk__in=standing_as(Person.objects.all(), "never", on=on).values("pk"))


def _without_hub(on: date) -> Q:
    return Q(hub=None)


def _day(standing: Standing) -> str:
    return date_format(standing.until, "j F Y") if standing.until else ""


def _hub(person: Person) -> str:
    return person.hub.name if person.hub else ""


WORDS: Mapping[str, Word] = {
    "given_name": Word(_("their given name"), lambda person, standing, us: person.given_name),
    "family_name": Word(_("their family name"), lambda person, standing, us: person.family_name),
    "hub": Word(_("the name of their hub"), lambda person, standing, us: _hub(person), _without_hub),
    "plan": Word(_("their plan, or the last they had"), lambda person, standing, us: standing.plan, _never_members),
    "valid_until": Word(
        _("the last day of their membership"), lambda person, standing, us: _day(standing), _never_members
    ),
    "association": Word(_("our own name"), lambda person, standing, us: us.name),
}


def words_of(people: Sequence[int], at: datetime) -> Mapping[int, Mapping[str, str]]:
    """Every word for each person (by key): three questions to the database, however many there are."""
    standing_of, us = standings(people, on=local_date(at)), Association.get()
    return {
        person.pk: {name: word.says(person, standing_of[person.pk], us) for name, word in WORDS.items()}
        for person in Person.objects.filter(pk__in=people).select_related("hub").defer("search", "password")
    }


def lacking(version: LetterVersion, *, at: datetime) -> Q | None:
    """Finds those of whom the letter names something that is not known; nothing when it names no such thing."""
    found = _lacking(gaps(version.subject, version.body), local_date(at))
    return found or None


def _lacking(names: Iterable[str], on: date) -> Q:
    lacks = {word.lacks for name in names if (word := WORDS.get(name)) and word.lacks}
    condition = Q()
    for lack in lacks:
        condition |= lack(on)
    return condition
