"""What stands against erasing somebody's details or merging two records, as far as it lies in their own records."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from goldseam.core.people.models import Hold, Hub, RoleGrant
from goldseam.foundation.contracts import Hindrance


def roles_held(people: Sequence[int], at: datetime) -> Iterator[Hindrance]:
    """Whoever acts for the association cannot vanish while they do."""
    for grant in RoleGrant.objects.filter(person__in=people, ended_at=None):
        yield Hindrance(_("The role %(role)s has to end first.") % {"role": grant}, is_final=True)


def disputes(people: Sequence[int], at: datetime) -> Iterator[Hindrance]:
    """What a dispute is about is kept until it is over: UK GDPR article 17(3)(e)."""
    running = Hold.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), person__in=people, since__lte=at)
    if running.filter(reason=Hold.Reason.DISPUTE).exists():
        yield Hindrance(_("A dispute is open, and what it is about is kept until it is over."), is_final=True)


def roles_in_either(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """With a role a second address and other people's words would open the office: nobody comes to that by merging."""
    for grant in RoleGrant.objects.filter(person__in=[kept, merged], ended_at=None).order_by("pk"):
        told = {"record": grant.person_id, "role": grant}
        yield _("Record %(record)s has the role %(role)s. End it first, and give it again afterwards.") % told
    for hub in Hub.objects.filter(lead__in=[kept, merged]):
        told = {"record": hub.lead_id, "hub": hub}
        yield _("Record %(record)s is named as lead of the hub %(hub)s. Name nobody there first.") % told


def holds_running(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """Why somebody is not written to has to be settled by whoever knows it, not by the way."""
    for hold in Hold.running(at=at).filter(person__in=[kept, merged]).order_by("pk"):
        told = {"record": hold.person_id, "reason": hold}
        yield _("Record %(record)s is not to be written to now: %(reason)s. End that first.") % told
