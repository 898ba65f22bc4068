"""What a seat costs, by the size of the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.people.models import Person
from goldseam.foundation import pagecache
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.models import Tier

# More than this is a conversation.
MOST = 5000


@dataclass(frozen=True)
class Offer:
    """What teams can buy now: the plan whose benefits everybody has, and its tiers, the smallest first."""

    plan: Plan
    tiers: Sequence[Tier]

    @property
    def fewest(self) -> int:
        """How many people a team has at least."""
        return self.tiers[0].from_seats

    def unit_pence(self, seats: int) -> int:
        """What each seat costs in a team of so many. Raises LookupError when there is no such team."""
        if not self.fewest <= seats <= MOST:
            raise LookupError(seats)
        return [tier.unit_pence for tier in self.tiers if tier.from_seats <= seats][-1]

    def ranges(self) -> list[tuple[int, int | None, int]]:
        """From how many, to how many (none for the last), and what each seat costs."""
        ends = [tier.from_seats - 1 for tier in self.tiers[1:]]
        return [(tier.from_seats, end, tier.unit_pence) for tier, end in zip(self.tiers, [*ends, None], strict=True)]


def offer(slug: str = "") -> Offer | None:
    """What is offered to teams: the plan of that name, else the first open one that has prices for teams."""
    tiers = list(Tier.objects.standing().filter(plan__is_open=True).select_related("plan"))
    tiers.sort(key=lambda tier: (tier.plan.position, tier.plan.pk, tier.from_seats))
    plan = next((tier.plan for tier in tiers if slug in ("", tier.plan.slug)), None)
    return Offer(plan, [tier for tier in tiers if tier.plan == plan]) if plan else None


@transaction.atomic
def set_tier(*, plan: Plan, from_seats: int, unit_pence: int, at: datetime, by: Person | None) -> Tier:
    """Let each seat cost so much in teams of at least so many, for what is ordered from now on."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    Tier.objects.standing().filter(plan=plan, from_seats=from_seats).update(withdrawn_at=at)
    tier = Tier.objects.create(plan=plan, from_seats=from_seats, unit_pence=unit_pence, entered_by=by, entered_at=at)
    told: dict[str, Any] = {"plan": plan.name, "from_seats": from_seats, "unit_pence": unit_pence}
    record(facts.TIER_SET, subject=plan, by=by, at=at, **told)
    pagecache.drop()
    return tier


@transaction.atomic
def withdraw_tier(*, tier: Tier, at: datetime, by: Person) -> None:
    """Let the size before count in its place; without any, teams cannot be bought. Twice changes nothing."""
    if Tier.objects.filter(pk=tier.pk, withdrawn_at=None).update(withdrawn_at=at):
        told: dict[str, Any] = {"plan": tier.plan.name, "from_seats": tier.from_seats}
        record(facts.TIER_WITHDRAWN, subject=tier.plan, by=by, at=at, **told)
        pagecache.drop()
