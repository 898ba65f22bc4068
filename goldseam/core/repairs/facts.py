from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

NOTICED = FactKind("repairs.noticed", office=_("We noticed: {kind}"))
STEP_TAKEN = FactKind("repairs.step_taken", office=_("We tried: {step}"))
MENDED = FactKind("repairs.mended", office=_("Mended: {kind}, by {mended_by}"))
LET_GO = FactKind("repairs.let_go", office=_("Ended without a mend: {kind}"))
