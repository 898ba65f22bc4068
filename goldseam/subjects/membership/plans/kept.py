"""The plans and what they cost, of which there are few: kept in memory until one of them changes.

For what is shown, and for what was paid. What decides what somebody pays asks the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from goldseam.foundation.pagecache.memory import kept
from goldseam.subjects.membership.plans.models import Plan, Price


@kept
def plans() -> Mapping[str, Plan]:
    """Every plan by its slug, with the one that follows; not to be changed."""
    return MappingProxyType({plan.slug: plan for plan in Plan.objects.select_related("afterwards")})


def standing_prices(keys: Iterable[int]) -> dict[int, Sequence[Price]]:
    """As `Price.standing`."""
    prices = _all_standing()
    return {key: prices.get(key, ()) for key in keys}


@kept
def _all_standing() -> Mapping[int, Sequence[Price]]:
    standing = Price.standing(plan.pk for plan in plans().values())
    return MappingProxyType({plan: tuple(prices) for plan, prices in standing.items()})
