"""The seats of a team: bought, given out, taken back. Rows are locked in one order: team, invitation, membership."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce

from goldseam.core.people import actions as people
from goldseam.core.people.models import Organisation, Person
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.models import Order
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership.actions import Applicant, add_seat_term, end_term, newcomer
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.periods import period_bought
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.carrying import carry_on
from goldseam.subjects.teams.models import Allotment, Seat, Team

# An organisation pays by invoice within 30 days; a bank holiday or two must not close the order.
KEPT_FOR = timedelta(days=45)


class NoSeatFree(Exception):
    """All seats that were paid for are given out."""


class ChangedTooOften(Exception):
    """The places have changed hands as often as the plan allows in a period."""


class AlreadySeated(Exception):
    """The person has a seat in this team."""


@transaction.atomic
def order_team(
    *,
    plan: Plan,
    seats: int,
    organisation: str,
    purchase_order: str,
    coordinator: Applicant,
    signed_in: Person | None,
    key: str | None,
    at: datetime,
) -> Order:
    """Order `seats` seats for a year. Who orders becomes coordinator once it is paid. Raises NotForSale.

    As for joining: an address nobody has used becomes an unproved person, a known one waits for the mailed proof.
    """
    address = "\n".join(filter(None, (organisation, coordinator.address)))
    return place_order(
        items=[Item("membership.team", plan.slug, {"organisation": organisation, "seats": seats}, quantity=seats)],
        payer=Payer(
            coordinator.given_name, coordinator.family_name, coordinator.email, address, purchase_order=purchase_order
        ),
        person=signed_in or newcomer(applicant=coordinator, at=at),
        at=at,
        key=key,
        kept_for=KEPT_FOR,
        is_of_organisation=True,
    )


def begin_team(*, line: Any, at: datetime) -> Allotment:
    """Give what an order line bought, in the caller's transaction: the team, and its seats from today for one term."""
    order, plan, today = line.order, Plan.objects.get(slug=line.key), local_date(at)
    # Paid anew after the money had turned out to be for something else: it is the same team.
    former = Allotment.objects.filter(order_line=line).select_related("team__organisation").first()
    team = former.team if former else _new_team(order.person, plan, str(line.options["organisation"]), at)
    starts_on, ends_on = period_bought({"months": plan.months, "year": plan.year} | line.details, (), on=today)
    allotment = Allotment.objects.create(
        team=team, order_line=line, seats=line.quantity, starts_on=starts_on, ends_on=ends_on
    )
    record(
        facts.TEAM_BEGUN,
        person=order.person,
        subject=team,
        at=at,
        organisation=team.organisation.name,
        seats=allotment.seats,
        starts_on=allotment.starts_on,
        ends_on=allotment.ends_on,
    )
    return allotment


def _new_team(coordinator: Person, plan: Plan, name: str, at: datetime) -> Team:
    known = Organisation.objects.filter(
        name__iexact=name, affiliations__person=coordinator, affiliations__ended_at=None
    ).first()
    organisation = known or people.enter_organisation(name=name, at=at, by=coordinator)
    people.affiliate(person=coordinator, organisation=organisation, at=at, by=coordinator)
    return Team.objects.create(organisation=organisation, plan=plan, coordinator=coordinator, began_on=local_date(at))


def end_allotment(*, allotment: Allotment, at: datetime, by: Person | None) -> None:
    """End seats because their money went back: yesterday was their last day. Who was seated last goes first."""
    team = lock_team(allotment.team_id)
    allotment = Allotment.objects.get(pk=allotment.pk)
    if allotment.cut_short_on:
        return
    today = local_date(at)
    allotment.cut_short_on = min(today - timedelta(days=1), allotment.ends_on)
    allotment.save(update_fields=["cut_short_on"])
    told: dict[str, Any] = {"organisation": team.organisation.name, "seats": allotment.seats, "last_on": today}
    record(facts.SEATS_ENDED, person=team.coordinator, subject=team, by=by, at=at, **told)
    used = Seat.objects.used(on=today).filter(team=team).order_by("-assigned_at", "-pk")
    over = used.count() - paid_seats(team=team, at=at)
    for seat in used.select_related("term__membership__person")[: max(over, 0)]:
        _end(seat, team, at, by)


def last_payer(team: Team) -> Payer | None:
    """To whom the last invoice of a team went."""
    last = Order.objects.filter(lines__allotments__team=team).order_by("-placed_at", "-pk").first()
    if last is None or not last.payer_email:
        return None
    return Payer(last.payer_given_name, last.payer_family_name, last.payer_email, last.payer_address)


def payer_for(*, team: Team, payer: Payer) -> Payer:
    """As it stands on the invoice: with no address the organisation's name at least."""
    return payer if payer.address else replace(payer, address=team.organisation.name)


def lock_team(pk: int) -> Team:
    """The team with its row locked until commit: seats are counted and given out only under this lock."""
    teams = Team.objects.select_for_update(of=("self",)).select_related("organisation", "plan", "coordinator")
    return teams.get(pk=pk)


def paid_seats(*, team: Team, at: datetime) -> int:
    """How many seats the team may use on that day."""
    running = Allotment.objects.running(on=local_date(at)).filter(team=team)
    return int(running.aggregate(seats=Sum("seats"))["seats"] or 0)


def most_people(*, team: Team, at: datetime) -> int:
    """How many people may have had a seat in the period, one after the other: the plan says how often each may change
    hands. Otherwise one price would be paid for a procession.
    """
    return paid_seats(team=team, at=at) * (1 + team.plan.seat_changes)


def people_left(*, team: Team, at: datetime) -> int:
    """How many who have had no seat in this period may still be given one."""
    return most_people(team=team, at=at) - _people(team, at).count()


def _people(team: Team, at: datetime) -> QuerySet[Any, Any]:
    """The memberships of those who have had a seat in the period, for whatever part of it."""
    began = Allotment.objects.running(on=local_date(at)).filter(team=team).aggregate(on=Min("starts_on"))["on"]
    seats: Any = Seat.objects.filter(team=team).annotate(last=Coalesce("term__cut_short_on", "term__ends_on"))
    return seats.filter(last__gte=began or local_date(at)).order_by().values("term__membership").distinct()


def used_seats(*, team: Team, at: datetime) -> int:
    """How many of them somebody has."""
    return Seat.objects.used(on=local_date(at)).filter(team=team).count()


@transaction.atomic
def assign(*, team: Team, person: Person, by: Person, at: datetime) -> Seat:
    """Give a person a seat to the end of the team's period, in its plan, if one that was paid for is free.

    Whoever has an own term that runs keeps it, and the seat's begins the day after.
    Raises NoSeatFree, ChangedTooOften, AlreadySeated, RunsLonger.
    """
    team, today = lock_team(team.pk), local_date(at)
    carry_on(team=team, at=at)
    taken = Seat.objects.used(on=today).filter(team=team)
    if taken.filter(term__membership__person=person).exists():
        raise AlreadySeated
    if taken.count() >= paid_seats(team=team, at=at):
        raise NoSeatFree
    if _people(team, at).exclude(term__membership__person=person).count() >= most_people(team=team, at=at):
        raise ChangedTooOften
    until = Allotment.objects.running(on=today).filter(team=team).aggregate(until=Max("ends_on"))["until"]
    term = add_seat_term(person=person, plan=team.plan, ends_on=until, at=at)
    seat = Seat.objects.create(team=team, term=term, assigned_at=at, assigned_by=by)
    people.affiliate(person=person, organisation=team.organisation, at=at, by=by)
    told: dict[str, Any] = {"organisation": team.organisation.name, "starts_on": term.starts_on}
    record(facts.SEAT_TAKEN, person=person, subject=team, by=by, at=at, ends_on=term.ends_on, **told)
    return seat


@transaction.atomic
def remove(*, seat: Seat, by: Person, at: datetime) -> bool:
    """Take a seat back: yesterday was its last day. Her record stays hers. False when it was taken back already."""
    team = lock_team(seat.team_id)
    seat = Seat.objects.select_related("term__membership__person").get(pk=seat.pk)
    if seat.ended_at:
        return False
    _end(seat, team, at, by)
    return True


def _end(seat: Seat, team: Team, at: datetime, by: Person | None) -> None:
    seat.ended_at, seat.ended_by = at, by
    seat.save(update_fields=["ended_at", "ended_by"])
    record(
        facts.SEAT_ENDED,
        person=seat.term.membership.person,
        subject=team,
        by=by,
        at=at,
        organisation=team.organisation.name,
    )
    if not seat.term.cut_short_on and seat.term.ends_on >= local_date(at):
        end_term(term=Term.objects.select_related("membership__person").get(pk=seat.term_id), at=at, by=by)


@transaction.atomic
def change_coordinator(*, team: Team, coordinator: Person, by: Person, at: datetime) -> None:
    """Let somebody else look after a team; what was ordered stays with whoever ordered it. Twice changes nothing."""
    team = lock_team(team.pk)
    if team.coordinator_id == coordinator.pk:
        return
    team.coordinator = coordinator
    team.save(update_fields=["coordinator"])
    people.affiliate(person=coordinator, organisation=team.organisation, at=at, by=by)
    organisation = team.organisation.name
    record(facts.COORDINATOR_CHANGED, person=coordinator, subject=team, by=by, at=at, organisation=organisation)
