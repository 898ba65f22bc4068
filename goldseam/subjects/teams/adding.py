"""Places that are added while a team's period runs: they end with it, and cost by the day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Item, NotForSale, Payer, place_order
from goldseam.core.sales.models import Order
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import CannotFulfil
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.actions import KEPT_FOR, lock_team, payer_for
from goldseam.subjects.teams.models import Allotment, Team
from goldseam.subjects.teams.prices import Offer, offer

KIND = "membership.seats"


@dataclass(frozen=True)
class Period:
    """What of a team's time is paid for and runs, and how many seats it has in it."""

    starts_on: date
    ends_on: date
    seats: int

    @property
    def all_days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    def left_days(self, on: date) -> int:
        """The day itself counts."""
        return (self.ends_on - on).days + 1

    def part_of(self, pence: int, on: date) -> int:
        """What of the price of a seat for the whole period is paid for one that is added on that day: by the day,
        rounded down to the penny for each seat, so that what does not come out even is the team's.
        """
        return pence * self.left_days(on) // self.all_days


@dataclass(frozen=True)
class Addition:
    """So many more seats from a day to the end of the period. `whole_pence`: what each costs for all of the period."""

    period: Period
    seats: int
    on: date
    year_pence: int
    whole_pence: int

    @property
    def unit_pence(self) -> int:
        return self.period.part_of(self.whole_pence, self.on)

    @property
    def total_pence(self) -> int:
        return self.unit_pence * self.seats

    @property
    def seats_then(self) -> int:
        return self.period.seats + self.seats

    @property
    def left_days(self) -> int:
        return self.period.left_days(self.on)


def period_of(team: Team, *, on: date) -> Period | None:
    """The period of a team that runs on that day; None when nothing is paid for."""
    rows = Allotment.objects.filter(team=team)
    running = list(rows.running(on=on))
    if not running:
        return None
    ends_on = max(row.last_on for row in running)
    # What was given back still tells when the period began.
    began = rows.filter(ends_on=ends_on).aggregate(first=Min("starts_on"))["first"] or running[0].starts_on
    return Period(began, ends_on, sum(row.seats for row in running))


def addition_of(team: Team, seats: int, *, on: date, found: Offer | None = None) -> Addition:
    """What so many seats cost that are added on that day: each as in a team of all seats there are then. What was paid
    for before keeps its price. Raises LookupError when they cannot be bought.
    """
    period, found = period_of(team, on=on), found or offer(team.plan.slug)
    if period is None or found is None or seats < 1:
        raise LookupError(seats)
    year_pence = found.unit_pence(period.seats + seats)
    return Addition(period, seats, on, year_pence, found.plan.share(year_pence, period.starts_on))


def order_seats(*, team: Team, seats: int, payer: Payer, by: Person, at: datetime) -> Order:
    """Order so many seats more, which the team has once they are paid. Until then another number replaces the order.

    The invoice goes to `payer`. The order is never kept beyond the period. Raises NotForSale.
    """
    today = local_date(at)
    period = period_of(team, on=today)
    if period is None:
        raise NotForSale(team.pk)
    # Once they are paid, or given back, the next order is another.
    count = team.allotments.aggregate(turn=Count("pk") + Count("cut_short_on"))
    return place_order(
        items=[Item(KIND, str(team.pk), {"seats": seats, "on": today.isoformat()}, quantity=seats)],
        payer=payer_for(team=team, payer=payer),
        person=by,
        at=at,
        key=f"seats:{team.pk}:{count['turn']}",
        kept_for=min(KEPT_FOR, midnight_before(period.ends_on + A_DAY) - at),
        is_of_organisation=True,
    )


def ordered_seats(team: Team, *, at: datetime) -> QuerySet[Order]:
    """Orders for more seats that are not paid yet."""
    return Order.objects.open().filter(lines__kind=KIND, lines__key=str(team.pk), expires_at__gt=at)


def add_seats(*, line: Any, at: datetime) -> Allotment:
    """Give the seats that were added, from the day for which they were reckoned, in the caller's transaction.

    Raises CannotFulfil once the period is over.
    """
    team, ends_on = lock_team(int(line.key)), date.fromisoformat(line.details["until"])
    if ends_on < local_date(at):
        raise CannotFulfil("The period of the team is over.")
    starts_on = date.fromisoformat(line.options["on"])
    allotment = Allotment.objects.create(
        team=team, order_line=line, seats=line.quantity, starts_on=starts_on, ends_on=ends_on
    )
    told: dict[str, Any] = {"organisation": team.organisation.name, "seats": allotment.seats}
    person = line.order.person
    record(facts.SEATS_ADDED, person=person, subject=team, at=at, starts_on=starts_on, ends_on=ends_on, **told)
    return allotment
