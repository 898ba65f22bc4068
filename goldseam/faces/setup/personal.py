from django.utils.translation import gettext_lazy as _

from goldseam.faces.setup.models import SetUp
from goldseam.foundation.contracts import Merging, PersonalData, declare

declare(
    SetUp,
    PersonalData(
        person="account",
        merging=Merging.STAYS,
        fields=["begun_at", "opened_at"],
        technical=["link_hash"],
        title=_("Setting the association up"),
        words={"begun_at": _("Begun"), "opened_at": _("Opened")},
        kept_because=_("Who set the association up."),
    ),
)
