"""The period after the one that ends: proposed in time, ordered by the coordinator, and filled on its day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from goldseam.core.mail.actions import send
from goldseam.core.mail.restraint import awake
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Item, NotForSale, Payer, place_order
from goldseam.core.sales.models import Order
from goldseam.foundation.calendar import last_day_since
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import CannotFulfil
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.actions import KEPT_FOR, lock_team, payer_for
from goldseam.subjects.teams.carrying import carry_on
from goldseam.subjects.teams.models import Allotment, Proposal, Seat, Team
from goldseam.subjects.teams.prices import Offer, offer

KIND = "membership.team_renewal"
# Long enough before the end for an invoice of 30 days.
PROPOSED, REMINDED = timedelta(days=45), timedelta(days=10)
OPEN_FROM = timedelta(days=90)


@dataclass(frozen=True)
class Next:
    """The period that can be ordered: it begins the day after the one that ends."""

    follows_on: date
    ends_on: date

    @property
    def starts_on(self) -> date:
        return self.follows_on + A_DAY


def next_of(team: Team, *, on: date) -> Next | None:
    """The period with which a team can go on; None when the present one runs much longer, or its grace is over."""
    ends = team.allotments.all().aggregate(
        last=Max("ends_on", filter=Q(cut_short_on=None)), first=Min("starts_on", filter=Q(cut_short_on=None))
    )
    last, first = ends["last"], ends["first"]
    if last is None or not last - OPEN_FROM <= on <= last + team.plan.grace_days * A_DAY:
        return None
    starts_on, year = last + A_DAY, team.plan.fixed_year
    return Next(last, year.last_on(starts_on) if year else last_day_since(first, starts_on, team.plan.months))


def price_of(found: Offer, seats: int, period: Next) -> int:
    """What each seat costs. Raises LookupError when there is no such team."""
    return found.plan.share(found.unit_pence(seats), period.starts_on)


def holders(team: Team, period: Next) -> QuerySet[Seat]:
    """Those who have a seat to the end of the period, in the order in which they were given."""
    seats = Seat.objects.used(on=period.follows_on).filter(team=team).select_related("term__membership__person")
    return seats.order_by("assigned_at", "pk")


def order_renewal(
    *,
    team: Team,
    seats: int,
    leaving: Collection[int],
    payer: Payer,
    by: Person,
    at: datetime,
) -> Order:
    """Order the period that follows, with so many seats. `leaving` (keys) are those whose seats are not renewed;
    the invoice goes to `payer`.

    Another number, or others who leave, replace what is not paid. Raises NotForSale.
    """
    period = next_of(team, on=local_date(at))
    if period is None:
        raise NotForSale(team.pk)
    options = {"seats": seats, "follows": period.follows_on.isoformat(), "leaving": sorted(leaving)}
    turn = team.allotments.filter(follows_on=period.follows_on).count()
    over_on = period.follows_on + (team.plan.grace_days + 1) * A_DAY
    return place_order(
        items=[Item(KIND, str(team.pk), options, quantity=seats)],
        payer=payer_for(team=team, payer=payer),
        person=by,
        at=at,
        key=f"team-renewal:{team.pk}:{period.follows_on}:{turn}",
        kept_for=min(KEPT_FOR, midnight_before(over_on) - at),
        is_of_organisation=True,
    )


def ordered_renewal(team: Team, *, at: datetime) -> QuerySet[Order]:
    """The order for the next period that is not paid yet."""
    return Order.objects.open().filter(lines__kind=KIND, lines__key=str(team.pk), expires_at__gt=at)


def renew_team(*, line: Any, at: datetime) -> Allotment:
    """Give the period that was ordered, in the caller's transaction; its people have their seats when it begins.

    Raises CannotFulfil when the team has gone on already, or what it follows was given back.
    """
    team, follows_on = lock_team(int(line.key)), date.fromisoformat(line.options["follows"])
    last = team.allotments.whole().aggregate(last=Max("ends_on"))["last"]
    if last != follows_on:
        raise CannotFulfil("The team has changed since this was ordered.")
    allotment = Allotment.objects.create(
        team=team,
        order_line=line,
        seats=line.quantity,
        starts_on=follows_on + A_DAY,
        ends_on=date.fromisoformat(line.details["until"]),
        follows_on=follows_on,
    )
    told: dict[str, Any] = {"organisation": team.organisation.name, "seats": allotment.seats}
    told |= {"starts_on": allotment.starts_on, "ends_on": allotment.ends_on}
    record(facts.RENEWED, person=line.order.person, subject=team, at=at, **told)
    carry_on(team=team, at=at)
    return allotment


def fill_renewed(*, at: datetime) -> int:
    """Carry people on into the periods that have begun; returns how many."""
    due = Allotment.objects.to_carry(on=local_date(at)).order_by("team").values_list("team", flat=True).distinct()
    return sum(_fill(pk, at) for pk in list(due))


@transaction.atomic
def _fill(pk: int, at: datetime) -> int:
    return carry_on(team=lock_team(pk), at=at)


def propose_renewals(*, at: datetime) -> int:
    """Write to whoever looks after a team whose period ends soon, twice at most; returns how many letters."""
    if awake(at) != at:
        return 0
    today = local_date(at)
    ending = _reachable(teams_ending(today, today + PROPOSED))
    new = ending.filter(~Exists(Proposal.objects.filter(team=OuterRef("pk"), ends_on=OuterRef("last"))))
    count = sum(_propose(pk, at) for pk in list(new.values_list("pk", flat=True)))
    soon = _reachable(teams_ending(today, today + REMINDED))
    open_ones = Proposal.objects.filter(team__in=soon.values("pk"), reminded_at=None, ends_on__gte=today)
    # Whoever was written to a moment ago is not reminded at once.
    due = open_ones.filter(proposed_at__lte=at - REMINDED).values_list("pk", flat=True)
    return count + sum(_remind(pk, at) for pk in list(due))


def teams_ending(first: date, last: date) -> QuerySet[Any]:
    """Teams whose last period ends in these days; the day is annotated as `last`."""
    whole = Allotment.objects.whole().filter(team=OuterRef("pk")).order_by().values("team")
    teams: QuerySet[Any] = Team.objects.annotate(last=whole.annotate(last=Max("ends_on")).values("last"))
    return teams.filter(last__range=(first, last))


def _reachable(teams: QuerySet[Any]) -> QuerySet[Any]:
    """Those with a coordinator who can be written to."""
    return teams.filter(coordinator__email__isnull=False, coordinator__is_active=True)


@transaction.atomic
def _propose(pk: int, at: datetime) -> int:
    team = lock_team(pk)
    period = next_of(team, on=local_date(at))
    if period is None:
        return 0
    row, is_new = Proposal.objects.get_or_create(team=team, ends_on=period.follows_on, defaults={"proposed_at": at})
    return _write(row, team, period, at) if is_new else 0


@transaction.atomic
def _remind(pk: int, at: datetime) -> int:
    row = Proposal.objects.select_for_update().get(pk=pk)
    team, today = lock_team(row.team_id), local_date(at)
    period = next_of(team, on=today)
    if row.reminded_at or period is None or period.follows_on != row.ends_on:
        return 0
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    return _write(row, team, period, at)


def _write(row: Proposal, team: Any, period: Next, at: datetime) -> int:
    today = local_date(at)
    team = Team.objects.with_seats(on=today).select_related("organisation", "plan", "coordinator").get(pk=team.pk)
    found = offer(team.plan.slug)
    unit_pence = price_of(found, team.paid, period) if found and team.paid >= found.fewest else None
    context = {
        "team": team,
        "period": period,
        "unit_pence": unit_pence,
        "total_pence": unit_pence * team.paid if unit_pence is not None else None,
        "is_last": row.reminded_at is not None,
        "way_in": f"{settings.BASE_URL}/me/team/{team.pk}/renew/",
    }
    send(template="teams/renewal_due", person=team.coordinator, at=at, about=row, context=context)
    record(facts.RENEWAL_PROPOSED, person=team.coordinator, subject=team, at=at, ends_on=period.follows_on)
    return 1
