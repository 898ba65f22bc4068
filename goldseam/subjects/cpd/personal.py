from goldseam.foundation.contracts import PersonalData, declare
from goldseam.subjects.cpd.models import Activity

declare(Activity, PersonalData(person="person", fields=["title", "on", "minutes", "reflection"], deleted=True))
