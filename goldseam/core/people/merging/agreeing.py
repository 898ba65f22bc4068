"""What two records of one person agreed to, taken together: a no in either of them counts for both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from goldseam.core.people import facts
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.merging.models import Merge, Move
from goldseam.core.people.models import Consent, Person
from goldseam.foundation.contracts import PersonalData, personal
from goldseam.foundation.timeline.record import FactKind, record

WHERE = ("people.consent", "withdrawn_at")


@dataclass(frozen=True)
class Agreed:
    """What each record says to one purpose, "yes", "no" or nothing, and what holds for both."""

    purpose: str
    kept: str
    merged: str
    is_refused: bool

    @property
    def words(self) -> str:
        return str(PURPOSES.get(self.purpose, self.purpose))

    @property
    def holds(self) -> str:
        """No if either says so or letters were refused altogether; else yes if either says so."""
        if "no" in (self.kept, self.merged):
            return "no"
        said_yes = "yes" in (self.kept, self.merged)
        return ("no" if self.is_refused else "yes") if said_yes else ""


def agreed(kept: int, merged: int) -> list[Agreed]:
    """Purpose by purpose, in the order in which people are asked."""
    said: dict[str, dict[int, str]] = {}
    rows = Consent.objects.filter(person__in=[kept, merged]).order_by("person", "-withdrawn_at")
    for person, purpose, withdrawn_at in rows.values_list("person", "purpose", "withdrawn_at"):
        theirs = said.setdefault(purpose, {})
        theirs[person] = "yes" if withdrawn_at is None or theirs.get(person) == "yes" else "no"
    refused = bool(_refusing([kept, merged]))
    order = [*PURPOSES, *sorted(set(said) - set(PURPOSES))]
    asked = [(purpose, said[purpose]) for purpose in order if purpose in said]
    return [Agreed(purpose, of.get(kept, ""), of.get(merged, ""), refused) for purpose, of in asked]


def _refusing(people: list[int]) -> set[int]:
    """Those who marked letters of ours as unwanted, or refused them in some other way that a table knows of."""
    told = [one.refusing for one in personal.values() if isinstance(one, PersonalData) and one.refusing]
    return {person for refusing in told for person in refusing(people)}


def end_what_was_refused(merge: Merge) -> None:
    """End the running yes of either record to all that the other says no to."""
    refused = [one.purpose for one in agreed(merge.kept_id, merge.merged_id) if one.holds == "no"]
    theirs = Consent.objects.filter(person__in=[merge.kept_id, merge.merged_id], purpose__in=refused)
    running = list(theirs.filter(withdrawn_at=None).select_related("person").order_by("pk"))
    if running:
        keys = [consent.pk for consent in running]
        Move.objects.create(merge=merge, table=WHERE[0], column=WHERE[1], rows=keys)
        Consent.objects.filter(pk__in=keys).update(
            withdrawn_at=merge.at, withdrawn_by=merge.by, withdrawn_where=Consent.Where.MERGING
        )
        _tell(facts.CONSENT_ENDED_BY_MERGING, running, merge.by, merge.at)


def _tell(kind: FactKind, consents: Iterable[Consent], by: Person | None, at: datetime) -> None:
    for consent in consents:
        record(kind, person=consent.person, subject=consent.person, by=by, at=at, purpose=consent.wording)


def give_back(merge: Merge) -> None:
    """Let run again what the merging ended, unless the same was said yes to again since."""
    ended = merge.moves.filter(table=WHERE[0], column=WHERE[1]).first()
    if ended:
        theirs = Consent.objects.filter(pk__in=ended.rows, withdrawn_at=merge.at).select_related("person")
        back = [
            consent
            for consent in theirs.filter(withdrawn_where=Consent.Where.MERGING).order_by("pk")
            if not Consent.objects.filter(person=consent.person, purpose=consent.purpose, withdrawn_at=None).exists()
        ]
        keys = [consent.pk for consent in back]
        Consent.objects.filter(pk__in=keys).update(withdrawn_at=None, withdrawn_by=None, withdrawn_where="")
        _tell(facts.CONSENT_BACK_AFTER_MERGING, back, merge.unmerged_by, merge.unmerged_at or merge.at)
