from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

EXPORTED = FactKind("desk.exported", office=_("Exported {rows} rows of the list {list}, {columns}"))
