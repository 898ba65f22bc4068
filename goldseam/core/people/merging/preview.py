"""What putting two records together will do, before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from goldseam.core.people.facts import MERGED
from goldseam.core.people.merging.models import Merge
from goldseam.core.people.merging.moving import hanging
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Merging
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import HistoryItem, sentence, subject_key


@dataclass(frozen=True)
class Going:
    """One kind of row of the record that is merged: how many move, and how many stay with it and are read through."""

    what: str
    moves: int
    stays: int


def going(kept: Person, merged: Person) -> list[Going]:
    """What moves and what is read through, kind by kind; kinds without rows are left out."""
    return list(_going(kept.pk, merged.pk))


def _going(kept: int, merged: int) -> Iterator[Going]:
    for table in hanging(Merging.MOVES, Merging.STAYS):
        count = table.rows(merged).count()
        if count and table.declaration.merging is Merging.STAYS:
            yield Going(table.name, 0, count)
        elif count:
            moves = table.movable(kept, merged).count() if table.end(kept) else 0
            yield Going(table.name, moves, count - moves)


def came_since(merge: Merge) -> list[HistoryItem]:
    """What was told of the record that goes on since the two were put together, newest first: that stays with it."""
    entered = Fact.objects.filter(subject=subject_key(merge), kind=MERGED.key).aggregate(pk=Max("pk"))["pk"] or 0
    found = Fact.objects.filter(person=merge.kept_id, pk__gt=entered).order_by("-at", "-id")
    lines = [(fact, sentence(fact)) for fact in found]
    return [HistoryItem(fact, said, "") for fact, said in lines if said]
