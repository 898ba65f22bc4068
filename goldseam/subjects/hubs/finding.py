"""Who is found in the directory, by whom. What is shown leaves the database; nothing else of a person does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from goldseam.core.people.models import Hub
from goldseam.foundation.clock import local_date
from goldseam.foundation.search import Folded, prefix_query
from goldseam.subjects.hubs.models import Entry, EntryQuerySet
from goldseam.subjects.membership.actions import is_member

SHOWN = ("key", "person__given_name", "person__family_name", "profession", "employer", "area", "hub_name", "further")
OWN = ("town", "languages", "offer", "website")


@dataclass(frozen=True)
class Found:
    """What one person lets others read of them."""

    key: str
    name: str
    profession: str = ""
    employer: str = ""
    area: str = ""
    hub_name: str = ""
    further: str = ""
    town: str = ""
    languages: str = ""
    offer: str = ""
    website: str = ""
    takes_letters: bool = False

    @property
    def work(self) -> str:
        return ", ".join(filter(None, [self.profession, self.employer]))

    @property
    def place(self) -> str:
        return ", ".join(filter(None, [self.town, self.area, self.hub_name, self.further]))


def open_to(visitor: Any, *, at: datetime) -> EntryQuerySet:
    """The entries that this visitor may see."""
    return seen(to_members=is_member(visitor, on=local_date(at)), at=at)


def seen(*, to_members: bool, at: datetime) -> EntryQuerySet:
    """Those that everyone may see; those of members too for whoever is one now."""
    return Entry.objects.visible(to_members=to_members, at=at).with_shown()


def search(entries: EntryQuerySet, *, words: str = "", place: str = "", hub: Hub | None = None) -> EntryQuerySet:
    """Those in which each word begins a word of what is shown; what somebody does not show is not searched."""
    if query := prefix_query(words):
        shown = (F(name) for name in (*SHOWN[1:], "town", "languages", "offer"))
        entries = entries.annotate(words=Folded(*shown)).filter(words=query)
    if query := prefix_query(place):
        entries = entries.annotate(places=Folded(F("town"), F("area"), F("hub_name"), F("further"))).filter(
            places=query
        )
    return entries.of_hub(hub) if hub else entries


def shown(entries: EntryQuerySet) -> Sequence[Found]:
    """What stands in a list: the columns that are shown, and no row of a person."""
    rows = entries.values(*SHOWN, *OWN, "shows")
    return [_found(row) for row in rows]


def _found(row: dict[str, Any]) -> Found:
    name = f"{row['person__given_name']} {row['person__family_name']}".strip()
    told = {field: row[field] or "" for field in (*SHOWN[3:], *OWN)}
    return Found(key=str(row["key"]), name=name, takes_letters="letters" in row["shows"], **told)
