from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

ASKED = FactKind(
    "privacy.asked",
    member=_("You asked for a copy of everything we hold about you"),
    office=_("Asked for a copy of everything held, to be answered by {due_on}"),
)
ARCHIVED = FactKind(
    "privacy.archived",
    member=_("A copy of everything we hold about you was made"),
    office=_("A copy of everything held was made"),
)
HANDED_OVER = FactKind(
    "privacy.handed_over",
    member=_("We gave you a copy of everything we hold about you"),
    office=_("The copy of everything held was handed over"),
)
COMPLAINED = FactKind(
    "privacy.complained",
    member=_("You complained to us"),
    office=_("Complained, to be acknowledged by {due_on}"),
)
ACKNOWLEDGED = FactKind(
    "privacy.acknowledged",
    member=_("We answered your complaint"),
    office=_("The complaint was answered"),
)
KEPT = FactKind("privacy.kept", office=_("Looked at what may go, and kept it for another year: {what}"))
LET_GO = FactKind("privacy.let_go", office=_("Let go: {what} ({count})"))
ERASED = FactKind("privacy.erased", office=_("Details were erased; what law requires was kept"))
