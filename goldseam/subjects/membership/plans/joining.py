"""What somebody pays who joins today, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldseam.subjects.membership.plans.kept import standing_prices
from goldseam.subjects.membership.plans.models import Plan, Price
from goldseam.subjects.membership.plans.monthly import Instalment, first_of


@dataclass(frozen=True)
class Joining:
    """A term of a plan taken today: what it costs, its last day, and what the whole term after it costs."""

    plan: Plan
    pence: int
    until_on: date
    then_pence: int

    @property
    def part(self) -> Instalment | None:
        """The first instalment, where the year may be paid in twelve."""
        return first_of(self.plan, self.pence)

    @property
    def is_fixed(self) -> bool:
        """Whether it ends on the same day for everybody."""
        return self.plan.fixed_year is not None

    @property
    def year_begins_on(self) -> date:
        """The first day of the next fixed year."""
        return self.until_on + timedelta(days=1)


def joining(plans: Sequence[Plan], *, on: date) -> list[Joining]:
    """The same for many plans: one question for all of them."""
    prices = standing_prices(plan.pk for plan in plans)
    return [_joining(plan, prices[plan.pk], on) for plan in plans]


def _joining(plan: Plan, prices: Sequence[Price], on: date) -> Joining:
    until_on = plan.ends_on(on)
    pence = plan.share(plan.price_among(prices, on), on)
    return Joining(plan, pence, until_on, plan.price_among(prices, until_on + timedelta(days=1)))
