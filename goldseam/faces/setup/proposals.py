"""What most associations begin with, to be changed as they like."""

from typing import Any

from django.utils.translation import gettext as _

from goldseam.core.people.models import Hub
from goldseam.subjects.membership.models import Plan

SHOWN = ("is_open", "name", "for_whom", "price_pence", "gives")


def plans() -> list[dict[str, Any]]:
    """The plans there are; where there is none yet, three to begin with."""
    there = [{"pk": plan, **{name: getattr(plan, name) for name in SHOWN}} for plan in Plan.objects.all()]
    return there or [
        {
            "is_open": True,
            "name": _("Qualified professional"),
            "for_whom": _("You are qualified and do the work."),
            "price_pence": 7500,
            "gives": [_("The library of factsheets"), _("Your local hub"), _("A record of your learning")],
        },
        {
            "is_open": True,
            "name": _("Student"),
            "for_whom": _("You are training for the work."),
            "price_pence": 3000,
            "gives": [_("The library of factsheets"), _("Your local hub"), _("A record of your learning")],
        },
        {
            "is_open": False,
            "name": _("Friend"),
            "for_whom": _("You are retired, or simply on our side."),
            "price_pence": 2000,
            "gives": [_("News of what we do"), _("The open meetings of your hub")],
        },
    ]


def hubs() -> list[dict[str, Any]]:
    """The hubs there are."""
    return [{"pk": hub, "name": hub.name, "postcode_areas": hub.postcode_areas} for hub in Hub.objects.all()]
