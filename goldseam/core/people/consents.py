"""What people can agree to, in the words they are shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PURPOSES: dict[str, Any] = {
    "newsletter": _("The newsletter, four times a year"),
    "hub": _("Invitations from my hub, about one a month"),
    "research": _("Requests to take part in research, a few a year"),
}
