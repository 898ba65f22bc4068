from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.subjects.hubs.models import Entry, FurtherHub

declare(
    FurtherHub,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["hub__name", "chosen_at"],
        deleted=True,
        title=_("Hubs you chose besides your own"),
        words={"hub__name": _("Hub"), "chosen_at": _("Chosen")},
    ),
)
declare(
    Entry,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["seen_by", "shows", "town", "languages", "offer", "website", "is_named_as_lead"],
        deleted=True,
        title=_("How you are found in the directory"),
        words={
            "seen_by": _("Seen by"),
            "shows": _("Shown of what we know of you"),
            "town": _("Town"),
            "languages": _("Languages"),
            "offer": _("What you offer"),
            "website": _("Website"),
            "is_named_as_lead": _("Named as lead on your hub’s page"),
        },
        read={"shows": lambda shown: ", ".join(str(Entry.Shows(name).label) for name in shown)},
    ),
)
