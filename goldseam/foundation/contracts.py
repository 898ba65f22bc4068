"""The five contracts: how a lower floor works with what it must not import.

A subject registers, the lower floor asks the registry. There is no sixth without a second user.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django.db import models

T = TypeVar("T")


class Registry(Generic[T]):
    """What has been registered under a name, in the order of registration."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, T] = {}

    def register(self, name: str, entry: T) -> T:
        """Enter `entry` under `name`; raises ValueError when the name is taken."""
        if name in self._entries:
            raise ValueError(f"{self.what} {name!r} is registered twice.")
        self._entries[name] = entry
        return entry

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def items(self) -> Iterable[tuple[str, T]]:
        return self._entries.items()

    def values(self) -> Iterable[T]:
        return self._entries.values()


# --- Sellable: anything that costs money ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quote:
    """What one order line will cost. Amounts in pence, below nought for credit; `vat_rate` in percent; `details` is
    stored with the line.

    `agreement`: the words of an unticked box beside the ways to pay, by which the payer lets us keep the card and
    charge it later; '' when there is nothing to agree to.
    """

    description: str
    unit_pence: int
    vat_treatment: str
    vat_rate: int = 0
    note: str = ""
    agreement: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class CannotFulfil(Exception):
    """What was paid for cannot be handed over now; the message says why, for the office."""


class Sellable(Protocol):
    """One kind of thing that can be bought. `line` is a sales.OrderLine."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        """The price of the thing named `key`, from the database only. Raises LookupError when it is not for sale."""

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> Sequence[Quote]:
        """The same for many, key and options of each, in as many questions as for one."""

    def fulfil(self, line: Any, *, at: datetime) -> None:
        """Hand over what was paid for, in the caller's transaction. Raises CannotFulfil."""

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        """Take back what was handed over, after a full refund, in the caller's transaction."""


# --- Audience: who can be written to ----------------------------------------------------------------------------------


class Audience(Protocol):
    """A set of people that can be written to. By what right is for the letter to say, and asked of each person."""

    label: Any

    def people(self, *, at: datetime) -> models.QuerySet[Any]:
        """The people in it at that moment."""


# --- RuptureKind: who is broken now, the playbook, the words ----------------------------------------------------------


@dataclass(frozen=True)
class Broken:
    """One finding of `broken(at)`: `subject` is a timeline subject key, `detail` holds keys and amounts only."""

    subject: str
    person_id: int | None
    since: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


class Urgency(IntEnum):
    """Whose letter leads when one person is due several: the lowest."""

    MONEY = 1
    ENDING = 2
    KEPT = 3


@dataclass(frozen=True)
class Notice:
    """A letter that a step of a playbook asks the engine to send."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    documents: Sequence[str] = ()
    address: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a playbook: what to try when the rupture has been known for `after`, and not before `when` is so.

    `when(ruptures, at=)` is for what goes by another clock than ours, as the tries that a provider's rule allows: it
    returns the keys of those for which it has come to that, in one question for all of them.

    A step that writes only says what the letter is: `act` reads and returns a Notice, or None when there is nothing to
    write. It waits for the morning, for the end of a hold, and for room below the ceiling, unless it `is_required`: a
    letter that law or the provider's rule asks for before something happens. One that `answers` what the person did a
    moment ago goes at night too: she is awake. One that does not write runs at once.
    """

    name: str
    after: timedelta
    act: Callable[..., Notice | None]
    when: Callable[..., Collection[int]] | None = None
    writes: bool = True
    is_required: bool = False
    answers: bool = False


def leave_to_the_office(rupture: Any, *, at: datetime) -> None:
    """A step that writes to nobody: it stands on the office's first screen until somebody mends it."""


class RuptureKind(Protocol):
    """One way in which the association's relation with a person can break. See docs/adding-a-rupture.md."""

    playbook: ClassVar[Sequence[Step]]
    urgency: ClassVar[Urgency]
    label: Any

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        """Who is affected at that moment and why, by one set-based query."""

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        """The key of what mended it (one of the words below), or '' when it ended without a mend."""

    def words(self, rupture: Any, *, at: datetime) -> "Words":
        """What the person and the office read about it."""


@dataclass(frozen=True)
class Words:
    """The sentences about one rupture: what happened, what we did, what you can do; and where the office mends it."""

    what_happened: str
    what_we_did: str
    what_you_can_do: str = ""
    way_on: str = ""
    way_on_label: str = ""
    office: str = ""
    office_way_on: str = ""


# --- Teaser: how a thing shows in lists -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Live:
    """The figure set large beside a thing ("3 days"), the words that go with it, and when it changes."""

    figure: str
    words: str
    until: datetime | None = None


@dataclass(frozen=True)
class Tease:
    """How one thing shows in the home page, the news stream, search, feeds and hub pages."""

    key: str
    title: str
    url: str
    summary: str = ""
    kind: str = ""
    live: Live | None = None
    published_at: datetime | None = None


class Teaser(Protocol):
    """The one place where embargo and visibility of a kind of thing are decided."""

    label: Any

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        """The visible ones among `keys`, in one query."""

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        """The visible ones that match `text`, best first."""

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        """Key and title of what an editor can point a news item to."""

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        """Public address and last change of each visible thing, for the sitemap."""


# --- PersonalData: what is held on a person ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Hindrance:
    """Why details cannot be erased now, as a sentence. `is_final`: not even when the person asks for it."""

    sentence: str
    is_final: bool = False


class Merging(Enum):
    """What becomes of a model's rows when two records of one person are put together.

    They MOVE to the record that goes on, FOLLOW rows that move, STAY where they are and are read through, or END. What
    is CHOSEN field by field is the person's own row.
    """

    MOVES = "moves"
    FOLLOWS = "follows"
    STAYS = "stays"
    ENDS = "ends"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Retention:
    """How long one sort of row is kept, and what the yearly review may let go.

    `due(before)` are the rows that were last needed before that moment. They are people, who are erased, where
    `empties` is None; rows that are deleted where it is empty; rows of which those columns are emptied otherwise.
    """

    slug: str
    what: Any
    why: Any
    years: int
    due: Callable[[datetime], models.QuerySet[Any]]
    empties: Sequence[str] | None = None


@dataclass(frozen=True)
class PersonalData:
    """What one model holds on a person.

    `person` is the lookup from the model to the person, `address` a column with an e-mail address that makes a row
    without a person theirs as well; `fields` are exported in an access request; `erased` are emptied on erasure;
    `kept_because` names the law or reason for which the rest stays, and `kept_for` how long. `technical` are columns of
    our own keys and states: no words from or about anybody.

    For the readable copy: `title` is what such rows are called, `words` name fields, `read` turns a value into words,
    `files` are columns with files of theirs, and `papers(row)` the documents made of it.

    For erasure: `hindrances(people, at)` says what stands against it, `before(rows)` is done while the rows are
    whole, and `elsewhere(people)` forgets what names them in the rows of others.

    For two records of one person: `merging` is what becomes of the rows, `movable(rows, kept)` leaves out those that
    cannot move to the record that goes on; `against_merging(kept, merged, at)` says in sentences what has to be settled
    before, `against_parting` the same for undoing it, and `refusing(people)` names those who want no letters at all.
    """

    person: str
    fields: Sequence[str]
    merging: Merging | None = None
    erased: Sequence[str] = ()
    deleted: bool = False
    kept_because: Any = ""
    kept_for: Any = ""
    address: str = ""
    technical: Sequence[str] = ()
    title: Any = ""
    words: Mapping[str, Any] = field(default_factory=dict)
    read: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    files: Sequence[str] = ()
    papers: Callable[[Any], Iterable[str]] | None = None
    hindrances: Callable[[Sequence[int], datetime], Iterable[Hindrance]] | None = None
    before: Callable[[models.QuerySet[Any]], object] | None = None
    elsewhere: Callable[[Sequence[int]], object] | None = None
    movable: Callable[[models.QuerySet[Any], int], models.QuerySet[Any]] | None = None
    against_merging: Callable[[int, int, datetime], Iterable[str]] | None = None
    against_parting: Callable[[int, int, datetime], Iterable[str]] | None = None
    refusing: Callable[[Sequence[int]], Iterable[int]] | None = None
    retention: Sequence[Retention] = ()


@dataclass(frozen=True)
class NothingPersonal:
    """A model that holds nothing on any person, and why that is so."""

    because: str


sellables: Registry[Sellable] = Registry("Sellable")
audiences: Registry[Audience] = Registry("Audience")
ruptures: Registry[RuptureKind] = Registry("RuptureKind")
teasers: Registry[Teaser] = Registry("Teaser")
personal: Registry[PersonalData | NothingPersonal] = Registry("PersonalData")

# What each app registers, read when the applications are loaded; `documents` are the PDFs it makes.
CONTRACT_FILES = ("facts", "sellables", "audiences", "ruptures", "teasers", "personal", "documents")


def tease_all(references: Iterable[str], *, at: datetime) -> dict[str, Tease]:
    """The visible things among `kind:key` references, by reference: one query for each kind."""
    keys: dict[str, list[str]] = {}
    for reference in references:
        kind, _, key = reference.partition(":")
        if kind in teasers:
            keys.setdefault(kind, []).append(key)
    return {
        f"{kind}:{key}": tease
        for kind, wanted in keys.items()
        for key, tease in teasers[kind].tease(wanted, at=at).items()
    }


def declare(model: type[models.Model], declaration: PersonalData | NothingPersonal) -> None:
    """Say what `model` holds on people; a model without a declaration fails the build."""
    personal.register(model._meta.label_lower, declaration)
