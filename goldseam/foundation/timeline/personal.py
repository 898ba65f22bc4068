from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.foundation.timeline.models import Fact, FactText

declare(
    Fact,
    PersonalData(
        person="person",
        merging=Merging.STAYS,
        fields=["kind", "subject", "at", "data"],
        technical=["kind", "subject", "data"],
        title=_("What happened between us"),
        words={"data": _("In figures")},
        kept_because=_("The record of what was done; it holds keys and amounts, no words about a person."),
    ),
)
declare(
    FactText,
    PersonalData(
        person="fact__person",
        merging=Merging.STAYS,
        fields=["text"],
        erased=["text"],
        title=_("Notes on what happened between us"),
    ),
)
