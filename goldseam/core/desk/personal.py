from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.models import ChosenColumns, Export, KeptSearch, SentForm
from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare

declare(SentForm, NothingPersonal("Random keys of forms that were sent; they live a month."))
declare(KeptSearch, PersonalData(person="owner", fields=["list_name", "name", "question", "kept_at"], deleted=True))
declare(ChosenColumns, PersonalData(person="person", fields=["list_name", "columns"], deleted=True))
declare(
    Export,
    PersonalData(
        person="asked_by",
        fields=["title", "columns", "rows", "asked_at", "written_at"],
        kept_because=_("Who took what out of the association's records."),
        kept_for=_("The file itself is deleted after seven days."),
    ),
)
