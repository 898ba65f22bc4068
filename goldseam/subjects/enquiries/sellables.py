from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import Quote as Price
from goldseam.foundation.contracts import sellables
from goldseam.subjects.enquiries.models import Quote
from goldseam.subjects.enquiries.quoting import KIND, note_joined
from goldseam.subjects.teams.sellables import of_team


class QuotedTeam:
    """The seats of a team at the price of a quote; the key is the plan's. Handed over as any team is."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Price:
        today = local_date(at)
        quote = Quote.objects.open(on=today).select_related("plan").filter(pk=options["quote"], plan__slug=key).first()
        if quote is None or (quote.seats, quote.organisation) != (options["seats"], options["organisation"]):
            raise LookupError(key)
        return of_team(quote.plan, quote.organisation, quote.unit_pence, on=today)

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Price]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        sellables["membership.team"].fulfil(line, at=at)
        note_joined(quote=Quote.objects.get(pk=line.options["quote"]), at=at)

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        sellables["membership.team"].revoke(line, at=at, by=by)


sellables.register(KIND, QuotedTeam())
