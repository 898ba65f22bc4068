from django.utils.translation import gettext_lazy as _

from goldseam.core.repairs.models import Repair, Rupture, StepTaken
from goldseam.foundation.contracts import PersonalData, declare

WHY = _("How the association kept its word; it holds keys and dates, no words about a person.")

declare(
    Rupture,
    PersonalData(person="person", fields=["kind", "since", "noticed_at", "closed_at", "detail"], kept_because=WHY),
)
declare(StepTaken, PersonalData(person="rupture__person", fields=["step", "at"], kept_because=WHY))
declare(Repair, PersonalData(person="rupture__person", fields=["mended_by", "at"], kept_because=WHY))
