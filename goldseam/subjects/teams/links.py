"""The mailed link of an invitation: signed, for one seat and one address. And the one by which people ask for one."""

from datetime import timedelta

from django.core import signing

from goldseam.subjects.teams.models import Invitation, Team

SALT, ASKING = "teams.invitation", "teams.asking"
GOOD_FOR = timedelta(days=60)


def invitation_path(invitation: Invitation) -> str:
    """The address of the page that takes the seat and does nothing else. Its age is counted in real time."""
    told = {"invitation": invitation.pk, "email": invitation.email}
    return f"/teams/invitation/{signing.dumps(told, salt=SALT)}/"


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link speaks of; None when it is forged, old, or for another address."""
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    found = Invitation.objects.filter(pk=told["invitation"], email=told["email"]).exclude(email="")
    return found.select_related("team__organisation", "team__plan", "team__coordinator", "seat__term").first()


def asking_path(team: Team) -> str:
    """The address of the page where colleagues ask for a seat; opened anew, the former does not work any more."""
    return f"/teams/link/{signing.dumps([team.pk, team.link_number], salt=ASKING)}/"


def team_asked(token: str) -> Team | None:
    """The team of a link that still works."""
    try:
        pk, number = signing.loads(token, salt=ASKING)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Team.objects.filter(pk=pk, link_number=number).select_related("organisation", "plan", "coordinator").first()
    return found if found and answers(found) else None


def answers(team: Team) -> bool:
    """Whether the link works: one for a domain only as long as the coordinator's is the organisation's own."""
    return team.is_link_open and (not team.is_link_for_domain or bool(team.domain))
