"""Who leads a hub by name: whoever the office chose, as long as the role runs and they agree to be named."""

from typing import Any

from django.db.models import CharField, F, Subquery, Value
from django.db.models.functions import Concat

from goldseam.core.people.models import Hub


def named_lead(hub: Any) -> Subquery:
    """The name of the lead of that hub (a key, or that of an outer query); nothing without a yes."""
    grants = {"lead__grants__role": "hublead", "lead__grants__hub": F("pk"), "lead__grants__ended_at": None}
    named = Hub.objects.filter(pk=hub, lead__is_active=True, lead__entry__is_named_as_lead=True, **grants)
    name = Concat("lead__given_name", Value(" "), "lead__family_name")
    return Subquery(named.order_by().values(lead_name=name)[:1], output_field=CharField())
