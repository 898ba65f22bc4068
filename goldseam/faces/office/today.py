"""The first screen: what needs whoever came in, by the roles they hold."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.desk.pages import DeskPage
from goldseam.core.people.models import Person
from goldseam.core.people.roles import MONEY, ROLES
from goldseam.core.repairs.bowl import entries
from goldseam.core.repairs.models import Rupture
from goldseam.core.repairs.office import REPAIRS_POLICY, label_of, open_ruptures
from goldseam.core.sales.office.needs import orders_short, refunds_by_hand, refunds_refused, transfers_to_match
from goldseam.core.treasury.office.needs import lines_to_decide
from goldseam.faces.office.month import pictures
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.privacy.needs import requests_due, reviews_due
from goldseam.foundation import clock
from goldseam.subjects.enquiries.office.needs import enquiries_to_answer
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY
from goldseam.subjects.gifts.office.bursaries import applications_to_read
from goldseam.subjects.library.office.screens import factsheets_to_review
from goldseam.subjects.membership.evidence.office import papers_to_read
from goldseam.subjects.membership.models import Membership

LATELY = timedelta(days=30)

# For whom, in the order in which it matters.
ASKED: Sequence[tuple[Sequence[str], Callable[..., Needs]]] = [
    (("office",), open_ruptures),
    (MONEY, lines_to_decide),
    (MONEY, transfers_to_match),
    (MONEY, orders_short),
    (MONEY, refunds_by_hand),
    (MONEY, refunds_refused),
    (("office",), papers_to_read),
    (("office",), applications_to_read),
    (("office",), requests_due),
    (("office",), reviews_due),
    (("office", "editor"), factsheets_to_review),
]


def newcomers(person: Person, *, at: datetime) -> Needs:
    """Who joined the hubs that this person leads in the last thirty days."""
    since = clock.local_date(at - LATELY)
    mine = Membership.objects.filter(began_on__gte=since, person__in=PEOPLE_POLICY.rows(person).values("pk"))
    needs = [
        Need(
            what=membership.person.full_name,
            why=membership.person.profession,
            url=reverse("people:file", args=[membership.person_id]),
        )
        for membership in mine.select_related("person").order_by("-began_on", "-pk")[:SHOWN]
    ]
    return Needs(gettext_lazy("New in your hub in the last thirty days"), mine.count(), needs, reverse("people:list"))


def this_month(*, at: datetime) -> list[dict[str, Any]]:
    """What broke between us and anybody this month, and what was mended, as the entries of a bowl; no names."""
    begun = clock.local(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return entries(Rupture.objects.filter(noticed_at__gte=begun), say=label_of)


class Today(DeskPage):
    template_name = "office/today.html"
    page_title = gettext_lazy("Today")
    header_icon = "home"
    permission_required = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person: Any = self.request.user
        at = clock.now()
        needs = [ask(at=at) for roles, ask in ASKED if person.has_role(*roles)]
        if ENQUIRY_POLICY.user_has_permission(person, "change"):
            needs.append(enquiries_to_answer(person, at=at))
        if person.hubs_led and not person.has_role(*MONEY):
            needs.append(newcomers(person, at=at))
        waiting = [need for need in needs if need.total]
        return super().get_context_data(**kwargs) | {
            "today": clock.local(at),
            "needs": waiting,
            "not_yet": [ROLES[role].waits_for for role in sorted(person.roles) if ROLES[role].waits_for],
            "greeting": self._greeting(person, waiting),
            "pictures": pictures(person, at=at),
            "bowl": this_month(at=at) if REPAIRS_POLICY.user_has_permission(person, "view") else None,
        }

    def _greeting(self, person: Person, waiting: Sequence[Needs]) -> str:
        words = _("%(name)s, this needs you today.") if waiting else _("%(name)s, nothing needs you today.")
        return words % {"name": person.given_name}
