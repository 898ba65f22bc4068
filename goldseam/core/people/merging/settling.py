"""What has to be settled before two records are put together, and what keeps them from being parted again."""

from datetime import datetime

from django.utils.translation import gettext as _

from goldseam.core.people.merging.models import Merge
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import PersonalData, personal


def against(kept: Person, merged: Person, *, at: datetime) -> list[str]:
    """What stands against putting these two together now, as sentences."""
    if kept.pk == merged.pk:
        return [_("These are one and the same record.")]
    for person in (kept, merged):
        if person.merged_into_id or person.taken_back_at:
            return [_("Record %(record)s is no record of its own any more.") % {"record": person.pk}]
    told = [one.against_merging for one in personal.values() if isinstance(one, PersonalData) and one.against_merging]
    return [sentence for asks in told for sentence in asks(kept.pk, merged.pk, at)]


def against_parting(merge: Merge, *, at: datetime) -> list[str]:
    """What stands against parting the two again, as sentences."""
    if merge.unmerged_at:
        return [_("They have been parted already.")]
    later = Merge.objects.filter(unmerged_at=None, pk__gt=merge.pk)
    newer = later.filter(kept=merge.kept_id).first() or later.filter(merged=merge.kept_id).first()
    if newer:
        return [_("The record was put together with another one since. Part that one first.")]
    told = [one.against_parting for one in personal.values() if isinstance(one, PersonalData) and one.against_parting]
    return [sentence for asks in told for sentence in asks(merge.kept_id, merge.merged_id, at)]
