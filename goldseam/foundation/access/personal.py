from django.utils.translation import gettext_lazy as _

from goldseam.foundation.access.models import Attempts, Session
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare

declare(Attempts, NothingPersonal("Keys are one-way hashes and live for minutes."))
declare(
    Session,
    PersonalData(
        person="person",
        merging=Merging.ENDS,
        fields=["user_agent", "began_at", "last_used_at"],
        deleted=True,
        technical=["session_key", "session_data"],
        title=_("Where you are signed in"),
        words={
            "user_agent": _("What the browser says of itself"),
            "began_at": _("Signed in"),
            "last_used_at": _("Last used, to the hour"),
        },
    ),
)
