from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

ARCHIVED = FactKind(
    "privacy.archived",
    member=_("A copy of everything we hold about you was made"),
    office=_("A copy of everything held was made"),
)
ERASED = FactKind("privacy.erased", office=_("Details were erased; what law requires was kept"))
