from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

VERSION_PUBLISHED = FactKind(
    "library.version_published",
    office=_("Published version {number} of the factsheet “{title}”, out on {published_on}"),
)
FACTSHEET_ENTERED = FactKind("library.factsheet_entered", office=_("Entered the factsheet “{title}”"))
FACTSHEET_CHANGED = FactKind("library.factsheet_changed", office=_("Changed what everybody reads: {fields}"))
