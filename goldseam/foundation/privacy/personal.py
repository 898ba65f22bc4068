from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.foundation.privacy.models import Closing, Erasure, Request, Review
from goldseam.foundation.privacy.settling import closings_ahead, erased, requests_open

declare(
    Erasure,
    PersonalData(
        person="person",
        merging=Merging.STAYS,
        fields=["at"],
        title=_("The erasure of your details"),
        against_merging=erased,
        against_parting=erased,
        kept_because=_("So that what was erased stays erased, also after a restore."),
    ),
)
declare(
    Request,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["kind", "received_on", "due_on", "made_at", "answered_at"],
        erased=["file"],
        title=_("What you asked of us under data protection law"),
        against_merging=requests_open,
        against_parting=requests_open,
        words={"received_on": _("Reached us"), "due_on": _("To be answered by"), "answered_at": _("Answered")},
        kept_because=_("That requests were answered in time: UK GDPR article 5(2)."),
        kept_for=_("six years"),
    ),
)
declare(
    Closing,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["asked_at", "due_on", "taken_back_at", "done_at"],
        title=_("Asking us to close your account"),
        against_merging=closings_ahead,
        against_parting=closings_ahead,
        words={"due_on": _("To be closed on"), "taken_back_at": _("Taken back"), "done_at": _("Closed")},
        kept_because=_("That the account was closed because the person asked for it: UK GDPR article 5(2)."),
    ),
)
declare(
    Review,
    PersonalData(
        person="by",
        merging=Merging.STAYS,
        fields=["rule", "decision", "at"],
        technical=["rule"],
        title=_("Reviews of what is kept that you carried out"),
        words={"rule": _("Of what"), "decision": _("What you decided")},
        kept_because=_("Who decided in the association’s name what is let go."),
    ),
)
