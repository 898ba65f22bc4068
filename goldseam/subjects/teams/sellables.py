from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.mail.actions import send
from goldseam.core.sales.claims import claim_path
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import CannotFulfil, Quote, sellables
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams import adding, renewing
from goldseam.subjects.teams.actions import begin_team, end_allotment
from goldseam.subjects.teams.adding import add_seats, addition_of
from goldseam.subjects.teams.models import Allotment, Team
from goldseam.subjects.teams.prices import offer
from goldseam.subjects.teams.renewing import next_of, price_of, renew_team


def of_team(plan: Plan, organisation: str, unit_pence: int, *, on: date) -> Quote:
    """Seats of a new team whose term begins on that day, at so much each."""
    ends_on = plan.ends_on(on)
    return Quote(
        description=_("Team membership: %(plan)s") % {"plan": plan.name},
        unit_pence=unit_pence,
        vat_treatment=plan.vat_treatment,
        vat_rate=plan.vat_rate,
        note=f"{organisation}, {_days(on, ends_on)}",
        details={
            "months": plan.months_from(on),
            "year": plan.year,
            "from": on.isoformat(),
            "until": ends_on.isoformat(),
        },
    )


class TeamForSale:
    """The seats of a team for one term of its plan; the key is the plan's."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        found = offer(key)
        if found is None:
            raise LookupError(key)
        plan, starts_on = found.plan, local_date(at)
        months, whole_pence = plan.months_from(starts_on), found.unit_pence(int(options["seats"]))
        quoted = of_team(plan, options["organisation"], plan.share(whole_pence, starts_on), on=starts_on)
        if months == plan.months:
            return quoted
        told = {"months": months, "price": pounds(whole_pence)}
        return replace(quoted, note=f"{quoted.note}; {_('%(months)d of 12 months, at %(price)s a year') % told}")

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
        _end(line, at, by)


class SeatsForSale:
    """Seats that are added to a team (its key is the key) for the rest of its period."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        today = local_date(at)
        team = Team.objects.select_related("plan", "organisation").filter(pk=key).first()
        if team is None or options["on"] != today.isoformat():
            raise LookupError(key)
        added = addition_of(team, int(options["seats"]), on=today)
        told = {"days": added.left_days, "all": added.period.all_days, "price": pounds(added.whole_pence)}
        by_the_day = _("%(days)d of %(all)d days, at %(price)s for all of them") % told
        return Quote(
            description=_("Places added to a team: %(plan)s") % {"plan": team.plan.name},
            unit_pence=added.unit_pence,
            vat_treatment=team.plan.vat_treatment,
            vat_rate=team.plan.vat_rate,
            note=f"{team.organisation.name}, {_days(today, added.period.ends_on)}; {by_the_day}",
            details={"from": today.isoformat(), "until": added.period.ends_on.isoformat()},
        )

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        _say("teams/seats_added", add_seats(line=line, at=at), line.order, at)

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        _end(line, at, by)


class RenewalForSale:
    """The period that follows, for so many seats of a team (its key is the key)."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        team = Team.objects.select_related("plan", "organisation").filter(pk=key).first()
        period = next_of(team, on=local_date(at)) if team else None
        found = offer(team.plan.slug) if team else None
        if not (team and period and found) or options["follows"] != period.follows_on.isoformat():
            raise LookupError(key)
        return Quote(
            description=_("Team membership: %(plan)s") % {"plan": team.plan.name},
            unit_pence=price_of(found, int(options["seats"]), period),
            vat_treatment=team.plan.vat_treatment,
            vat_rate=team.plan.vat_rate,
            note=f"{team.organisation.name}, {_days(period.starts_on, period.ends_on)}",
            details={"from": period.starts_on.isoformat(), "until": period.ends_on.isoformat()},
        )

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        _say("teams/renewed", renew_team(line=line, at=at), line.order, at)

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        _end(line, at, by)


def _say(template: str, allotment: Allotment, order: Any, at: datetime) -> None:
    """Write to whoever ordered that it is theirs, and to whoever paid where that is somebody else."""
    if order.payer_email and order.payer_email != order.person.email:
        send(
            template="teams/paid",
            person=order.person,
            address=order.payer_email,
            at=at,
            about=order,
            documents=[f"sales.receipt:{order.pk}"],
            context={"order": order, "team": allotment.team},
        )
    send(
        template=template,
        person=order.person,
        at=at,
        about=order,
        documents=[f"sales.receipt:{order.pk}"],
        context={
            "team": allotment.team,
            "allotment": allotment,
            "way_in": f"{settings.BASE_URL}/me/team/?team={allotment.team_id}",
        },
    )


def _days(first: date, last: date) -> str:
    return _("%(start)s to %(end)s") % {"start": date_format(first), "end": date_format(last)}


def _end(line: Any, at: datetime, by: Any) -> None:
    allotment = Allotment.objects.filter(order_line=line, cut_short_on=None).first()
    if allotment:
        end_allotment(allotment=allotment, at=at, by=by)


sellables.register("membership.team", TeamForSale())
sellables.register(adding.KIND, SeatsForSale())
sellables.register(renewing.KIND, RenewalForSale())
