"""How hubs fare: who joined, renewed and lapsed in twelve months, and what is broken now. No name stands here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.pages import DeskPage
from goldseam.core.desk.pictures import Picture
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.mail.sending_policy import SENDING_POLICY
from goldseam.core.people.models import Hub
from goldseam.core.repairs.models import Rupture
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation import clock
from goldseam.foundation.calendar import months_later
from goldseam.foundation.timeline.record import key_of
from goldseam.subjects.hubs.actions import entry_of
from goldseam.subjects.membership.month import Comings, comings, comings_by_hub
from goldseam.subjects.membership.standing import standing_as

HEALTH_POLICY = DeskPolicy(Hub, {"view": ("office", "hublead")}, is_for_readers=False)
MONTHS = 12


@dataclass(frozen=True)
class Health:
    """One hub: its members today, who came and went in twelve months, and how much of it waits for a mend."""

    hub: Hub
    members: int
    moves: Comings
    broken: int


def healths(viewer: Any, *, at: datetime) -> list[Health]:
    """Those of the hubs that this person may see: as many questions for one as for all."""
    today, people = clock.local_date(at), PEOPLE_POLICY.rows(viewer)
    moves = comings_by_hub(people, since=_since(today), on=today)
    members = _by_hub(standing_as(people, "in_force", on=today).values_list("hub"))
    hubs = list(PEOPLE_POLICY.hubs(viewer))
    still_open = Rupture.objects.filter(closed_at=None)
    broken = _by_hub(still_open.filter(person__in=people.values("pk")).values_list("person__hub"))
    keys = {key_of(Hub, hub.pk) for hub in hubs}
    alone = set(still_open.filter(subject__in=keys).values_list("subject", flat=True))
    none = Comings(0, 0, 0)
    return [
        Health(
            hub,
            members.get(hub.pk, 0),
            moves.get(hub.pk, none),
            broken.get(hub.pk, 0) + (key_of(Hub, hub.pk) in alone),
        )
        for hub in hubs
    ]


def _since(today: date) -> date:
    return months_later(today.replace(day=1), 1 - MONTHS)


def _by_hub(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().annotate(number=Count("pk")))


def side_by_side(found: Sequence[Health]) -> Picture:
    """Each hub beside the others."""
    return Picture(
        key="hubs",
        heading=_("Joined, renewed, lapsed in twelve months"),
        description=_("For each hub who joined, renewed and lapsed. The table beside says the numbers."),
        series=[_("Joined"), _("Renewed"), _("Lapsed")],
        rows=[
            (f"{number}. {one.hub.name}", [one.moves.joined, one.moves.renewed, one.moves.left])
            for number, one in enumerate(found, start=1)
        ],
        short=[str(number) for number in range(1, len(found) + 1)],
    )


def by_month(viewer: Any, *, at: datetime) -> Picture:
    """One hub, month by month."""
    today = clock.local_date(at)
    firsts = [months_later(_since(today), number) for number in range(MONTHS)]
    stretches = [(first, min(months_later(first, 1) - timedelta(days=1), today)) for first in firsts]
    counted = comings(PEOPLE_POLICY.rows(viewer), stretches, on=today)
    return Picture(
        key="months",
        heading=_("Joined, renewed, lapsed, month by month"),
        description=_("For each of twelve months who joined, renewed and lapsed. The table beside says the numbers."),
        series=[_("Joined"), _("Renewed"), _("Lapsed")],
        rows=[
            (date_format(first, "M"), [one.joined, one.renewed, one.left])
            for first, one in zip(firsts, counted, strict=True)
        ],
    )


class HubHealth(DeskPage):
    """A hub lead sees the own hub, the office all of them side by side."""

    policy = HEALTH_POLICY
    template_name = "office/hub_health.html"
    page_title = gettext_lazy("How hubs fare")
    header_icon = "site"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = clock.now()
        found = healths(self.viewer, at=at)
        picture = side_by_side(found) if len(found) > 1 else by_month(self.viewer, at=at) if found else None
        return super().get_context_data(**kwargs) | {
            "healths": found,
            "picture": picture,
            "is_unnamed": bool(self.viewer.hubs_led) and not entry_of(self.viewer).is_named_as_lead,
            "may_write": SENDING_POLICY.user_has_permission(self.viewer, "add"),
        }
