from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

CAME_BY_LINK = FactKind(
    "setup.came_by_link",
    member=_("You became the first of the office"),
    office=_("Became the first of the office, by the link printed in the server’s terminal"),
)
OPENED = FactKind("setup.opened", office=_("Opened the site to the public"))
