"""Offering seats by letter, and taking them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from goldseam.core.mail.actions import Draft, send, send_many
from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.rows import insert, update_each
from goldseam.foundation.timeline.record import Happened, record, record_each, subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.runs import Tell
from goldseam.subjects.membership.actions import Applicant, answered_by_letter
from goldseam.subjects.membership.changes.giving_up import give_up
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.actions import (
    ChangedTooOften,
    assign,
    change_coordinator,
    lock_team,
    paid_seats,
    people_left,
    remove,
    used_seats,
)
from goldseam.subjects.teams.carrying import carry_on
from goldseam.subjects.teams.links import invitation_path
from goldseam.subjects.teams.models import Invitation, Seat, Team

# So many letters are written while somebody waits for the answer, and in one transaction of the worker.
AT_ONCE = 200
RUN = "teams.invite"


class TooMany(Exception):
    """More are invited than seats are free; how many are stands in `free`."""

    def __init__(self, free: int) -> None:
        super().__init__(str(free))
        self.free = free


class Closed(Exception):
    """The invitation was taken, declined or withdrawn."""


class NobodyThere(Exception):
    """Nobody who has a seat in the team has that address."""


@dataclass(frozen=True)
class Invited:
    """Who was written to, and who was not because they have a seat or an open invitation already."""

    written_to: Sequence[Invitation]
    known: Sequence[str]


def free_seats(team: Team, *, at: datetime) -> int:
    """Seats that nobody has and that are kept for nobody."""
    return paid_seats(team=team, at=at) - used_seats(team=team, at=at) - team.invitations.open().count()


@transaction.atomic
def invite(*, team: Team, addresses: Collection[str], by: Person, at: datetime) -> Invited:
    """Offer a seat to each address, and keep it. Raises TooMany or ChangedTooOften, and then nobody is written to."""
    team = lock_team(team.pk)
    carry_on(team=team, at=at)
    wanted = {address.lower(): address for address in addresses}
    known = _have_a_seat(team, wanted, at) | _are_invited(team, wanted)
    new = [address for lowered, address in wanted.items() if lowered not in known]
    free = free_seats(team, at=at)
    if len(new) > free:
        raise TooMany(max(free, 0))
    if len(new) > people_left(team=team, at=at) - team.invitations.open().count():
        raise ChangedTooOften
    written = insert([Invitation(team=team, email=email, invited_at=at, invited_by=by) for email in new])
    record_each(facts.INVITED, [Happened(None, team, by.pk) for _one in written], at=at)
    if len(written) <= AT_ONCE:
        _write(team, written, at)
    else:
        # The places are kept from now on; the letters are written by the worker.
        runs.begin(kind=RUN, subject=subject_key(written[0]), by=by, at=at)
    return Invited(written, [address for lowered, address in wanted.items() if lowered in known])


def _have_a_seat(team: Team, addresses: Collection[str], at: datetime) -> set[str]:
    seats = Seat.objects.used(on=local_date(at)).filter(team=team)
    theirs = seats.annotate(email=Lower("term__membership__person__email"))
    return set(theirs.filter(email__in=addresses).values_list("email", flat=True))


def _are_invited(team: Team, addresses: Collection[str]) -> set[str]:
    asked = team.invitations.open().annotate(lowered=Lower("email"))
    return set(asked.filter(lowered__in=addresses).values_list("lowered", flat=True))


def _write(team: Team, invitations: Sequence[Invitation], at: datetime) -> None:
    """Write the letter of each, and note it."""
    context = {"organisation": team.organisation, "plan": team.plan}
    drafts = [
        Draft(address=one.email, context=context, own={"invitation_url": invitation_path(one)}, about=team)
        for one in invitations
    ]
    letters = send_many(template="teams/invitation", drafts=drafts, at=at)
    update_each(
        Invitation,
        [{"id": one.pk, "letter_id": letter.pk} for one, letter in zip(invitations, letters, strict=True)],
    )


def unwritten(team: Team) -> QuerySet[Invitation]:
    """Those whose letter the worker has still to write."""
    return team.invitations.open().filter(letter=None).order_by("pk")


def write_letters(*, subject: str, at: datetime, tell: Tell) -> None:
    """Write the letters of a long list, so many in a transaction; the work of a run. Stopped or dead in between, it
    goes on with those that have none.
    """
    team = Invitation.objects.get(pk=subject.rpartition(":")[2]).team
    done, total = 0, unwritten(team).count()
    tell(done, total)
    while count := _write_some(team.pk, at):
        done += count
        tell(min(done, total), total)


@transaction.atomic
def _write_some(pk: int, at: datetime) -> int:
    team = lock_team(pk)
    some = list(unwritten(team).select_for_update()[:AT_ONCE])
    if some:
        _write(team, some, at)
    return len(some)


def _locked(invitation: Invitation) -> Invitation:
    """The invitation with its team, both locked until commit. Raises Closed."""
    team = lock_team(invitation.team_id)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise Closed
    invitation.team = team
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: Person, at: datetime) -> None:
    """Write the same letter once more. Raises Closed."""
    invitation = _locked(invitation)
    _write(invitation.team, [invitation], at)
    record(facts.INVITED_AGAIN, subject=invitation.team, by=by, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> None:
    """Take an offer back; its seat is free again. Raises Closed."""
    invitation = _locked(invitation)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record(facts.INVITATION_WITHDRAWN, subject=invitation.team, by=by, at=at)


@transaction.atomic
def decline_invitation(*, invitation: Invitation, at: datetime) -> None:
    """Whoever was invited does not want the seat. Raises Closed."""
    invitation = _locked(invitation)
    invitation.declined_at = at
    invitation.save(update_fields=["declined_at"])
    record(facts.INVITATION_DECLINED, subject=invitation.team, at=at)


@transaction.atomic
def accept(*, invitation: Invitation, told: Applicant | None, at: datetime, begins_now: bool = False) -> Seat:
    """Take the seat: the link came back, so the address is proved. `told` is what somebody new says of herself.
    `begins_now`: an own term ends for it, and what was not used of it goes back.

    Raises Closed, and what `assign` raises.
    """
    invitation = _locked(invitation)
    person = answered_by_letter(email=invitation.email, told=told, at=at)
    if person is None:
        raise Closed
    if begins_now:
        give_up(person=person, by=person, at=at)
    seat = assign(team=invitation.team, person=person, by=invitation.invited_by, at=at)
    invitation.seat = seat
    invitation.save(update_fields=["seat"])
    send(
        template="teams/seated",
        person=person,
        at=at,
        about=invitation.team,
        documents=[f"membership.card:{seat.term_id}"],
        context={"term": seat.term, "team": invitation.team, "way_in": f"{settings.BASE_URL}/me/"},
    )
    return seat


@transaction.atomic
def take_back(*, seat: Seat, by: Person, at: datetime) -> bool:
    """Take a seat back and tell whoever had it. False when that was done already."""
    if not remove(seat=seat, by=by, at=at):
        return False
    seat = Seat.objects.select_related("team__organisation", "term__membership__person").get(pk=seat.pk)
    person = seat.term.membership.person
    if person.email:
        send(
            template="teams/seat_ended",
            person=person,
            at=at,
            about=seat.team,
            context={"team": seat.team, "way_in": f"{settings.BASE_URL}/join/"},
        )
    return True


@transaction.atomic
def leave(*, seat: Seat, at: datetime) -> bool:
    """Give up one's own seat, and tell whoever looks after the team. False when it has ended already."""
    person = Person.objects.get(membership=seat.term.membership_id)
    if not remove(seat=seat, by=person, at=at):
        return False
    team = Team.objects.select_related("organisation", "coordinator").get(pk=seat.team_id)
    if team.coordinator.email and team.coordinator != person:
        context = {"team": team, "leaver": person, "way_in": f"{settings.BASE_URL}/me/team/?team={team.pk}"}
        send(template="teams/seat_left", person=team.coordinator, at=at, about=team, context=context)
    return True


@transaction.atomic
def hand_over(*, team: Team, email: str, by: Person, at: datetime) -> Person:
    """Let somebody with a seat look after the team, and write to them. Raises NobodyThere."""
    seats = Seat.objects.used(on=local_date(at)).filter(team=team)
    people_there = Person.objects.filter(membership__terms__seat__in=seats, is_active=True)
    person = people_there.filter(email__iexact=email, email_proved_at__isnull=False).first()
    if person is None or person == by:
        raise NobodyThere
    change_coordinator(team=team, coordinator=person, by=by, at=at)
    context = {"team": team, "former": by, "way_in": f"{settings.BASE_URL}/me/team/?team={team.pk}"}
    send(template="teams/coordinator_new", person=person, at=at, about=team, context=context)
    return person
