"""When the period that a team renewed begins, its people have their seats in it: each a new term, all at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Max
from django.db.models.functions import Coalesce

from goldseam.core.mail.actions import Draft, send_many
from goldseam.foundation.clock import local_date
from goldseam.foundation.rows import insert
from goldseam.foundation.timeline.record import Happened, record, record_each
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.models import Allotment, Seat, Team


def carry_on(*, team: Team, at: datetime) -> int:
    """Give the people their seats in a renewed period that has begun, in the caller's transaction, which has locked
    the team: so nobody else is given one before. Returns how many.
    """
    due = Allotment.objects.to_carry(on=local_date(at)).filter(team=team).select_related("order_line__order__person")
    return sum(_carry(team, allotment, at) for allotment in due)


def _carry(team: Team, allotment: Allotment, at: datetime) -> int:
    leaving = set(allotment.order_line.options["leaving"])
    assert allotment.follows_on
    held = Seat.objects.used(on=allotment.follows_on).filter(team=team)
    seats = list(held.select_related("term__membership__person").order_by("assigned_at", "pk"))
    staying = [seat for seat in seats if seat.pk not in leaving][: allotment.seats]
    _seat(team, allotment, staying, at)
    kept = {seat.pk for seat in staying}
    _let_go(team, [seat for seat in seats if seat.pk not in kept], at)
    _withdraw_what_has_no_seat(team, allotment.seats - len(staying), at)
    allotment.carried_at = at
    allotment.save(update_fields=["carried_at"])
    return len(staying)


def _seat(team: Team, allotment: Allotment, seats: Sequence[Seat], at: datetime) -> None:
    """A new term and a new seat for each. Whoever has bought an own term for these days keeps it first."""
    members = [seat.term.membership_id for seat in seats]
    list(Membership.objects.select_for_update().filter(pk__in=members).order_by("pk").values_list("pk"))
    own = _own_until(members, allotment.starts_on)
    terms = [
        Term(
            membership_id=member,
            plan=team.plan,
            starts_on=max(allotment.starts_on, own.get(member, allotment.follows_on or date.min) + A_DAY),
            ends_on=allotment.ends_on,
            is_seat=True,
        )
        for member in members
    ]
    given = insert([term for term in terms if term.starts_on <= term.ends_on])
    by = allotment.order_line.order.person
    insert([Seat(team=team, term=term, assigned_at=at, assigned_by=by) for term in given])
    people = {seat.term.membership_id: seat.term.membership.person_id for seat in seats}
    told = {"organisation": team.organisation.name, "ends_on": allotment.ends_on.isoformat()}
    record_each(
        facts.SEAT_CARRIED_ON,
        [Happened(people[term.membership_id], team, by.pk if by else None, told) for term in given],
        at=at,
    )


def _own_until(members: Sequence[int], starts_on: date) -> dict[int, date]:
    """The last day of what each has already in that period, by key of the membership."""
    terms: Any = Term.objects.filter(membership__in=members).annotate(last=Coalesce("cut_short_on", "ends_on"))
    ahead = terms.filter(last__gte=starts_on, starts_on__lte=F("last")).order_by()
    return dict(ahead.values("membership").annotate(until=Max("last")).values_list("membership", "until"))


def _let_go(team: Team, seats: Sequence[Seat], at: datetime) -> None:
    """Tell those whose seats were not renewed. Their terms ended by themselves."""
    told = {"organisation": team.organisation.name}
    people = [seat.term.membership.person for seat in seats]
    record_each(facts.SEAT_NOT_RENEWED, [Happened(person.pk, team, data=told) for person in people], at=at)
    context = {"team": team, "way_in": f"{settings.BASE_URL}/join/"}
    drafts = [
        Draft(person, context=context, own={"person.given_name": person.given_name}, about=team)
        for person in people
        if person.email
    ]
    if drafts:
        send_many(template="teams/seat_ended", drafts=drafts, at=at)


def _withdraw_what_has_no_seat(team: Team, free: int, at: datetime) -> None:
    """An open invitation keeps a seat: the last ones are taken back where there are fewer."""
    for invitation in team.invitations.open().order_by("invited_at", "pk")[max(free, 0) :]:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        record(facts.INVITATION_WITHDRAWN, subject=team, at=at)
