"""Asking for a seat by a link that a coordinator gives out: the letter goes to the address, which proves it."""

from datetime import datetime, timedelta

from django.db import transaction

from goldseam.core.people.models import Person
from goldseam.foundation.timeline.record import record
from goldseam.subjects.teams import facts
from goldseam.subjects.teams.actions import lock_team
from goldseam.subjects.teams.inviting import invite, invite_again
from goldseam.subjects.teams.links import answers
from goldseam.subjects.teams.models import Team

# Whoever presses twice has one letter; whoever has lost it has another the day after.
NOT_AGAIN_FOR = timedelta(hours=20)


class OtherDomain(Exception):
    """The link answers addresses of one domain only."""


class LinkClosed(Exception):
    """The link was closed meanwhile."""


class NoOwnDomain(Exception):
    """Strangers have addresses like the coordinator's: such a link would answer all of them."""


@transaction.atomic
def open_link(*, team: Team, is_for_domain: bool, by: Person, at: datetime) -> Team:
    """Let colleagues ask for a seat by a new link; a former one does not work any more. Raises NoOwnDomain."""
    team = lock_team(team.pk)
    if is_for_domain and not team.domain:
        raise NoOwnDomain
    team.link_number, team.is_link_open, team.is_link_for_domain = team.link_number + 1, True, is_for_domain
    team.save(update_fields=["link_number", "is_link_open", "is_link_for_domain"])
    record(facts.LINK_OPENED, subject=team, by=by, at=at)
    return team


@transaction.atomic
def close_link(*, team: Team, by: Person, at: datetime) -> None:
    """Let the link work no more; who was written to may still say yes. Twice changes nothing."""
    team = lock_team(team.pk)
    if team.is_link_open:
        team.is_link_open = False
        team.save(update_fields=["is_link_open"])
        record(facts.LINK_CLOSED, subject=team, by=by, at=at)


@transaction.atomic
def ask(*, team: Team, email: str, at: datetime) -> None:
    """Write to the address and keep a seat for it; whoever has one, or was just written to, is not written to again.

    Raises LinkClosed, OtherDomain, and what `invite` raises.
    """
    number, team = team.link_number, lock_team(team.pk)
    if not answers(team) or team.link_number != number:
        raise LinkClosed
    if team.is_link_for_domain and email.rpartition("@")[2].lower() != team.domain:
        raise OtherDomain(team.domain)
    known = team.invitations.open().filter(email__iexact=email).select_related("letter").first()
    if known is None:
        invite(team=team, addresses=[email], by=team.coordinator, at=at)
    elif known.letter and known.letter.written_at <= at - NOT_AGAIN_FOR:
        invite_again(invitation=known, by=team.coordinator, at=at)
