"""What every page knows about the association and its own places."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from goldseam.core.people.models import Association
from goldseam.foundation.theme.navigation import Navigation, Place


def theme(request: HttpRequest) -> dict[str, Any]:
    """`association` and `navigation` for the base template."""
    running = [Place(_("Membership"), "/join/"), Place(_("Library"), "/library/")]
    return {
        "association": Association.get(),
        "navigation": Navigation(
            running=running,
            join_url="/join/",
            member_url="/me/",
            sign_in_url="/sign-in/login/",
            sign_out_url="/sign-in/logout/",
        ),
    }
