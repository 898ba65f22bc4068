"""The plans and what they cost, of which there are few: kept in memory until one of them changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from goldseam.foundation.pagecache.memory import kept
from goldseam.subjects.membership.plans.models import Plan, Price


@kept
def plans() -> Mapping[str, Plan]:
    """Every plan by its slug; not to be changed."""
    return {plan.slug: plan for plan in Plan.objects.all()}


def standing_prices(plans: Iterable[int]) -> dict[int, Sequence[Price]]:
    """The later prices of each plan (keys), the earliest first."""
    prices = _all_standing()
    return {plan: prices.get(plan, ()) for plan in plans}


@kept
def _all_standing() -> Mapping[int, Sequence[Price]]:
    prices = defaultdict(list)
    for price in Price.objects.filter(withdrawn_at=None).order_by("from_on"):
        prices[price.plan_id].append(price)
    return dict(prices)
