from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.subjects.cpd.models import Activity

declare(
    Activity,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["title", "on", "minutes", "reflection"],
        deleted=True,
        technical=["source"],
        title=_("Your record of learning"),
        words={"minutes": _("Minutes")},
        papers=lambda activity: [f"cpd.record:{activity.person_id}-{activity.on.year}"],
    ),
)
