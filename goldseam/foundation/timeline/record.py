"""Recording and reading what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from goldseam.foundation.contracts import Registry
from goldseam.foundation.money import pounds
from goldseam.foundation.rows import NOTHING, insert_each
from goldseam.foundation.timeline.models import Fact, FactText


@dataclass(frozen=True)
class FactKind:
    """Something that can happen. `member` and `office` are its sentences in both histories, with {names} of the data.

    An empty `member` sentence keeps the fact out of what the person reads. A name ending in `_pence` is shown as money,
    one ending in `_on` as a date.
    """

    key: str
    member: Any = ""
    office: Any = ""

    def __post_init__(self) -> None:
        kinds.register(self.key, self)


kinds: Registry[FactKind] = Registry("FactKind")


def subject_key(thing: models.Model) -> str:
    """`sales.order:12`: how facts, ruptures and letters name a row without importing its model."""
    # Not type(): who is signed in comes as something that stands for a person until it is asked.
    return key_of(thing.__class__, thing.pk)


def key_of(model: type[models.Model], key: int) -> str:
    """The same by the key of the row."""
    return f"{model._meta.label_lower}:{key}"


def record(
    kind: FactKind,
    /,
    *,
    at: datetime,
    person: Any = None,
    subject: models.Model | str = "",
    by: Any = None,
    text: str = "",
    corrects: Fact | None = None,
    **data: Any,
) -> Fact:
    """Write down one fact in the caller's transaction. Dates in `data` are stored in ISO 8601."""
    fact = Fact(kind=kind.key, person_id=person.pk if person else None, subject=_key(subject), at=at)
    fact.by_id, fact.data, fact.corrects = by.pk if by else None, _stored(data), corrects
    fact.save(force_insert=True)
    if text:
        FactText.objects.create(fact=fact, text=text)
    return fact


class Happened(NamedTuple):
    """One of many facts of a kind: keys of the person and of who did it, what it is about, and what is told."""

    person_id: int | None
    subject: models.Model | str = ""
    by_id: int | None = None
    data: Mapping[str, Any] = NOTHING


def record_each(kind: FactKind, happened: Iterable[Happened], /, *, at: datetime) -> None:
    """Write down facts of one kind, each with its own data, at once and in the caller's transaction."""
    each = [
        {
            "person_id": one.person_id,
            "subject": _key(one.subject),
            "by_id": one.by_id,
            "data": _stored(one.data),
        }
        for one in happened
    ]
    insert_each(Fact, each, same={"kind": kind.key, "at": at, "recorded_at": timezone.now()})


def record_many(
    kind: FactKind, happened: Iterable[tuple[int | None, models.Model]], /, *, at: datetime, by: Any = None, **data: Any
) -> None:
    """Write down the same for many at once, in the caller's transaction: key of the person, and what it is about."""
    by_id = by.pk if by else None
    record_each(kind, (Happened(person, subject, by_id, data) for person, subject in happened), at=at)


def _key(subject: models.Model | str) -> str:
    return subject if isinstance(subject, str) else subject_key(subject)


def _stored(data: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as ISO 8601."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}


@dataclass(frozen=True)
class HistoryItem:
    """One line of a history, ready to show."""

    fact: Fact
    sentence: str
    text: str


def _shown(name: str, value: Any) -> Any:
    if name.endswith("_pence") and isinstance(value, int):
        return pounds(value)
    if name.endswith("_on") and isinstance(value, str):
        parsed = parse_date(value[:10])
        return date_format(parsed, "j F Y") if parsed else value
    return value


class _Words(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "…"


def sentence(fact: Fact, *, audience: str = "office") -> str:
    """What the fact says to `audience` ("member" or "office"); '' when it is not for them."""
    if fact.kind not in kinds:
        return fact.kind if audience == "office" else ""
    template = str(getattr(kinds[fact.kind], audience))
    return template.format_map(_Words({name: _shown(name, value) for name, value in fact.data.items()}))


def facts_of(person: Any) -> models.QuerySet[Fact]:
    """All facts of a person and of those merged into them, newest first."""
    # A request's user is a proxy, whose own type is not the person's.
    merged = person.__class__._default_manager.filter(merged_into=person).values("pk")
    return (
        Fact.objects.filter(models.Q(person=person) | models.Q(person__in=merged))
        .select_related("text", "by")
        .order_by("-at", "-id")
    )


def history(person: Any, *, audience: str) -> Iterable[HistoryItem]:
    """What happened between the association and `person`, newest first, for "member" or "office"."""
    for fact in facts_of(person):
        said = sentence(fact, audience=audience)
        if said:
            yield HistoryItem(fact, said, fact.text.text if hasattr(fact, "text") else "")
