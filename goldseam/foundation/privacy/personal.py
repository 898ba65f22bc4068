from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import PersonalData, declare
from goldseam.foundation.privacy.models import Erasure

declare(
    Erasure,
    PersonalData(
        person="person", fields=["at"], kept_because=_("So that what was erased stays erased, also after a restore.")
    ),
)
