"""What stands against erasing somebody's details, as far as it lies in their own record."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from goldseam.core.people.models import Hold, RoleGrant
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
