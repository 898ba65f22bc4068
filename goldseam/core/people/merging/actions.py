"""Putting two records of one person together, and parting them again.

Facts and postings stay where they are and are read through the record that goes on; what can move moves, and every
move is written down, so that all of it can go back.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goldseam.core.people import facts
from goldseam.core.people.merging.agreeing import end_what_was_refused, give_back
from goldseam.core.people.merging.details import put_back, take_over
from goldseam.core.people.merging.models import Merge, ToldApart
from goldseam.core.people.merging.moving import hanging, move_all, move_back
from goldseam.core.people.merging.settling import against, against_parting
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Merging
from goldseam.foundation.timeline.record import record


class CannotMerge(Exception):
    """Something has to be settled before; `sentences` say what."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class CannotUnmerge(CannotMerge):
    """The two records cannot be parted now; `sentences` say why."""


@transaction.atomic
def merge(*, kept: Person, merged: Person, choices: Mapping[str, str], why: str, at: datetime, by: Person) -> Merge:
    """Let `kept` go on for both. `choices` name for each detail the record whose value stands. Raises CannotMerge."""
    kept, merged = _locked(kept.pk, merged.pk)
    if sentences := against(kept, merged, at=at):
        raise CannotMerge(sentences)
    done = Merge.objects.create(kept=kept, merged=merged, at=at, by=by, why=why)
    done.was = take_over(kept, merged, choices)
    done.save(update_fields=["was"])
    end_what_was_refused(done)
    move_all(done)
    for table in hanging(Merging.ENDS):
        table.rows(merged.pk).delete()
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    told: dict[str, Any] = {"kept": kept.pk, "merged": merged.pk}
    record(facts.MERGED, person=kept, subject=done, by=by, at=at, **told)
    record(facts.MERGED_AWAY, person=merged, subject=done, by=by, at=at, text=why, **told)
    return done


def _locked(one: int, other: int) -> tuple[Person, Person]:
    """Both records, locked until commit, the lower key first: whoever wants the same two waits, in either direction."""
    rows = {
        row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=[one, other]).order_by("pk")
    }
    return rows[one], rows[other]


@transaction.atomic
def unmerge(*, merge: Merge, why: str, at: datetime, by: Person) -> None:
    """Part two records again: each gets back what was its own; what came since stays with the one that went on.

    Raises CannotUnmerge.
    """
    kept, merged = _locked(merge.kept_id, merge.merged_id)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if sentences := against_parting(merge, at=at):
        raise CannotUnmerge(sentences)
    merge.unmerged_at, merge.unmerged_by, merge.why_unmerged = at, by, why
    merge.save(update_fields=["unmerged_at", "unmerged_by", "why_unmerged"])
    Person.objects.filter(pk=merged.pk).update(merged_into=None)
    try:
        with transaction.atomic():
            put_back(merge, kept, merged)
            move_back(merge)
            give_back(merge)
    except IntegrityError as error:
        sentence = _("Something that came since stands where it would go back to. Nothing was changed.")
        raise CannotUnmerge([sentence]) from error
    # Whoever was parted is not proposed again.
    first, second = sorted([kept, merged], key=lambda person: person.pk)
    ToldApart.objects.get_or_create(one=first, other=second, defaults={"at": at, "by": by})
    told: dict[str, Any] = {"kept": kept.pk, "merged": merged.pk}
    record(facts.UNMERGED, person=kept, subject=merge, by=by, at=at, **told)
    record(facts.UNMERGED_AWAY, person=merged, subject=merge, by=by, at=at, text=why, **told)


@transaction.atomic
def tell_apart(*, one: Person, other: Person, at: datetime, by: Person) -> None:
    """Note that these are two people; they are not proposed again. Twice changes nothing."""
    first, second = sorted([one, other], key=lambda person: person.pk)
    _row, is_new = ToldApart.objects.get_or_create(one=first, other=second, defaults={"at": at, "by": by})
    if is_new:
        for person, another in ((first, second), (second, first)):
            record(facts.TOLD_APART, person=person, subject=person, by=by, at=at, other=another.pk)
