"""A team that did not go on: its people are told once, in the morning after, what is theirs and what they can do."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from goldseam.core.mail.actions import Draft, send_many
from goldseam.core.mail.restraint import awake
from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import Happened, record_each
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.actions import KEPT_FOR, lock_team
from goldseam.subjects.teams.models import Proposal, Seat, Team
from goldseam.subjects.teams.renewing import next_of, ordered_renewal, teams_ending

# An order for the next period that is not paid yet is waited for as long as it is kept.
LOOKS_BACK = KEPT_FOR + timedelta(days=14)


def tell_ended(*, at: datetime) -> int:
    """Write to the people of teams whose last period is over; returns how many teams. Nobody is written to at night."""
    if awake(at) != at:
        return 0
    today = local_date(at)
    told = Proposal.objects.filter(team=OuterRef("pk"), ends_on=OuterRef("last"), ended_told_at__isnull=False)
    ended = teams_ending(today - LOOKS_BACK, today - A_DAY).filter(~Exists(told))
    return sum(_tell(pk, at) for pk in list(ended.values_list("pk", flat=True)))


@transaction.atomic
def _tell(pk: int, at: datetime) -> int:
    team, today = lock_team(pk), local_date(at)
    last = team.allotments.whole().aggregate(last=Max("ends_on"))["last"]
    if last is None or last >= today or ordered_renewal(team, at=at).exists():
        return 0
    row, _is_new = Proposal.objects.get_or_create(team=team, ends_on=last)
    if row.ended_told_at:
        return 0
    row.ended_told_at = at
    row.save(update_fields=["ended_told_at"])
    people = list(_left_without(team, row))
    is_looked_after = bool(team.coordinator.email) and team.coordinator.is_active
    may_go_on = is_looked_after and next_of(team, on=today) is not None
    context = {"team": team, "last_on": last, "may_go_on": may_go_on, "way_in": f"{settings.BASE_URL}/join/"}
    drafts = [Draft(one, context=context, own={"person.given_name": one.given_name}, about=row) for one in people]
    if drafts:
        send_many(template="teams/seat_over", drafts=drafts, at=at)
    told = {"organisation": team.organisation.name}
    record_each(facts.SEAT_NOT_RENEWED, [Happened(one.pk, team, data=told) for one in people], at=at)
    return 1


def _left_without(team: Team, row: Proposal) -> QuerySet[Person]:
    """Those who had a seat to the last day, and no membership of their own from the day after."""
    seats = Seat.objects.used(on=row.ends_on).filter(team=team)
    own = Term.objects.current(on=row.ends_on + A_DAY).filter(membership__person=OuterRef("pk"))
    people = Person.objects.filter(membership__terms__seat__in=seats, email__isnull=False, is_active=True)
    return people.filter(~Exists(own)).order_by("pk")
