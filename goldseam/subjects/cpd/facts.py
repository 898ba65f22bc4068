from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

READ = FactKind(
    "cpd.read", member=_("You read {title}; {minutes} minutes were added to your learning"), office=_("Read {title}")
)
ADDED = FactKind(
    "cpd.added", member=_("You added {hours} to your learning"), office=_("Added {hours} to their record of learning")
)
CHANGED = FactKind("cpd.changed", office=_("Changed an entry of their record of learning"))
REMOVED = FactKind("cpd.removed", office=_("Removed an entry from their record of learning"))
