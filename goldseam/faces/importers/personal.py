from django.utils.translation import gettext_lazy as _

from goldseam.faces.importers.models import Import, ImportRow
from goldseam.foundation.contracts import PersonalData, declare

declare(
    Import,
    PersonalData(
        person="brought_by",
        fields=["filename", "brought_at", "applied_at", "undone_at"],
        kept_because=_("Who brought people into the association's records, and when."),
    ),
)
declare(
    ImportRow,
    PersonalData(
        person="person",
        fields=["upload__applied_at", "number", "told"],
        erased=["told"],
        kept_because=_("From which row of which import the record came; its words are gone once it is brought in."),
    ),
)
