from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import PersonalData, declare
from goldseam.foundation.privacy.models import Closing, Erasure, Request, Review

declare(
    Erasure,
    PersonalData(
        person="person",
        fields=["at"],
        title=_("The erasure of your details"),
        kept_because=_("So that what was erased stays erased, also after a restore."),
    ),
)
declare(
    Request,
    PersonalData(
        person="person",
        fields=["kind", "received_on", "due_on", "made_at", "answered_at"],
        erased=["file"],
        title=_("What you asked of us under data protection law"),
        words={"received_on": _("Reached us"), "due_on": _("To be answered by"), "answered_at": _("Answered")},
        kept_because=_("That requests were answered in time: UK GDPR article 5(2)."),
        kept_for=_("six years"),
    ),
)
declare(
    Closing,
    PersonalData(
        person="person",
        fields=["asked_at", "due_on", "taken_back_at", "done_at"],
        title=_("Asking us to close your account"),
        words={"due_on": _("To be closed on"), "taken_back_at": _("Taken back"), "done_at": _("Closed")},
        kept_because=_("That the account was closed because the person asked for it: UK GDPR article 5(2)."),
    ),
)
declare(
    Review,
    PersonalData(
        person="by",
        fields=["rule", "decision", "at"],
        technical=["rule"],
        title=_("Reviews of what is kept that you carried out"),
        words={"rule": _("Of what"), "decision": _("What you decided")},
        kept_because=_("Who decided in the association’s name what is let go."),
    ),
)
