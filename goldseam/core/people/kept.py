"""The few rows that nearly every page and letter asks for, kept in memory until anything public changes."""

from collections.abc import Sequence

from goldseam.core.people.models import Association, Hub
from goldseam.foundation.pagecache.memory import kept


@kept
def association() -> Association:
    """The association as it is shown; not to be changed."""
    return Association.get()


@kept
def hubs() -> Sequence[Hub]:
    """All hubs in their order; not to be changed."""
    return tuple(Hub.objects.all())
