"""Who leads a hub, and asking for somebody where nobody does."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from goldseam.core.mail.actions import Basis, Draft, send_many
from goldseam.core.mail.restraint import room_from
from goldseam.core.mail.sending_policy import HUB_PURPOSE
from goldseam.core.people.models import Consent, Hub, Person, RoleGrant
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.hubs import facts
from goldseam.subjects.membership.standing import standing_as


def named_lead(hub: Any) -> Subquery:
    """The name of the lead of that hub (a key, or that of an outer query): whoever the office chose, as long as the
    role runs and they agree to be named.
    """
    grants = {"lead__grants__role": "hublead", "lead__grants__hub": F("pk"), "lead__grants__ended_at": None}
    named = Hub.objects.filter(pk=hub, lead__is_active=True, lead__entry__is_named_as_lead=True, **grants)
    name = Concat("lead__given_name", Value(" "), "lead__family_name")
    return Subquery(named.order_by().values(lead_name=name)[:1], output_field=CharField())


def leads(*, at: datetime) -> QuerySet[RoleGrant]:
    """The grants by which somebody leads a hub at that moment."""
    running = Q(ended_at=None) | Q(ended_at__gt=at)
    return RoleGrant.objects.filter(running, role="hublead", given_at__lte=at, person__is_active=True)


def members_of_hubs(*, at: datetime) -> QuerySet[Person]:
    """Current members whose home is some hub."""
    at_home = Person.objects.unmerged().filter(hub__isnull=False, is_active=True)
    return standing_as(at_home, "in_force", on=local_date(at))


@transaction.atomic
def ask_for_a_lead(*, hub: Hub, about: Any, at: datetime) -> int:
    """Ask those of a hub once who said yes to its letters, and who were not written to too often; returns how many."""
    agreed = Consent.objects.filter(person=OuterRef("pk"), purpose=HUB_PURPOSE, withdrawn_at=None)
    people = members_of_hubs(at=at).filter(Exists(agreed), hub=hub, email_proved_at__isnull=False, email__isnull=False)
    people = people.annotate(room_from=Subquery(room_from(OuterRef("pk"))))
    people = people.filter(Q(room_from=None) | Q(room_from__lte=at))
    context = {"hub": hub}
    drafts = [
        Draft(person, context=context, own={"person.given_name": person.given_name}, about=about)
        for person in people.order_by("pk").only("email", "given_name")
    ]
    send_many(template="hubs/lead_wanted", drafts=drafts, at=at, basis=Basis.CONSENT, purpose=HUB_PURPOSE)
    record(facts.ASKED_WHO_WOULD_LEAD, subject=hub, at=at, number=len(drafts), hub=hub.name)
    return len(drafts)
