"""The mailed link of an invitation: signed, for one seat and one address."""

from datetime import timedelta

from django.core import signing

from goldseam.subjects.teams.models import Invitation

SALT = "teams.invitation"
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
