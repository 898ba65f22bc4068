from django.utils.translation import gettext_lazy as _

from goldseam.core.repairs.models import Repair, Rupture, StepTaken
from goldseam.foundation.contracts import Merging, PersonalData, declare, ruptures

WHY = _("How the association kept its word; it holds keys and dates, no words about a person.")


def _in_words(key: str) -> str:
    return key.replace("_", " ").capitalize()


declare(
    Rupture,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["kind", "since", "noticed_at", "closed_at", "detail"],
        technical=["kind", "subject", "detail"],
        title=_("What broke between us"),
        words={"kind": _("What broke"), "detail": _("In figures")},
        read={"kind": lambda kind: ruptures[kind].label if kind in ruptures else kind},
        kept_because=WHY,
    ),
)
declare(
    StepTaken,
    PersonalData(
        person="rupture__person",
        merging=Merging.FOLLOWS,
        fields=["step", "at"],
        technical=["step"],
        title=_("What we did to mend it"),
        words={"step": _("Step")},
        read={"step": _in_words},
        kept_because=WHY,
    ),
)
declare(
    Repair,
    PersonalData(
        person="rupture__person",
        merging=Merging.FOLLOWS,
        fields=["mended_by", "at"],
        technical=["mended_by"],
        title=_("What mended it"),
        words={"mended_by": _("Mended by")},
        read={"mended_by": _in_words},
        kept_because=WHY,
    ),
)
