from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.foundation.work.models import Run

declare(
    Run,
    PersonalData(
        person="asked_by",
        merging=Merging.STAYS,
        fields=["kind", "asked_at", "state", "ended_at"],
        technical=["kind", "subject", "answer"],
        title=_("Long work you had done"),
        read={"kind": lambda kind: kind.replace(".", ": ").capitalize()},
        kept_because=_("Who had what done in the association's name."),
    ),
)
