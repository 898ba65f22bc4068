from django.utils.translation import gettext_lazy as _

from goldseam.faces.importers.actions import forget_files_that_name
from goldseam.faces.importers.models import Import, ImportedArticle, ImportedPicture, ImportRow
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare

declare(
    Import,
    PersonalData(
        person="brought_by",
        merging=Merging.STAYS,
        fields=["filename", "brought_at", "applied_at", "undone_at"],
        # The file holds other people's details, not those of whoever handed it in.
        technical=[
            "file",
            "pictures",
            "choices",
            "made",
            "fingerprint",
            "source",
            "headers",
            "columns",
            "counts",
            "trouble",
        ],
        title=_("Files of people you handed in"),
        kept_because=_("Who brought people into the association's records, and when."),
    ),
)
declare(
    ImportRow,
    PersonalData(
        person="person",
        merging=Merging.STAYS,
        fields=["upload__applied_at", "number", "told"],
        erased=["told"],
        technical=["faults"],
        title=_("Imports you came with"),
        words={"upload__applied_at": _("Brought in"), "number": _("Row"), "told": _("What it said")},
        kept_because=_("From which row of which import the record came; its words are gone once it is brought in."),
        elsewhere=forget_files_that_name,
    ),
)
declare(
    ImportedArticle,
    PersonalData(
        person="upload__brought_by",
        merging=Merging.STAYS,
        fields=["upload__applied_at", "number", "title"],
        # Texts that are published here, or forgotten with their file.
        technical=["key", "told", "notes", "left_out"],
        title=_("Articles you brought in"),
        words={"upload__applied_at": _("Brought in")},
        kept_because=_("From which file a published text came."),
    ),
)
declare(ImportedPicture, NothingPersonal("Which picture of an old site became which picture here."))
