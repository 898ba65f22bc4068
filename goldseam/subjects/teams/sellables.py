from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.mail.actions import send
from goldseam.core.sales.claims import claim_path
from goldseam.foundation.calendar import last_day
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import CannotFulfil, Quote, sellables
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.actions import begin_team, end_allotment
from goldseam.subjects.teams.models import Allotment
from goldseam.subjects.teams.prices import offer


class TeamForSale:
    """The seats of a team for one term of its plan; the key is the plan's."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        found = offer(key)
        if found is None:
            raise LookupError(key)
        starts_on, seats = local_date(at), int(options["seats"])
        ends_on = last_day(starts_on, found.plan.months)
        period = _("%(start)s to %(end)s") % {"start": date_format(starts_on), "end": date_format(ends_on)}
        return Quote(
            description=_("Team membership: %(plan)s") % {"plan": found.plan.name},
            unit_pence=found.unit_pence(seats),
            vat_treatment=found.plan.vat_treatment,
            vat_rate=found.plan.vat_rate,
            note=f"{options['organisation']}, {period}",
            details={"months": found.plan.months, "from": starts_on.isoformat(), "until": ends_on.isoformat()},
        )

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        if not Plan.objects.filter(slug=line.key).exists():
            raise CannotFulfil(f"There is no plan {line.key} any more.")
        allotment = begin_team(line=line, at=at)
        person, order = line.order.person, line.order
        send(
            template="teams/welcome",
            person=person,
            at=at,
            about=order,
            documents=[f"sales.receipt:{order.pk}"],
            context={
                "team": allotment.team,
                "allotment": allotment,
                "way_in": f"{settings.BASE_URL}{'/me/team/' if person.is_proved else claim_path(order)}",
            },
        )

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        allotment = Allotment.objects.filter(order_line=line, cut_short_on=None).first()
        if allotment:
            end_allotment(allotment=allotment, at=at, by=by)


sellables.register("membership.team", TeamForSale())
