from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

READ = FactKind(
    "cpd.read", member=_("You read {title}; {minutes} minutes were added to your learning"), office=_("Read {title}")
)
