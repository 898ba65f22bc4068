"""What can break with a hub: nobody leads it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import CharField, Exists, Max, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.about_ruptures import NEVER_LEFT
from goldseam.core.mail.models import Message
from goldseam.core.mail.restraint import by_day
from goldseam.core.people.facts import HUB_ENTERED
from goldseam.core.people.models import Hub, RoleGrant
from goldseam.foundation.contracts import Broken, Step, Urgency, Words, ruptures
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import key_of, subject_key
from goldseam.subjects.hubs.leading import ask_for_a_lead, leads, members_of_hubs

# So long nobody is asked: whoever went has often said who comes.
WITHOUT = timedelta(days=14)


def _hub(rupture: Any) -> Hub:
    return Hub.objects.get(pk=rupture.subject.rpartition(":")[2])


def _ask(rupture: Any, *, at: datetime) -> None:
    ask_for_a_lead(hub=_hub(rupture), about=rupture, at=at)


class HubWithoutALead:
    """A hub with members, and nobody who leads it for two weeks. One that never had a lead counts from its entry."""

    label = gettext_lazy("hub without a lead")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [
        Step("ask its members", timedelta(days=7), _ask, when=by_day, writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        ended = RoleGrant.objects.filter(hub=OuterRef("pk"), role="hublead").order_by().values("hub")
        key = Concat(Value("people.hub:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
        entered = Fact.objects.filter(kind=HUB_ENTERED.key, subject=key).order_by("at")
        since = Coalesce(Subquery(ended.annotate(d=Max("ended_at")).values("d")), Subquery(entered.values("at")[:1]))
        members = members_of_hubs(at=at).order_by().values("hub")
        alone = Hub.objects.annotate(since=since).filter(~Exists(leads(at=at).filter(hub=OuterRef("pk"))))
        for pk, since_at in alone.filter(since__lte=at - WITHOUT, pk__in=members).values_list("pk", "since"):
            yield Broken(key_of(Hub, pk), None, since_at)

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return "lead_found" if leads(at=at).filter(hub=_hub(rupture)).exists() else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        told = {"hub": _hub(rupture).name}
        asked = Message.objects.filter(about=subject_key(rupture))
        was_asked = asked.exclude(state__in=NEVER_LEFT).exists()
        return Words(
            what_happened=_("Nobody leads %(hub)s.") % told,
            what_we_did=(
                _("We asked its members who would. The office is shown it each day.")
                if was_asked
                else _("The office is shown it each day.")
            ),
            what_you_can_do=_("Somebody of the hub can tell us that they would lead it, or know who would."),
            office=(
                _("%(hub)s has no lead; its members were asked who would") % told
                if was_asked
                else _("%(hub)s has no lead. Ask somebody, and give them the role in their file") % told
            ),
        )


ruptures.register("hub_without_lead", HubWithoutALead())
