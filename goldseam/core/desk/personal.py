from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.forgetting import forget_at_desks
from goldseam.core.desk.models import ChosenColumns, Export, KeptSearch, SentForm
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare

declare(SentForm, NothingPersonal("Random keys of forms that were sent; they live a month."))
LIST_WORDS = {
    "list_name": _("List"),
    "question": _("What is looked for"),
    "kept_at": _("Kept"),
    "columns": _("Columns"),
    "rows": _("Rows"),
}

declare(
    KeptSearch,
    PersonalData(
        person="owner",
        merging=Merging.STAYS,
        fields=["list_name", "name", "question", "kept_at"],
        deleted=True,
        title=_("Searches you kept"),
        words=LIST_WORDS,
    ),
)
declare(
    ChosenColumns,
    PersonalData(
        person="person",
        merging=Merging.STAYS,
        fields=["list_name", "columns"],
        deleted=True,
        title=_("Columns you chose for lists"),
        words=LIST_WORDS,
    ),
)
declare(
    Export,
    PersonalData(
        person="asked_by",
        merging=Merging.STAYS,
        fields=["title", "columns", "rows", "asked_at", "written_at"],
        # The file holds other people's details, not those of whoever had it written.
        technical=["selection", "list_name", "file"],
        title=_("Lists you had written to a file"),
        words=LIST_WORDS,
        kept_because=_("Who took what out of the association's records."),
        kept_for=_("The file itself is deleted after seven days."),
        elsewhere=forget_at_desks,
    ),
)
