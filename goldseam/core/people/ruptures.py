"""Two records that seem to be one person, who then has half of what is theirs in each."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.people.merging.finding import in_words, pairs
from goldseam.core.people.models import Merge, ToldApart
from goldseam.foundation.contracts import Broken, Step, Urgency, Words, ruptures

TWO_RECORDS = "two_records"


class TwoRecords:
    """It stands on nobody's own history before it is certain: a namesake must not learn of another's record.

    Nobody is written to and nothing is tried: it waits for the office from the start. An import can bring thousands.
    """

    urgency: ClassVar[Urgency] = Urgency.KEPT
    label = gettext_lazy("two records that seem one person")
    playbook: ClassVar[Sequence[Step]] = []

    def broken(self, *, at: Any) -> Iterable[Broken]:
        for pair in pairs():
            detail = {"one": pair.one, "other": pair.other, "hints": list(pair.hints)}
            yield Broken(f"people.pair:{pair.one}-{pair.other}", None, min(pair.since, at), detail)

    def mended_by(self, rupture: Any, *, at: Any) -> str:
        told = {name: rupture.detail[name] for name in ("one", "other")}
        if Merge.objects.filter(unmerged_at=None, kept__in=told.values(), merged__in=told.values()).exists():
            return "put_together"
        return "told_apart" if ToldApart.objects.filter(**told).exists() else ""

    def whom(self, rupture: Any) -> str:
        return _("Records %(one)s and %(other)s") % rupture.detail

    def words(self, rupture: Any, *, at: Any) -> Words:
        told = {**rupture.detail, "hints": in_words(rupture.detail["hints"])}
        return Words(
            what_happened=_("We seem to have two records of you."),
            what_we_did=_("We look at both, and put them together when we are sure."),
            what_you_can_do=_("You can tell us that both are yours."),
            office=_("Records %(one)s and %(other)s seem to be one person: %(hints)s.") % told,
            office_way_on=f"/office/people/{told['one']}/merge/{told['other']}/",
        )


ruptures.register(TWO_RECORDS, TwoRecords())
